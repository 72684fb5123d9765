"""Steps of what a community counts: who is new is welcomed, limits follow the rules, and each is told of what moved."""

from django.utils import timezone

from entraide.journeys import tell_credits as telling
from entraide.journeys.limit_account import let_account_limits_hold
from entraide.journeys.pay_from_commons import welcome_member
from entraide.journeys.steps.facts import key_in, person_of
from entraide.records.communities import queries as communities
from entraide.records.happenings.models import Happening
from entraide.records.people import queries as people

_OF_LIMITS = {"currency", "floor", "ceiling", "commons_floor"}


def welcome(happening: Happening) -> None:
    """Give the new member what the commons give to whoever is new."""
    community, person = communities.with_id(key_in(happening, "community_id")), people.with_id(person_of(happening))
    if community and person:
        welcome_member(person=person, community=community, now=timezone.now())


def hold_limits(happening: Happening) -> None:
    """Let the limits of accounts follow the rules, where these have changed."""
    community = communities.with_id(key_in(happening, "community_id"))
    if community and _OF_LIMITS & set(happening.facts["changed"]):
        let_account_limits_hold(community=community, now=timezone.now())


def tell_credits(happening: Happening) -> None:
    """Tell of what was given."""
    telling.tell_of_credits(transfer_id=key_in(happening, "transfer_id"), now=timezone.now())


def tell_credits_asked(happening: Happening) -> None:
    """Tell whoever is asked to give."""
    telling.tell_of_request(request_id=key_in(happening, "request_id"), now=timezone.now())


def tell_credits_declined(happening: Happening) -> None:
    """Tell whoever asked that it is not for this time."""
    telling.tell_declined(request_id=key_in(happening, "request_id"), now=timezone.now())


def tell_limited(happening: Happening) -> None:
    """Tell whose account has limits of its own from now on, or those of the rules again."""
    telling.tell_limited(happening=happening, now=timezone.now())
