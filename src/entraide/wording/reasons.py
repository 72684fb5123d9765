"""Why somebody is asked, in sentences: each reason stands behind the line of its part (what, when, where, in return).

The reasons come from `logic.routing.score` as parts with facts; a part that says nothing to a person (fairness, how
surely somebody answers) is not told. Who else was asked is never told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.wording.counts import figures, in_words
from entraide.wording.distances import about_km, about_km_from_you, whole_km
from entraide.wording.moments import listed, weekday_and_part
from entraide.wording.readings import topic_label


@dataclass(frozen=True)
class Reason:
    """One reason. `line`: what, when, where or return. `quote`: the person's own words, set in serif; may be empty."""

    line: str
    words: str
    quote: str = ""


def reasons(
    because: Mapping[str, Any], *, radius_km: float | None = None, helps_for: Collection[str] = ()
) -> list[Reason]:
    """The reasons to show to the person asked, in the order what, when, where, in return.

    `because` is a match's, by part; `radius_km` how far the person goes, and `helps_for` for what (free, credits, money),
    if they said so.
    """
    said = [
        *_offered(_facts(because, "offer")),
        _free(_facts(because, "time")),
        _near(_facts(because, "nearness"), radius_km),
        _tied(_facts(because, "ties")),
        _terms(helps_for),
    ]
    return [reason for reason in said if reason]


def quoted(words: str) -> str:
    """Somebody's words in the quotation marks of the active language."""
    return _("« %(words)s »") % {"words": words}


def _facts(because: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    facts = because.get(part)
    return facts if isinstance(facts, Mapping) else {}


def _offered(facts: Mapping[str, Any]) -> list[Reason]:
    said: list[Reason] = []
    if words := facts.get("say"):
        said.append(Reason("what", _("Vous avez écrit :"), str(words)))
    if times := int(facts.get("thanked") or 0):
        topic = topic_label(str(facts.get("topic", "")))
        told = ngettext(
            "Vous avez déjà reçu un merci pour « %(topic)s ».",
            "Vous avez déjà reçu %(n)s mercis pour « %(topic)s ».",
            times,
        )
        said.append(Reason("what", told % {"n": in_words(times), "topic": topic}))
    return said


def _free(facts: Mapping[str, Any]) -> Reason | None:
    if not facts.get("is_said") or not facts.get("weekday"):
        return None
    hours = weekday_and_part(str(facts["weekday"]), str(facts.get("part", "day")))
    return Reason("when", _("Vous avez dit être libre %(hours)s.") % {"hours": hours})


def _near(facts: Mapping[str, Any], radius_km: float | None) -> Reason | None:
    distance = facts.get("distance_km")
    if distance is None:
        return None
    near = about_km_from_you(float(distance))
    if radius_km:
        values = {"near": near, "km": figures(whole_km(radius_km))}
        return Reason("where", _("C'est %(near)s, vous allez jusqu'à %(km)s km.") % values)
    return Reason("where", _("C'est %(near)s.") % {"near": near})


def _tied(facts: Mapping[str, Any]) -> Reason | None:
    if facts.get("helped_each_other"):
        return Reason("where", _("Vous vous êtes déjà entraidés."))
    return None


def _terms(helps_for: Collection[str]) -> Reason | None:
    names = {
        "free": pgettext("vous aidez", "gratuitement"),
        "credits": pgettext("vous aidez", "contre des heures ou des pièces"),
        "money": pgettext("vous aidez", "contre de l'argent"),
    }
    words = [name for term, name in names.items() if term in helps_for]
    if not words or len(words) == len(names):
        return None
    return Reason("return", _("Vous aidez %(terms)s.") % {"terms": listed(words)})


def because_line(because: Mapping[str, Any], *, distance_km: float | None) -> str:
    """What the writer reads under an answer: "À environ 1 km. Déjà six mercis." """
    said: list[str] = []
    if distance_km is not None:
        near = about_km(distance_km)
        said.append(f"{near[:1].upper()}{near[1:]}.")
    if times := int(_facts(because, "offer").get("thanked") or 0):
        said.append(ngettext("Déjà un merci.", "Déjà %(n)s mercis.", times) % {"n": in_words(times)})
    return " ".join(said)
