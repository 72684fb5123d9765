"""The five chips with their corrections, as the templates of the home page and of the draft show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.logic.reading.interpretation import Reading
from entraide.web.corrections import Understood
from entraide.wording.readings import (
    Chip,
    chip_label,
    chips,
    mode_choices,
    place_name,
    told_apart,
    topic_choices,
    topic_label,
)

FIELDS = {"kind": "kind", "what": "topic", "when": "when", "where": "place", "return": "mode"}
QUESTIONS = {"kind": "kind", "topic": "what", "place": "where", "time": "when"}
MOST_CANDIDATES = 4
# Of an answer that is given with one tap: more would have to be read, not seen.
MOST_ANSWERS = 3


@dataclass(frozen=True)
class Choice:
    """One answer that can be picked."""

    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True)
class ChipView:
    """A chip with its correction: choices to pick from, or (without any) a field to type in."""

    chip: Chip
    question: str
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    hint: str = ""
    error: str = ""
    is_asked: bool = False
    all_topics: tuple[tuple[str, list[tuple[str, str]]], ...] = ()

    @property
    def name(self) -> str:
        """kind, what, when, where or return."""
        return self.chip.name

    @property
    def field(self) -> str:
        """The name of the form field."""
        return FIELDS[self.chip.name]

    label = property(lambda self: self.chip.label)

    @property
    def answers(self) -> tuple[Choice, ...]:
        """The two or three likeliest answers to the question."""
        return self.choices[:MOST_ANSWERS]

    value = property(lambda self: self.chip.value)
    kind = property(lambda self: self.chip.kind)
    is_unsure = property(lambda self: self.chip.is_unsure)
    is_blank = property(lambda self: self.chip.is_blank)


def chip_views(understood: Understood, *, now: datetime, asked: str | None = None) -> list[ChipView]:
    """The chips of what was understood. `asked`: the chip whose question the page asks apart, if any."""
    return [_view(chip, understood, is_asked=chip.name == asked) for chip in chips(understood.reading, now=now)]


def first_question(understood: Understood) -> str | None:
    """The one chip to settle before anything is sent, the likeliest wrong; None if all is plain."""
    reading = understood.reading
    if reading.kind == "none":
        return "kind"
    if reading.topic is None:
        return "what"
    return next((QUESTIONS[name] for name in reading.questions if name in QUESTIONS), None)


def _view(chip: Chip, understood: Understood, *, is_asked: bool) -> ChipView:
    reading, errors, given = understood.reading, understood.errors, understood.given
    if chip.name == "kind":
        return ChipView(chip, _question(chip, is_asked), choices=_kinds(chip, reading), is_asked=is_asked)
    if chip.name == "what":
        choices = _topics(chip, reading)
        return ChipView(
            chip, _question(chip, is_asked), choices=choices, is_asked=is_asked, all_topics=tuple(topic_choices())
        )
    if chip.name == "return":
        return ChipView(chip, _question(chip, is_asked), choices=_modes(reading), is_asked=is_asked)
    if chip.name == "where":
        return _where(chip, understood, is_asked=is_asked)
    return ChipView(
        chip,
        _question(chip, is_asked),
        typed=_typed("when", chip, given),
        hint=_("Par exemple : samedi matin, le 7 mars à 14 h, chaque mardi. Vide : à voir ensemble."),
        error=errors.get("when", ""),
        is_asked=is_asked,
    )


def _where(chip: Chip, understood: Understood, *, is_asked: bool) -> ChipView:
    candidates = understood.reading.place_candidates if chip.is_unsure else ()
    return ChipView(
        chip,
        _question(chip, is_asked),
        choices=tuple(
            Choice(place_name(place), words) for place, words in zip(candidates, told_apart(candidates), strict=True)
        )[:MOST_CANDIDATES],
        typed=_typed("place", chip, understood.given),
        hint=_("Une commune, un quartier ou un code postal. Votre adresse reste cachée."),
        error=understood.errors.get("place", ""),
        is_asked=is_asked,
    )


def _question(chip: Chip, is_asked: bool) -> str:
    if not is_asked:
        return chip_label(chip.name)
    return {
        "kind": _("Cherchez-vous quelque chose, ou le proposez-vous ?"),
        "what": _("De quoi s'agit-il ?"),
        "when": _("Quand ?"),
        "where": _("Quel lieu est le bon ?"),
        "return": _("Qu'y a-t-il en échange ?"),
    }[chip.name]


def _typed(field: str, chip: Chip, given: Mapping[str, str]) -> str:
    return given.get(field, "" if chip.is_blank else chip.value)


def _kinds(chip: Chip, reading: Reading) -> tuple[Choice, ...]:
    settled = "" if chip.is_unsure else reading.kind
    return (
        Choice("need", _("C'est une demande : je cherche"), settled == "need"),
        Choice("offer", _("C'est une offre : je propose"), settled == "offer"),
    )


def _topics(chip: Chip, reading: Reading) -> tuple[Choice, ...]:
    codes = [candidate.topic for candidate in reading.candidates]
    if reading.topic and reading.topic not in codes:
        codes = [reading.topic, *codes]
    codes = codes[:MOST_CANDIDATES]
    return tuple(Choice(code, topic_label(code), not chip.is_unsure and code == reading.topic) for code in codes)


def _modes(reading: Reading) -> tuple[Choice, ...]:
    mixed = [("mixed", _("De l'argent et autre chose"))] if reading.terms.mode == "mixed" else []
    return tuple(Choice(mode, words, mode == reading.terms.mode) for mode, words in [*mixed, *mode_choices()])
