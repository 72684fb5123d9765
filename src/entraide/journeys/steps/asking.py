"""Steps that bring a post to people, and people to a post."""

from django.utils import timezone

from entraide.journeys.ask_people import ask_people
from entraide.journeys.ask_person import ask_person
from entraide.journeys.escalate_post import escalate_post
from entraide.journeys.index_finds import index_what_happened
from entraide.journeys.match_posts import match_posts
from entraide.journeys.note_doubts import note_doubts as journey_note_doubts
from entraide.journeys.steps.facts import key_in, person_of, post_of
from entraide.records.happenings.models import Happening


def ask(happening: Happening) -> None:
    """Ask people who could help with the post."""
    ask_people(post_id=post_of(happening), now=timezone.now())


def match(happening: Happening) -> None:
    """Look for the posts that the post fits."""
    match_posts(post_id=post_of(happening), now=timezone.now())


def ask_this_person(happening: Happening) -> None:
    """Ask the person about the posts that wait for somebody like them."""
    ask_person(person_id=person_of(happening), now=timezone.now())


def ask_about_this(happening: Happening) -> None:
    """Ask the person about the posts that what they said they like fits."""
    ask_person(person_id=person_of(happening), say_id=key_in(happening, "say_id"), now=timezone.now())


def go_on(happening: Happening) -> None:
    """See whether the search is to go a step further, now or later."""
    escalate_post(post_id=post_of(happening), now=timezone.now())


def ask_shown(happening: Happening) -> None:
    """Bring a post that is shown again to people, as a new one is; of anything else there is nobody to ask."""
    if happening.post_id:
        ask(happening)


def note_doubts(happening: Happening) -> None:
    """Note what makes the post doubtful, for whoever reads it again."""
    journey_note_doubts(post_id=post_of(happening), now=timezone.now())


def file(happening: Happening) -> None:
    """File what came, changed or went in the search."""
    index_what_happened(happening=happening)
