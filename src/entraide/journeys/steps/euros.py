"""Steps of bills in euros."""

from django.utils import timezone

from entraide.journeys.after_payment import after_payment as journey_after_payment
from entraide.journeys.send_bills import make_bills as journey_make_bills
from entraide.journeys.steps.facts import key_in
from entraide.records.happenings.models import Happening


def make_bills(happening: Happening) -> None:
    """Make the bills of a round."""
    journey_make_bills(round_id=key_in(happening, "round_id"), now=timezone.now())


def after_payment(happening: Happening) -> None:
    """Do what a paid bill brings with it."""
    journey_after_payment(bill_id=key_in(happening, "bill_id"), now=timezone.now())
