"""Steps of what is pointed out, decided and appealed against."""

from django.utils import timezone

from entraide.journeys import tell_moderation
from entraide.journeys.seat_panel import seat_panel as journey_seat_panel
from entraide.journeys.steps.facts import key_in, post_of
from entraide.records.happenings.models import Happening


def seat_panel(happening: Happening) -> None:
    """Draw members to look at the case, where the community has it so."""
    journey_seat_panel(case_id=key_in(happening, "case_id"), now=timezone.now())


def tell_juror(happening: Happening) -> None:
    """Tell the member who was drawn."""
    tell_moderation.tell_juror(seat_id=key_in(happening, "seat_id"), now=timezone.now())


def tell_desk(happening: Happening) -> None:
    """Tell whoever runs the community of a case."""
    tell_moderation.tell_desk_of_case(case_id=key_in(happening, "case_id"), now=timezone.now())


def tell_held(happening: Happening) -> None:
    """Tell whoever runs the community of a post that waits to be read."""
    tell_moderation.tell_desk_of_post(post_id=post_of(happening), now=timezone.now())


def tell_released(happening: Happening) -> None:
    """Tell the writer that their post is open."""
    tell_moderation.tell_writer_released(post_id=post_of(happening), now=timezone.now())


def tell_measured(happening: Happening) -> None:
    """Tell the person of what was decided about them."""
    tell_moderation.tell_measured(measure_id=key_in(happening, "measure_id"), now=timezone.now())


def tell_lifted(happening: Happening) -> None:
    """Tell the person that it is lifted."""
    tell_moderation.tell_lifted(measure_id=key_in(happening, "measure_id"), now=timezone.now())


def tell_reporters(happening: Happening) -> None:
    """Tell whoever pointed it out what came of it."""
    tell_moderation.tell_reporters(case_id=key_in(happening, "case_id"), now=timezone.now())


def take_appeal(happening: Happening) -> None:
    """Bring the appeal before somebody else."""
    tell_moderation.bring_appeal(appeal_id=key_in(happening, "appeal_id"), now=timezone.now())


def tell_appealed(happening: Happening) -> None:
    """Tell whoever appealed what was decided."""
    tell_moderation.tell_appealed(appeal_id=key_in(happening, "appeal_id"), now=timezone.now())
