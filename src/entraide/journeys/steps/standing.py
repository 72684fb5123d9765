"""Steps that tell of attestations, and let them hold where they should."""

from django.utils import timezone

from entraide.journeys import tell_standing
from entraide.journeys.stand_again import stand_again as journey_stand_again
from entraide.journeys.stand_again import stand_by_new_rules as journey_stand_by_new_rules
from entraide.journeys.steps.facts import key_in, person_of
from entraide.records.happenings.models import Happening


def stand_again(happening: Happening) -> None:
    """Let hold again what the person was attested there before."""
    journey_stand_again(
        person_id=person_of(happening), community_id=key_in(happening, "community_id"), now=timezone.now()
    )


def stand_by_new_rules(happening: Happening) -> None:
    """Let standing follow rules that say anew who counts as verified."""
    if "verified_through" in happening.facts["changed"]:
        journey_stand_by_new_rules(community_id=key_in(happening, "community_id"), now=timezone.now())


def tell_attesters(happening: Happening) -> None:
    """Tell whoever may attest that somebody asks for it."""
    tell_standing.tell_attesters(request_id=key_in(happening, "request_id"), now=timezone.now())


def tell_not_attested(happening: Happening) -> None:
    """Tell whoever asked that it was declined."""
    tell_standing.tell_declined(request_id=key_in(happening, "request_id"), now=timezone.now())


def tell_attested(happening: Happening) -> None:
    """Tell the person that it was attested of them."""
    tell_standing.tell_attested(attestation_id=key_in(happening, "attestation_id"), now=timezone.now())


def tell_attestation_ended(happening: Happening) -> None:
    """Tell the person that an attestation has ended."""
    tell_standing.tell_ended(attestation_id=key_in(happening, "attestation_id"), now=timezone.now())


def tell_attestation_ends_soon(happening: Happening) -> None:
    """Tell the person that an attestation ends soon."""
    tell_standing.tell_ends_soon(attestation_id=key_in(happening, "attestation_id"), now=timezone.now())


def tell_attester(happening: Happening) -> None:
    """Tell the person that they may attest from now on."""
    tell_standing.tell_attester_named(
        person_id=person_of(happening), community_id=key_in(happening, "community_id"), now=timezone.now()
    )
