"""Steps that tell of what is said in conversations and forums."""

from django.utils import timezone

from entraide.journeys.open_thread import end_thread_about
from entraide.journeys.share_place import tell_of_place
from entraide.journeys.steps.facts import key_in, person_of, post_of
from entraide.journeys.tell_talk import tell_of_message, tell_of_thread
from entraide.records.happenings.models import Happening


def tell_talk(happening: Happening) -> None:
    """Tell whoever takes part of a message."""
    tell_of_message(message_id=key_in(happening, "message_id"), now=timezone.now())


def tell_forum(happening: Happening) -> None:
    """Tell whoever follows the forum of a new discussion."""
    tell_of_thread(thread_id=key_in(happening, "thread_id"), now=timezone.now())


def tell_place(happening: Happening) -> None:
    """Tell the other that a place was shown to them."""
    thread_id = key_in(happening, "thread_id")
    tell_of_place(owner_id=person_of(happening), thread_id=thread_id, now=timezone.now())


def end_thread(happening: Happening) -> None:
    """Take away the discussion about the post, or its sentence where people have spoken."""
    end_thread_about(post_id=post_of(happening), now=timezone.now())
