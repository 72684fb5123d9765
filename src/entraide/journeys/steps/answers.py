"""Steps that tell the writer of a post, and those who were asked or answered, what became of it."""

from django.utils import timezone

from entraide.journeys import tell_people
from entraide.journeys.steps.facts import key_in, post_of
from entraide.records.happenings.models import Happening


def tell_writer(happening: Happening) -> None:
    """Tell the writer of an answer."""
    tell_people.tell_writer_of_answer(answer_id=key_in(happening, "answer_id"), now=timezone.now())


def tell_chosen(happening: Happening) -> None:
    """Tell whoever was chosen."""
    tell_people.tell_helper_chosen(answer_id=key_in(happening, "answer_id"), now=timezone.now())


def thank_others(happening: Happening) -> None:
    """Thank whoever answered and was not chosen."""
    tell_people.tell_others_thanks(post_id=post_of(happening), now=timezone.now())


def tell_nobody(happening: Happening) -> None:
    """Tell the writer that nobody could be asked."""
    tell_people.tell_writer_nobody(post_id=post_of(happening), now=timezone.now())


def tell_withdrawn(happening: Happening) -> None:
    """Tell whoever answered that the post is withdrawn."""
    tell_people.tell_answerers_withdrawn(post_id=post_of(happening), now=timezone.now())


def tell_refiled(happening: Happening) -> None:
    """Tell the writer that their post was filed otherwise."""
    tell_people.tell_writer_refiled(post_id=post_of(happening), since=happening.at, now=timezone.now())


def tell_changed(happening: Happening) -> None:
    """Tell whoever was asked or answered that the post is not as it was."""
    tell_people.tell_asked_changed(post_id=post_of(happening), since=happening.at, now=timezone.now())
