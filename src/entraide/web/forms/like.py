"""One sentence of what somebody likes to do, and whether it was understood well enough to be kept without asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.journeys.find_people import home_of
from entraide.journeys.gather_words import gather_words
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.logic.reading.interpretation import Reading, UnreadableSentence
from entraide.records.people.models import Person

SURE_ENOUGH = 0.5


@dataclass(frozen=True)
class SaidLike:
    """A sent sentence. `reading` is None if it cannot be read, and `error` says why."""

    text: str
    reading: Reading | None = None
    error: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it may be kept as it was understood, without asking first."""
        reading = self.reading
        if reading is None or reading.kind == "none" or reading.topic is None:
            return False
        return reading.confidence >= SURE_ENOUGH and not {"kind", "topic"} & set(reading.questions)

    @property
    def topics(self) -> list[str]:
        """The topics it may be about, likeliest first."""
        reading = self.reading
        if reading is None:
            return []
        codes = [*([reading.topic] if reading.topic else []), *(c.topic for c in reading.candidates)]
        return list(dict.fromkeys(codes))[:5]


def read_like(sent: Mapping[str, str], *, person: Person, now: datetime) -> SaidLike:
    """The sentence of a sent form (field `text`), read as that person's."""
    text = " ".join(sent.get("text", "").replace("\x00", "").split())
    try:
        reading = read_sentence(
            text,
            now=now,
            home=home_of(person),
            language=person.language,
            time_zone=person.time_zone,
            words=gather_words(person=person),
        )
    except UnreadableSentence as unreadable:
        return SaidLike(text, error=unreadable_words(unreadable))
    return SaidLike(text, reading)


def corrections_of(sent: Mapping[str, str]) -> Corrections | None:
    """What the person set right (fields `kind`, `topic`, and `other_topic`, which goes first); None if nothing."""
    kind, topic = sent.get("kind", ""), sent.get("other_topic", "") or sent.get("topic", "")
    return Corrections(kind=kind or None, topic=topic or None) if kind or topic else None


def unreadable_words(unreadable: UnreadableSentence) -> str:
    """Why a sentence cannot be read, and what to do."""
    return {
        "empty": _("Écrivez une phrase, aussi courte que vous voulez."),
        "too_long": _("C'est un peu long : 300 signes au plus. Deux phrases courtes valent mieux."),
        "not_text": _("Ceci n'est pas un texte que l'on peut lire. Écrivez une phrase avec des mots."),
    }[unreadable.code]
