"""Learning to read: sentences with their labels become the weights of the heads. Nothing here is needed to read.

`fitting` and `measuring` need scikit-learn (the extra `train`); the rest does not.
"""
