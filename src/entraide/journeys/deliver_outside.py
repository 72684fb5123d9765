"""Deliver letters to people who need not be members: each that waits is mailed once, and with it the address is forgotten.

Killed between the mail server's "accepted" and our note of it, a letter may leave twice, with the same Message-ID, which mail programs
show once. Killed anywhere else it leaves once.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from entraide.adapters.mail.letter import Letter
from entraide.adapters.mail.mandate_letter import MandateLetter
from entraide.adapters.mail.plain_letters import ParentLetter, TrustedLetter
from entraide.adapters.mail.post import send_letter
from entraide.records.invitations import changes, queries
from entraide.records.invitations.models import OutsideLetter

logger = logging.getLogger(__name__)

# What nobody could take for so long is no news any more.
GIVEN_UP_AFTER = timedelta(days=3)


def deliver_outside(*, now: datetime) -> int:
    """Mail the letters that wait; how many left. What cannot leave now is tried again by the worker's sweep, for three days."""
    changes.forget_outside_letters(before=now - GIVEN_UP_AFTER)
    sent = 0
    for letter in queries.outside_letters(now=now):
        if not changes.claim_outside_letter(letter=letter, at=now):
            continue
        try:
            send_letter(_letter(letter))
        except Exception as error:
            # The address, or what a mail server says about it, is nobody's business in a log.
            logger.warning("letter %s could not be mailed: %s", letter.pk, type(error).__name__)
            continue
        changes.forget_outside_letter(letter=letter)
        sent += 1
    return sent


def _letter(kept: OutsideLetter) -> Letter:
    about = {
        "identity": f"{kept.kind}-{kept.pk}",
        "to": kept.email,
        "language": kept.language,
        "first_name": "",
        "address": settings.ADDRESS + kept.path,
    }
    return _LETTERS[kept.kind](kept, about)


def _mandate(kept: OutsideLetter, about: Mapping[str, Any]) -> Letter:
    until = date.fromisoformat(kept.facts["until"])
    return MandateLetter(**about, by=kept.person.first_name, scope=kept.facts["scope"], until=until)


_LETTERS: Mapping[str, Callable[[OutsideLetter, Mapping[str, Any]], Letter]] = {
    "mandate": _mandate,
    "parent": lambda kept, about: ParentLetter(**about, child=kept.person.first_name),
    "trusted": lambda kept, about: TrustedLetter(**about, by=kept.person.first_name),
}
