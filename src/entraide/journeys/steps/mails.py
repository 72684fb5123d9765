"""Steps that send what waits to be mailed.

A letter that cannot leave now is no broken step: its notice waits, and the worker's sweep tries again until it has left.
"""

from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from entraide.journeys.deliver_invitations import deliver_invitations
from entraide.journeys.deliver_letters import LettersLeft, deliver_letters
from entraide.journeys.deliver_outside import deliver_outside
from entraide.journeys.steps.facts import key_in
from entraide.records.happenings.models import Happening


def mail(happening: Happening) -> None:
    """Mail the notices about the post."""
    with suppress(LettersLeft):
        deliver_letters(post_id=happening.post_id, now=timezone.now())


def mail_about(happening: Happening) -> None:
    """Mail the notices about the conversation."""
    with suppress(LettersLeft):
        deliver_letters(about=key_in(happening, "thread_id"), now=timezone.now())


def mail_about_itself(happening: Happening) -> None:
    """Mail the notices about the happening itself."""
    with suppress(LettersLeft):
        deliver_letters(about=happening.pk, now=timezone.now())


def mail_of_request(happening: Happening) -> None:
    """Mail the notices about the request to join."""
    with suppress(LettersLeft):
        deliver_letters(about=key_in(happening, "request_id"), now=timezone.now())


def mail_of_exchange(happening: Happening) -> None:
    """Mail the notices about the time of an exchange, or about what happened in it."""
    about = happening.facts.get("occurrence_id", str(happening.pk))
    with suppress(LettersLeft):
        deliver_letters(about=UUID(about), now=timezone.now())


def mail_of_ring(happening: Happening) -> None:
    """Mail the notices about the ring."""
    with suppress(LettersLeft):
        deliver_letters(about=key_in(happening, "ring_id"), now=timezone.now())


def mail_of_bill(happening: Happening) -> None:
    """Mail the notices about the bill."""
    with suppress(LettersLeft):
        deliver_letters(about=key_in(happening, "bill_id"), now=timezone.now())


def mail_all(_happening: Happening) -> None:
    """Mail every notice that waits."""
    with suppress(LettersLeft):
        deliver_letters(now=timezone.now())


def mail_invitations(_happening: Happening) -> None:
    """Mail the invitations that wait."""
    deliver_invitations(now=timezone.now())


def mail_outside(_happening: Happening) -> None:
    """Mail whoever has no account and is asked something."""
    deliver_outside(now=timezone.now())
