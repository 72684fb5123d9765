"""Numbers in a sentence, in figures and in words, in four languages, with where they stand.

It reads values only; what is counted (euros, people, kilos) is for the grammars that stand on it. Clock times and dates
are numbers here too: they are hidden by whoever read them first.
"""

import re
from dataclasses import dataclass
from functools import cache

from entraide.logic.reading.number_phrases import NumberPhrases
from entraide.logic.reading.number_senses import LANGUAGE_OF, is_something_else, is_spoken
from entraide.logic.reading.number_words import COLLECTIVE_PLURALS, COLLECTIVES, HALVES, ONES, first_words


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """One number of a folded text.

    Attributes:
        start, end: where it stands in the folded text, end exclusive.
        value: how much, at least 0.
        word: the (last) word it was said with, "" for figures: "trentaine", "paire", "deux".
    """

    start: int
    end: int
    value: float
    word: str = ""

    @property
    def is_collective(self) -> bool:
        """Whether it is a noun ("une dizaine", "a dozen"), that counts its things with "de" or "of"."""
        return self.word in COLLECTIVES or self.word in COLLECTIVE_PLURALS


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?<!\d[.,:/])(?<![a-z]-)(?:"
        r"(?P<whole>\d{0,4}?)(?P<over>\d)⁄(?P<under>\d{1,2})"  # a vulgar fraction, as folding spells it
        r"|(?:(?P<before>\d{1,3})\ )?1/(?P<part>[234])(?![\d/])"
        r"|(?P<thousands>[1-9]\d{0,2}(?:[ .']\d{3})+(?!\d)(?![.']\d{3}))(?:,(?P<cents>\d{1,2})(?!\d))?"
        r"|(?P<commas>[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?P<pence>\d{1,2}))?(?!\d)|(?P<decimal>\d{1,7}[.,]\d{1,3})(?![\d])"
        r"|(?P<plain>\d{1,9})(?!\d))"
    )


def _value(found: re.Match[str], language: str | None) -> float:
    said = found.groupdict()
    if said["over"]:
        return float(said["whole"] or 0) + int(said["over"]) / max(1, int(said["under"]))
    if said["part"]:
        return float(said["before"] or 0) + 1 / int(said["part"])
    if said["thousands"]:
        return float(re.sub(r"\D", "", said["thousands"]) + "." + (said["cents"] or "0"))
    if said["commas"]:
        if language != "en" and not said["pence"] and said["commas"].count(",") == 1:
            return float(said["commas"].replace(",", "."))  # 1,250 kg in French; 1,250 pounds in English
        return float(said["commas"].replace(",", "") + "." + (said["pence"] or "0"))
    return float((said["decimal"] or said["plain"]).replace(",", "."))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])[a-z]+(?![\w])|(?<=[dlnsj]')[a-z]+(?!\w)")


def _collective(
    word: str, before: tuple[str, str], after: str, last: SaidNumber | None, gap: str
) -> tuple[float, bool]:
    """The value of a word like "douzaine" after the two words `before`, and whether it swallows the number `last`."""
    counted = last is not None and gap in (" ", "-")
    size = COLLECTIVES.get(word, 0) or (COLLECTIVE_PLURALS.get(word, 0) if counted else 0)
    if word in ("couple", "pair") and (before[1] not in ("a", "one") or after != "of"):
        size = 0  # "un couple" is two people in love
    if size and (before[1] in HALVES or (before[0] in HALVES and before[1] in ONES | {"a"})):
        return size / 2, False
    if size and counted and last is not None:
        return size * last.value, True
    return size, False


def _article_start(text: str, words: list[re.Match[str]], at: int) -> int:
    """Where "une demi-douzaine", "half a dozen", "een tiental" begin: with their article and their half."""
    while (
        at and words[at - 1].group() in ONES | HALVES | {"a"} and text[words[at - 1].end() : words[at].start()] in " -"
    ):
        at -= 1
    return words[at].start()


def read_numbers(text: str, *, language: str | None = None, with_one: bool = False) -> list[SaidNumber]:
    """The numbers of a folded `text`, in order, none overlapping another.

    `language` settles words that two languages share ("onze", "four"); without it the small words around them do.
    `with_one` also takes "un", "one", "een", "ein": wanted for prices, not for counting.
    Ordinals ("4e", "5de") come as plain figures: what follows them tells.
    """
    found = [SaidNumber(match.start(), match.end(), _value(match, language)) for match in _figures().finditer(text)]
    words = list(_words().finditer(text))
    phrase, starts, at = NumberPhrases(text, words), first_words(), 0
    last: SaidNumber | None = None
    while at < len(words):
        match, used = words[at], 1
        word = match.group()
        number: SaidNumber | None = None
        if word in starts:
            value, used = phrase.read(at)
            end = words[at + max(1, used) - 1].end()
            if value and not is_something_else(text, match.start(), words[at].end(), word, language):
                number = SaidNumber(match.start(), end, float(value), words[at + used - 1].group())
        elif (word in COLLECTIVES or word in COLLECTIVE_PLURALS) and (
            word not in LANGUAGE_OF or is_spoken(text, LANGUAGE_OF[word], language)
        ):
            nearest = last or next((n for n in reversed(found) if not n.word and n.end < match.start()), None)
            gap = text[nearest.end : match.start()] if nearest else ""
            before = (words[at - 2].group() if at > 1 else "", words[at - 1].group() if at else "")
            value_said, swallows = _collective(
                word, before, words[at + 1].group() if at + 1 < len(words) else "", nearest, gap
            )
            if value_said:
                start = nearest.start if swallows and nearest else _article_start(text, words, at)
                if swallows and nearest in found:
                    found.remove(nearest)
                number = SaidNumber(start, match.end(), value_said, word)
        elif with_one and word in ONES:
            number = SaidNumber(match.start(), match.end(), 1.0, word)
        if number:
            found.append(number)
            last = number
        at += max(1, used)
    return sorted(found, key=lambda number: number.start)
