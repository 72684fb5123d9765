"""Deliver invitations: mail each that waits, once, and forget the address when it has left."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from entraide.adapters.mail.invitation_letter import InvitationLetter
from entraide.adapters.mail.post import send_letter
from entraide.records.invitations import changes, queries
from entraide.records.invitations.models import Invitation

logger = logging.getLogger(__name__)


def deliver_invitations(*, now: datetime) -> int:
    """Mail the invitations that wait; how many left. What cannot leave now is tried again by the worker's sweep."""
    sent = 0
    for invitation in queries.to_mail(now=now):
        if not changes.claim(invitation=invitation, at=now):
            continue
        try:
            send_letter(
                _letter(invitation), house=invitation.community.name, address_form=invitation.community.address_form
            )
        except Exception as error:
            # The address, or what a mail server says about it, is nobody's business in a log.
            logger.warning("invitation %s could not be mailed: %s", invitation.pk, type(error).__name__)
            continue
        changes.note_mailed(invitation=invitation, at=now)
        sent += 1
    return sent


def _letter(invitation: Invitation) -> InvitationLetter:
    house = invitation.community
    return InvitationLetter(
        identity=f"invitation-{invitation.pk}",
        to=invitation.email,
        language=invitation.language or "fr",
        first_name="",
        by=invitation.made_by.first_name if invitation.made_by else "",
        community=house.name,
        motto=house.motto,
        address=settings.ADDRESS + reverse("invitation", args=[invitation.key]),
        stop_address=settings.ADDRESS + reverse("stop_invitations", args=[invitation.key]),
    )
