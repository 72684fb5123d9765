"""Steps that tell of communities: who asks to come in, what is decided, new rules, moving house and closing."""

from django.utils import timezone

from entraide.journeys.ask_departure import tell_of_departure
from entraide.journeys.ask_to_join import tell_stewards_of_request
from entraide.journeys.close_community import tell_members_closed
from entraide.journeys.decide_request import tell_of_decision
from entraide.journeys.move_community import tell_members_moved
from entraide.journeys.steps.facts import key_in
from entraide.journeys.tell_of_rules import tell_of_rules
from entraide.records.happenings.models import Happening


def tell_of_request(happening: Happening) -> None:
    """Tell whoever runs the community that somebody asks to join."""
    tell_stewards_of_request(request_id=happening.facts["request_id"], now=timezone.now())


def tell_decision(happening: Happening) -> None:
    """Tell whoever asked to join what was decided."""
    tell_of_decision(request_id=happening.facts["request_id"], now=timezone.now())


def tell_rules(happening: Happening) -> None:
    """Tell the members of new rules."""
    tell_of_rules(version_id=key_in(happening, "version_id"), kind="rules", now=timezone.now())


def tell_rules_back(happening: Happening) -> None:
    """Tell the members that new rules were taken back."""
    tell_of_rules(version_id=key_in(happening, "version_id"), kind="rules_back", now=timezone.now())


def tell_departure(happening: Happening) -> None:
    """Tell whoever agreed to move that the file of it is asked for."""
    tell_of_departure(departure_id=key_in(happening, "departure_id"), now=timezone.now())


def tell_moved(happening: Happening) -> None:
    """Tell the members that the community has moved."""
    tell_members_moved(community_id=happening.facts["community_id"], now=timezone.now())


def tell_closed(happening: Happening) -> None:
    """Tell the members that the community is closed."""
    tell_members_closed(community_id=happening.facts["community_id"], now=timezone.now())
