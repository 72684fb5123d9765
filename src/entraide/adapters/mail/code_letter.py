"""The letter that brings the code to sign in with."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from entraide.adapters.mail.letter import Letter


@dataclass(frozen=True, kw_only=True)
class CodeLetter(Letter):
    """The six figures to sign in with."""

    code: str
    minutes: int
    template: ClassVar[str] = "code"

    def subject(self) -> str:
        return _("%(code)s : votre code pour entrer dans Entraide") % {"code": f"{self.code[:3]} {self.code[3:]}"}

    def facts(self) -> dict[str, Any]:
        return {"first_name": self.first_name, "code": f"{self.code[:3]} {self.code[3:]}", "minutes": self.minutes}
