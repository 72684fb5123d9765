"""Why somebody is asked, in sentences: each reason stands behind the line of its part (what, when, where, in return).

The reasons come from `logic.routing.score` as parts with facts; a part that says nothing to a person (fairness, how
surely somebody answers) is not told. Who else was asked is never told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.wording.counts import figures, in_words
from entraide.wording.distances import about_km, about_km_from_you, whole_km
from entraide.wording.moments import free_span, listed
from entraide.wording.readings import topic_label


@dataclass(frozen=True)
class Reason:
    """One reason. `line`: what, when, where or return. `quote`: the person's own words, set in serif; may be empty."""

    line: str
    words: str
    quote: str = ""

    @property
    def quoted(self) -> str:
        """The quote in the quotation marks of the active language; empty without one."""
        return quoted(self.quote) if self.quote else ""


def reasons(because: Mapping[str, Any]) -> list[Reason]:
    """The reasons to show to the person asked, in the order what, when, where, in return. `because` is a match's, by part."""
    said = [
        *_offered(_facts(because, "offer"), _facts(because, "thanks")),
        _free(_facts(because, "time")),
        _near(_facts(because, "nearness")),
        _tied(_facts(because, "ties")),
        _terms(_facts(because, "terms")),
    ]
    return [reason for reason in said if reason]


def quoted(words: str) -> str:
    """Somebody's words in the quotation marks of the active language."""
    return _("« %(words)s »") % {"words": words}


def _facts(because: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    facts = because.get(part)
    return facts if isinstance(facts, Mapping) else {}


def _offered(facts: Mapping[str, Any], thanks: Mapping[str, Any]) -> list[Reason]:
    said: list[Reason] = []
    if words := facts.get("text"):
        said.append(Reason("what", _("Vous avez écrit :"), str(words)))
    if times := int(thanks.get("times") or 0):
        topic = topic_label(str(facts.get("topic", "")))
        told = ngettext(
            "Vous avez déjà reçu un merci pour « %(topic)s ».",
            "Vous avez déjà reçu %(n)s mercis pour « %(topic)s ».",
            times,
        )
        said.append(Reason("what", told % {"n": in_words(times), "topic": topic}))
    return said


def _free(facts: Mapping[str, Any]) -> Reason | None:
    spans = [free_span(str(span)) for span in facts.get("spans") or ()]
    if not facts.get("is_said") or not spans:
        return None
    return Reason("when", _("Vous avez dit être libre %(hours)s.") % {"hours": listed(spans[:3])})


def _near(facts: Mapping[str, Any]) -> Reason | None:
    if facts.get("remote"):
        return Reason("where", _("Cela se fait à distance."))
    distance = facts.get("distance_km")
    if distance is None:
        return None
    near = about_km_from_you(float(distance))
    if radius_km := facts.get("radius_km"):
        values = {"near": near, "km": figures(whole_km(float(radius_km)))}
        return Reason("where", _("C'est %(near)s, vous allez jusqu'à %(km)s km.") % values)
    return Reason("where", _("C'est %(near)s.") % {"near": near})


def _tied(facts: Mapping[str, Any]) -> Reason | None:
    if facts.get("helped_each_other"):
        return Reason("where", _("Vous vous êtes déjà entraidés."))
    return None


def _terms(facts: Mapping[str, Any]) -> Reason | None:
    names = {
        "free": pgettext("vous aidez", "gratuitement"),
        "credits": pgettext("vous aidez", "contre des heures ou des pièces"),
        "money": pgettext("vous aidez", "contre de l'argent"),
    }
    words = [name for term, name in names.items() if term in (facts.get("accepts") or ())]
    if not words or len(words) == len(names):
        return None
    return Reason("return", _("Vous aidez %(terms)s.") % {"terms": listed(words)})


def because_line(because: Mapping[str, Any], *, distance_km: float | None) -> str:
    """What the writer reads under an answer: "À environ 1 km. Déjà six mercis." """
    said: list[str] = []
    if distance_km is not None:
        near = about_km(distance_km)
        said.append(f"{near[:1].upper()}{near[1:]}.")
    if times := int(_facts(because, "thanks").get("times") or 0):
        said.append(ngettext("Déjà un merci.", "Déjà %(n)s mercis.", times) % {"n": in_words(times)})
    return " ".join(said)
