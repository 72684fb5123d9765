"""Where I live: a place by its name, and a choice where several are called so. It never takes an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entraide.logic import places
from entraide.logic.places import Place
from entraide.logic.reading.interpretation import PlaceSaid
from entraide.wording.readings import told_apart

MOST_CHOICES = 6
LONGEST_NAME = 80


@dataclass(frozen=True)
class SaidHome:
    """A sent place: found, to be chosen among several (identifier, words), forgotten, or unknown (`error`)."""

    name: str
    place: Place | None = None
    choices: tuple[tuple[str, str], ...] = ()
    is_forgotten: bool = False
    error: str = ""


def read_home(sent: Mapping[str, str], *, language: str) -> SaidHome:
    """The place of a sent form: fields `place` (as people write it) and `which` (the id of the one chosen)."""
    name = " ".join(sent.get("place", "").replace("\x00", "").split())[:LONGEST_NAME]
    if not name:
        return SaidHome("", is_forgotten=True)
    found = places.find(name=name, language=language, limit=MOST_CHOICES)
    if not found:
        return SaidHome(name, error=_("Ce lieu nous est inconnu. Essayez une commune ou un code postal."))
    which = sent.get("which", "")
    for one in found:
        if which and one.place.id == which:
            return SaidHome(name, place=one.place)
    if places.ambiguous(found):
        return SaidHome(name, choices=_choices([one.place for one in found], language=language))
    return SaidHome(name, place=found[0].place)


def _choices(found: list[Place], *, language: str) -> tuple[tuple[str, str], ...]:
    """The places to choose among, each with its identifier and what tells it from the others."""
    said = [
        PlaceSaid(
            name=", ".join(filter(None, (place.name_in(language), place.parent))),
            postcode=place.postcode,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=place.precision,
        )
        for place in found
    ]
    return tuple((place.id, words) for place, words in zip(found, told_apart(said), strict=True))
