"""The letter that asks somebody whether they can help, and the links by which it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from entraide.adapters.mail.about_post import AboutPost
from entraide.wording.distances import about_km
from entraide.wording.reasons import reasons


@dataclass(frozen=True, kw_only=True)
class AskLetter(AboutPost):
    """Somebody is asked whether they can help."""

    because: Mapping[str, Any] = field(default_factory=dict)
    distance_km: float | None = None
    answer_addresses: Mapping[str, str] = field(default_factory=dict)
    asked_this_week: int = 1
    most_a_week: int | None = None
    template: ClassVar[str] = "ask"

    def subject(self) -> str:
        if self.reading.kind == "offer":
            return _("%(writer)s propose quelque chose pour vous. Cela vous intéresse ?") % {"writer": self.writer}
        if self.reading.urgency == "now":
            return _("%(writer)s cherche quelqu'un au plus vite. Pouvez-vous ?") % {"writer": self.writer}
        return _("%(writer)s cherche quelqu'un. Pouvez-vous ?") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "reasons": reasons(self.because),
            "distance": about_km(self.distance_km) if self.distance_km is not None else "",
            "answers": self.answer_addresses,
            "asked_this_week": self.asked_this_week,
            "most_a_week": self.most_a_week,
        }


def addresses_of_answers(base: str) -> Mapping[str, str]:
    """The links of an ask: each opens the ask's page with that answer chosen, `later` where one chooses until when."""
    answers = {kind: f"{base}?answer={kind}" for kind in ("yes", "other", "not_now")}
    return {**answers, "later": f"{base}?answer=later#later"}
