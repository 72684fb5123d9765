"""Say what one likes to do: one sentence more, read by the same bot, by which the router finds its speaker."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.find_people import home_of
from entraide.journeys.gather_words import gather_words
from entraide.journeys.happen import happen
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.meaning import encode
from entraide.records.people import changes
from entraide.records.people.models import Person, Say

MOST_SAYS = 30


def say_like(*, person: Person, text: str, now: datetime, corrections: Corrections | None = None) -> Say:
    """Keep `text` among the person's sentences; the same text twice is kept once.

    Raises UnreadableSentence, or Refusal: too_many_says.
    """
    text = " ".join(text.split())
    reading = read_sentence(
        text,
        now=now,
        home=home_of(person),
        language=person.language,
        time_zone=person.time_zone,
        corrections=corrections,
        words=gather_words(person=person),
    )
    vector = encode([text])[0]
    with transaction.atomic():
        changes.lock_person(person_ids=[person.pk])
        already = person.says.filter(text=text).first()
        if already:
            return already
        if person.says.count() >= MOST_SAYS:
            raise Refusal("too_many_says")
        say = changes.add_say(
            person=person,
            text=text,
            reading=reading,
            vector=vector,
            at=now,
        )
        happen("like_said", at=now, actor_id=person.pk, person_id=person.pk, topic=say.topic, say_id=str(say.pk))
        return say
