"""What somebody writes in a conversation, opens in a forum, or names its sections: read from forms, what is wrong beside each field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from entraide.journeys.name_sections import LONGEST_NAME
from entraide.journeys.open_thread import LONGEST_SUBJECT
from entraide.journeys.write_message import LONGEST_WORDS
from entraide.logic.talking.tricks import tricks_in
from entraide.records.conversations.models import Section
from entraide.wording.talk import own_trick_words


@dataclass(frozen=True)
class SaidWords:
    """A message as it was sent. `error` says what is to be mended, or is empty; `beware` what the writer may want to think over first."""

    words: str = ""
    error: str = ""
    beware: tuple[str, ...] = ()


@dataclass(frozen=True)
class SaidThread:
    """A new thread as it was sent; what is to be mended stands in `errors`, by field."""

    subject: str = ""
    words: str = ""
    section: Section | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SaidSections:
    """The sections as they were sent: key (None: a new one) and name, those without a name left out. `error`: what is to be mended."""

    sections: tuple[tuple[UUID | None, str], ...] = ()
    error: str = ""


def read_words(sent: Mapping[str, str], *, is_private: bool = False, is_begin: bool = False) -> SaidWords:
    """The message of a sent form: field `words`. In private, what robbers write too is held back once, unless `sure` was sent.

    `is_begin`: whether these are among the first words between the two.
    """
    words = _text(sent.get("words", ""))
    if not words:
        return SaidWords(words, _("Écrivez quelques mots."))
    if len(words) > LONGEST_WORDS:
        return SaidWords(words, _("C'est un peu long : 4 000 signes au plus. Envoyez-le en deux messages."))
    tricks = tricks_in(words, is_begin=is_begin) if is_private and not sent.get("sure") else ()
    return SaidWords(words, beware=tuple(own_trick_words(trick) for trick in tricks))


def read_new_thread(sent: Mapping[str, str], *, sections: Iterable[Section]) -> SaidThread:
    """The thread of a sent form: fields `subject`, `words` and `section` (its slug, one of `sections`; empty for none)."""
    subject = " ".join(sent.get("subject", "").replace("\x00", "").split())
    said = read_words(sent)
    errors = {"words": said.error} if said.error else {}
    if not subject:
        errors["subject"] = _("Dites en une ligne de quoi vous voulez parler.")
    elif len(subject) > LONGEST_SUBJECT:
        errors["subject"] = _("Plus court : 120 signes au plus. Le reste va dans le message.")
    section = next((one for one in sections if one.slug == sent.get("section")), None)
    return SaidThread(subject, said.words, section, errors)


def read_sections(keys: Iterable[str], names: Iterable[str], *, known: Iterable[Section]) -> SaidSections:
    """The sections of a sent form: fields `key` and `name`, in order. A key that is none of the `known` counts as new."""
    by_hex = {one.pk.hex: one.pk for one in known}
    named = [
        (by_hex.get(key), " ".join(name.replace("\x00", "").split())) for key, name in zip(keys, names, strict=False)
    ]
    sections = tuple((key, name) for key, name in named if name)
    if any(len(name) > LONGEST_NAME for _key, name in sections):
        return SaidSections(sections, _("Plus court : 60 signes au plus pour une rubrique."))
    if len({name.casefold() for _key, name in sections}) < len(sections):
        return SaidSections(sections, _("Deux rubriques ont le même nom. Changez l'une des deux."))
    return SaidSections(sections)


def _text(sent: str) -> str:
    return sent.replace("\r\n", "\n").replace("\x00", "").strip()
