"""Keep a correction: what the bot read wrong in a sentence and what is right, without the person, for it to learn from.

Only with the writer's consent; whoever calls this has it. Unlike every other journey it writes nothing in the diary, which knows
people and moments: a line there would say whose correction it was. It is kept in the transaction of the journey in which the
correction was made, and so once only.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from entraide.logic.reading.anonymous import anonymous, is_worth_keeping
from entraide.logic.reading.interpretation import LONGEST_SENTENCE, Reading
from entraide.logic.reading.meaning import heads_version
from entraide.logic.reading.outline import corrected_fields, outline
from entraide.records.communities.models import Community
from entraide.records.corrections import changes
from entraide.records.corrections.models import Correction
from entraide.records.people.models import Person

By = Literal["writer", "steward"]


def keep_correction(
    *, text: str, read: Reading, right: Reading, writer: Person, community: Community, by: By, now: datetime
) -> Correction | None:
    """Keep that `read` is wrong and `right` is right of the sentence `text`, as of the day of the aware moment `now`.

    The writer is named here only so that their name and home can be hidden in the sentence. None, and nothing is kept, if the
    two readings say the same, or if hardly a word is left once everything personal is hidden.
    """
    fields = corrected_fields(read=read, right=right)
    sentence = _hidden(text, read=read, right=right, writer=writer)
    if not fields or not is_worth_keeping(sentence):
        return None
    was, should = outline(read), outline(right)
    with transaction.atomic():
        return changes.add_correction(
            kept_on=timezone.localdate(now),
            community=community.slug,
            corrected_by=by,
            sentence=sentence,
            language=read.language,
            fields=list(fields),
            **{f"read_{name}": said for name, said in was.items()},
            **{f"right_{name}": said for name, said in should.items()},
            confidence=round(read.confidence, 2),
            heads=heads_version(),
        )


def forget_correction(*, text: str, read: Reading, right: Reading, writer: Person, by: By) -> bool:
    """Forget such a correction again, because it was none after all; False if none is kept. It is found by what it says alone."""
    with transaction.atomic():
        return changes.drop_one(
            sentence=_hidden(text, read=read, right=right, writer=writer),
            corrected_by=by,
            right_kind=right.kind,
            right_topic=outline(right)["topic"],
        )


def _hidden(text: str, *, read: Reading, right: Reading, writer: Person) -> str:
    said: Iterable[str] = (place.name for one in (read, right) for place in (one.place, one.destination) if place)
    names = [writer.first_name]
    home = [writer.home_name] if writer.home_name else []
    return anonymous(text, language=read.language, names=names, said_places=[*said, *home])[:LONGEST_SENTENCE]
