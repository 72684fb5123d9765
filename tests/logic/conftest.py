"""The logic's tests are meant to be run at every save: properties are tried on fewer examples than elsewhere."""

from hypothesis import settings

settings.register_profile("quick", max_examples=40, deadline=None)
settings.load_profile("quick")
