"""Why somebody is asked, in sentences: each reason stands behind the line of its part (what, when, where, in return).

The reasons come from `logic.routing` as parts with facts; a part that says nothing to a person (fairness, how surely
somebody answers) is not told. Who else was asked is never told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.counts import figures, in_words
from entraide.wording.distances import about_km, about_km_from_you, whole_km
from entraide.wording.moments import free_span, listed
from entraide.wording.readings import topic_label


@dataclass(frozen=True)
class Reason:
    """One reason. `line`: what, when, where or return. `quote`: the person's own words, to be set in serif; may be empty."""

    line: str
    words: str
    quote: str = ""


def reasons(because: Mapping[str, Any]) -> list[Reason]:
    """The reasons to show to the person asked, always in the order what, when, where, in return; unknown parts are left out."""
    said = [
        _offered(_facts(because, "offer")),
        _thanked(_facts(because, "thanks")),
        _free(_facts(because, "time")),
        _near(_facts(because, "nearness")),
        _tied(_facts(because, "ties")),
        _terms(_facts(because, "terms")),
    ]
    return [reason for reason in said if reason]


def _facts(because: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    facts = because.get(part)
    if isinstance(facts, Mapping):
        return facts
    return {} if facts is None else {"value": facts}


def _offered(facts: Mapping[str, Any]) -> Reason | None:
    if words := facts.get("text"):
        return Reason("what", _("Vous avez écrit :"), str(words))
    if topic := facts.get("topic"):
        return Reason("what", _("Vous avez parlé de : %(topic)s.") % {"topic": topic_label(str(topic))})
    return None


def _thanked(facts: Mapping[str, Any]) -> Reason | None:
    times = int(facts.get("times") or 0)
    if not times:
        return None
    said = ngettext(
        "On vous a déjà remercié une fois pour cela.", "On vous a déjà remercié %(n)s fois pour cela.", times
    )
    return Reason("what", said % {"n": in_words(times)})


def _free(facts: Mapping[str, Any]) -> Reason | None:
    spans = facts.get("spans") or ([facts["span"]] if facts.get("span") else [])
    if not spans:
        return None
    return Reason("when", _("Vous êtes libre %(hours)s.") % {"hours": listed([free_span(str(s)) for s in spans[:3]])})


def _near(facts: Mapping[str, Any]) -> Reason | None:
    if facts.get("remote"):
        return Reason("where", _("Cela se fait à distance."))
    distance = facts.get("distance_km")
    if distance is None:
        return None
    near = about_km_from_you(float(distance))
    radius = facts.get("radius_km")
    if radius:
        values = {"near": near, "km": figures(whole_km(float(radius)))}
        return Reason("where", _("C'est %(near)s, vous allez jusqu'à %(km)s km.") % values)
    return Reason("where", _("C'est %(near)s.") % {"near": near})


def _tied(facts: Mapping[str, Any]) -> Reason | None:
    if community := facts.get("community"):
        return Reason("where", _("Vous êtes tous deux de %(community)s.") % {"community": community})
    return None


def _terms(facts: Mapping[str, Any]) -> Reason | None:
    accepted = facts.get("accepts")
    if not accepted:
        return None
    names = {
        "free": _("gratuitement"),
        "credits": _("contre des heures ou des pièces"),
        "money": _("contre de l'argent"),
    }
    words = [names[term] for term in ("free", "credits", "money") if term in accepted]
    return Reason("return", _("Vous aidez %(terms)s.") % {"terms": listed(words)}) if words else None


def because_line(because: Mapping[str, Any], *, distance_km: float | None) -> str:
    """What the writer reads under an answer: "À environ 1 km. Déjà remercié six fois." Never more than the answerer would say."""
    said: list[str] = []
    if distance_km is not None:
        near = about_km(distance_km)
        said.append(f"{near[:1].upper()}{near[1:]}.")
    times = int(_facts(because, "thanks").get("times") or 0)
    if times:
        said.append(ngettext("Déjà une fois remercié.", "Déjà %(n)s fois remercié.", times) % {"n": in_words(times)})
    return " ".join(said)
