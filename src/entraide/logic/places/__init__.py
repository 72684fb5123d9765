"""Places: the gazetteer, finding a place by any of its names, distances, and blurring of homes."""
