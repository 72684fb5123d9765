"""The letter by which a community invites somebody who has no account: once, without their name, with a way to refuse them all."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from entraide.adapters.mail.letter import Letter


@dataclass(frozen=True, kw_only=True)
class InvitationLetter(Letter):
    """`by` (a first name, may be empty) invites into `community`; `address` opens the invitation, `stop_address` ends them all."""

    by: str
    community: str
    motto: str
    address: str
    stop_address: str
    template: ClassVar[str] = "invitation"

    def subject(self) -> str:
        if not self.by:
            return _("Une invitation de %(community)s") % {"community": self.community}
        return _("%(name)s vous invite à rejoindre %(community)s") % {"name": self.by, "community": self.community}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": self.subject() + ".",
            "community": self.community,
            "motto": self.motto,
            "address": self.address,
            "stop_address": self.stop_address,
        }
