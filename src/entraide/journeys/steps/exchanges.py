"""Steps that tell of what happens in an exchange."""

from django.utils import timezone

from entraide.journeys import tell_exchange as telling
from entraide.records.happenings.models import Happening


def tell_exchange(happening: Happening) -> None:
    """Tell the other of the two; where nobody made it happen, both."""
    telling.tell_of_exchange(happening=happening, now=timezone.now())


def tell_desk_of_problem(happening: Happening) -> None:
    """Tell whoever runs the community that the two wait for help."""
    telling.tell_desk_of_problem(happening=happening, now=timezone.now())
