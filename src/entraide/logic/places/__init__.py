"""Places: the gazetteer, finding a place by any of its names, distances, and blurring of homes."""

from entraide.logic.places.finding import Found, ambiguous, by_postcode, find, nearest
from entraide.logic.places.gazetteer import use_tables
from entraide.logic.places.place import Place, Point, Precision, blur, distance_km
from entraide.logic.places.spotting import Mention, spot

__all__ = [
    "Found",
    "Mention",
    "Place",
    "Point",
    "Precision",
    "ambiguous",
    "blur",
    "by_postcode",
    "distance_km",
    "find",
    "nearest",
    "spot",
    "use_tables",
]
