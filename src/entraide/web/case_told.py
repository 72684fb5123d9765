"""A case as pages show it: the thing with its words, what stands around a message, and what was decided, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entraide.records.conversations.models import Message, MessagePhoto
from entraide.records.conversations.showing import photo_of
from entraide.records.people.models import Person
from entraide.records.reports.models import Case, Measure
from entraide.wording.moderation import measure_name, thing_name


@dataclass(frozen=True)
class ThingShown:
    """What a case is about.

    `name` is what sort of thing it is, `words` what is written there ("" for a person, or once it is gone), `path` where it stands ("" once
    it is gone), `around` the messages before and after a message that was written to one person alone.
    """

    name: str
    words: str
    path: str
    is_gone: bool
    is_hidden: bool
    before: Message | None = None
    after: Message | None = None


def photo_in(case: Case) -> MessagePhoto | None:
    """The photo that goes with the message that a case is about, if one does."""
    return photo_of(case.message) if case.message and case.message.thread.is_private else None


def thing_of(case: Case) -> ThingShown:
    """The thing of a case; its rows should have come along with it."""
    name = thing_name(case.kind)
    if case.kind == "person":
        about = case.about
        return ThingShown(name, "", f"/p/{about.code}/" if about else "", about is None, is_hidden=False)
    if case.post:
        return ThingShown(name, case.post.text, case.post.get_absolute_url(), False, bool(case.post.hidden_at))
    if case.thread:
        first = case.thread.messages.order_by("said_at", "id").values_list("words", flat=True).first()
        words = f"{case.thread.subject}\n{first}" if first else case.thread.subject
        return ThingShown(name, words, f"/t/{case.thread.code}/", False, bool(case.thread.hidden_at))
    if case.message:
        thread = case.message.thread
        path = f"/t/{thread.code}/" if thread.kind == "forum" else ""
        return ThingShown(name, case.message.words, path, False, bool(case.message.hidden_at))
    if case.say:
        return ThingShown(name, case.say.text, "", False, bool(case.say.hidden_at))
    return ThingShown(name, "", "", is_gone=True, is_hidden=False)


def around(case: Case) -> tuple[Message | None, Message | None]:
    """The message before and the one after a message that two people wrote to each other: so much and no more is shown of it."""
    message = case.message
    if message is None or not message.thread.is_private:
        return None, None
    others = Message.objects.filter(thread=message.thread_id, withdrawn_at=None).select_related("writer")
    before = others.filter(said_at__lt=message.said_at).order_by("-said_at", "-id").first()
    after = others.filter(said_at__gt=message.said_at).order_by("said_at", "id").first()
    return before, after


@dataclass(frozen=True)
class MeasureShown:
    """A measure with its name and rule in words."""

    measure: Measure
    name: str
    rule: str


def measures_shown(measures: Iterable[Measure], *, rules: Mapping[str, str]) -> list[MeasureShown]:
    """Measures in words; `rules` are the words of their rules by code."""
    return [MeasureShown(one, measure_name(one.kind), rules.get(one.rule, "")) for one in measures]


def filled(words: str, *, person: Person | None) -> str:
    """Canned words with the first name of whom they are said to."""
    return words.replace("{prénom}", person.first_name if person else "").replace(
        "{prenom}", person.first_name if person else ""
    )
