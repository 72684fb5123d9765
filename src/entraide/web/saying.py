"""What somebody sends from the form under a conversation: a message, or the wish to see a photo; written, or what is to be mended."""

from django.http import HttpRequest
from django.utils import timezone

from entraide.journeys.refusals import Refusal
from entraide.journeys.show_photo import ask_photo
from entraide.journeys.write_message import write_message
from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Person
from entraide.web.forms.talk import SaidWords, read_words
from entraide.web.play import FIRST_WORDS
from entraide.web.refusals import refusal_words


def say_in(request: HttpRequest, person: Person, *, thread: Thread) -> tuple[Message | None, SaidWords]:
    """Write what was sent (fields `words`; `ask` = photo; `sure`, to send what robbers write too) in the thread.

    The message; or None, and what was sent with what is to be mended or thought over, to be shown again.
    """
    now = timezone.now()
    is_begin = now - thread.opened_at < FIRST_WORDS
    said = read_words(request.POST.dict(), is_private=thread.is_private, is_begin=is_begin)
    if said.error or said.beware:
        return None, said
    try:
        if request.POST.get("ask") == "photo":
            return ask_photo(asker=person, thread_id=thread.pk, words=said.words, now=now), said
        return write_message(writer=person, thread_id=thread.pk, words=said.words, now=now), said
    except Refusal as refusal:
        return None, SaidWords(said.words, refusal_words(refusal))
