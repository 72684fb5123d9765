"""A word that a community names: from form fields to the journey's NewWord, with what is wrong said beside its field."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from entraide.journeys.name_word import LARGEST_REACH_KM, NewWord, WordPosition
from entraide.logic.places import Place, Point, distance_km
from entraide.logic.reading.nameable import Sort
from entraide.logic.reading.topics import topic_codes
from entraide.web.forms.home_place import read_home
from entraide.wording.community_words import word_fault

SORTS: tuple[Sort, ...] = ("topic", "currency", "place")
FIELDS = ("name", "spellings", "topic", "worth", "place", "which", "point", "reach")
LONGEST_LINE = 200
# As far as a place may lie from the middle of the town that it is said to be in.
NEAR_KM = 15.0
_STREET_KM, _DISTRICT_KM = 0.1, 2.0


@dataclass(frozen=True)
class SaidWord:
    """A sent form. `word` is None if something is missing: then `errors` say what, by field, or `choices` (id, words) ask which town."""

    sort: Sort
    given: Mapping[str, str]
    word: NewWord | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()

    def refused(self, code: str) -> "SaidWord":
        """The same form with the journey's refusal said beside the field that it is about."""
        about = "spellings" if code == "too_many_spellings" else "name"
        words = word_fault(code, name=self.given.get("name", "")) or _(
            "Cela n'a pas pu se faire. Relisez, puis réessayez."
        )
        return SaidWord(self.sort, self.given, errors={about: words})


def read_word(sent: Mapping[str, str], *, language: str) -> SaidWord | None:
    """The form that was sent (its field `sort` says which of the three); None for no such sort."""
    sort = sent.get("sort", "")
    if sort not in SORTS:
        return None
    given = {name: _line(sent.get(name, "")) for name in FIELDS}
    errors: dict[str, str] = {}
    if not given["name"]:
        errors["name"] = word_fault("word_too_short", name="")
    if sort == "topic" and given["topic"] not in topic_codes():
        errors["topic"] = _("Choisissez dans la liste ce que ce mot veut dire.")
    if sort == "currency" and given["worth"] not in ("h", "credit"):
        errors["worth"] = _("Dites ce que vaut un seul.")
    position: WordPosition | None = None
    choices: tuple[tuple[str, str], ...] = ()
    if sort == "place":
        position, choices = _position(given, errors, language=language)
    if errors or choices:
        return SaidWord(sort, given, errors=errors, choices=choices)
    spellings = tuple(filter(None, (_line(one) for one in re.split(r"[,;\n]", given["spellings"]))))
    word = NewWord(
        sort=sort,
        name=given["name"],
        spellings=spellings,
        topic=given["topic"],
        worth=given["worth"],
        position=position,
    )
    return SaidWord(sort, given, word=word)


def _position(
    given: Mapping[str, str], errors: dict[str, str], *, language: str
) -> tuple[WordPosition | None, tuple[tuple[str, str], ...]]:
    """Where the place lies, or the towns to choose among; what is wrong goes into `errors`."""
    if not given["place"]:
        errors["place"] = _("Dites dans quelle commune ou quel quartier c'est.")
        return None, ()
    home = read_home(given, language=language)
    if home.error:
        errors["place"] = home.error
    point = point_in(given["point"])
    if given["point"] and point is None:
        errors["point"] = _("Copiez les deux nombres d'une carte, par exemple « 50.6690, 4.6150 ».")
    reach_km = _reach_km(given["reach"])
    if reach_km is None and given["reach"]:
        errors["reach"] = _("Dites-le en mètres, entre 10 et 10 000.")
    town = home.place
    if town is None:
        return None, home.choices
    if point and distance_km(point, town) > NEAR_KM:
        errors["point"] = _("Ce point est loin de « %(town)s ». Vérifiez que la latitude vient d'abord.") % {
            "town": town.name
        }
    where = point or town.point
    return WordPosition(
        latitude=round(where.latitude, 5),
        longitude=round(where.longitude, 5),
        precision=_precision(town, point=point, reach_km=reach_km),
        country=town.country,
        town=town.name_in(language),
        postcode=town.postcode or "",
        reach_km=reach_km,
    ), ()


def _precision(town: Place, *, point: Point | None, reach_km: float | None) -> str:
    """How precisely the place is known: by how far it reaches; without a point of its own, as its town is."""
    if point is None:
        return town.precision
    if reach_km is None:
        return "address"
    return "street" if reach_km <= _STREET_KM else "district" if reach_km <= _DISTRICT_KM else "locality"


def point_in(text: str) -> Point | None:
    """The first two numbers with decimals in `text` (copied from a map, or the address of one), latitude first; None if there are none."""
    found = re.search(r"(?<![\d.,])(-?\d{1,2}[.,]\d+)[^\d-]{1,12}(-?\d{1,3}[.,]\d+)", text)
    if not found:
        return None
    latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _reach_km(metres: str) -> float | None:
    try:
        km = float(metres.replace(",", ".").replace(" ", "").removesuffix("m")) / 1000
    except ValueError:
        return None
    return km if math.isfinite(km) and 0.01 <= km <= LARGEST_REACH_KM else None


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST_LINE]
