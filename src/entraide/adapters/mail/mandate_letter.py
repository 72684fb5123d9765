"""The letter in which somebody asks to act for another, who agrees on the page that it opens, or does nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from entraide.adapters.mail.letter import Letter
from entraide.wording.mandates import full_day, scope_words


@dataclass(frozen=True, kw_only=True)
class MandateLetter(Letter):
    """`by` (a first name) would act for the reader in `scope`, through the day `until`; `address` opens the page to agree on."""

    by: str
    scope: Sequence[str]
    until: date
    address: str
    template: ClassVar[str] = "mandate"

    def subject(self) -> str:
        return _("%(name)s propose d'agir pour vous") % {"name": self.by}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "by": self.by,
            "scope": [scope_words(one) for one in self.scope],
            "until": full_day(self.until),
            "address": self.address,
        }
