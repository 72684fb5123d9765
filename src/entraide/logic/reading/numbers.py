"""Numbers in a sentence, in figures and in words, in four languages, with where they stand.

It reads values only; what is counted (euros, people, kilos) is for the grammars that stand on it. Clock times and dates
are numbers here too: they are hidden by whoever read them first.
"""

import re
from dataclasses import dataclass
from functools import cache

from entraide.logic.reading.number_words import (
    COLLECTIVE_PLURALS,
    COLLECTIVES,
    HALVES,
    HUNDREDS,
    ONES,
    THOUSANDS,
    first_words,
    spoken_numbers,
)

_LONGEST_PHRASE = 4


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


_LANGUAGE_OF = {
    "onze": "fr",
    "neuf": "fr",
    "four": "en",
    "ten": "en",
    "score": "en",
    "vier": "nl de",
    "sept": "fr",
    "dozen": "en",
}
"""Number words that are something else in another language: onze (nl: our), four (fr: oven), ten (nl: at the)."""


@cache
def _small_words() -> dict[str, re.Pattern[str]]:
    return {
        "fr": re.compile(r"\b(?:je|le|la|les|des|une?|du|de|pour|et|avec|qui|cherche|mon|ma|mes|nous|il)\b|[ldjc]'"),
        "nl": re.compile(r"\b(?:ik|het|een|wij?|van|voor|met|wie|zoek\w*|mijn|op|naar|te|en|of|ons|bij|je|graag)\b"),
        "en": re.compile(r"\b(?:i|the|an?|to|for|with|who|my|our|we|of|need|can|and|looking|you|at|on)\b"),
        "de": re.compile(r"\b(?:ich|der|die|das|und|fur|mit|wer|mein\w*|wir|suche|zu|im|bei|ein\w*|von|den|am)\b"),
    }  # fmt: skip


def _is_spoken(text: str, languages: str, hint: str | None) -> bool:
    """Whether `text` is in one of `languages`: by the hint, else as far as its small words tell."""
    if hint:
        return hint in languages
    counts = {language: len(words.findall(text)) for language, words in _small_words().items()}
    return max(counts[language] for language in languages.split()) == max(counts.values())


@cache
def _not_numbers() -> re.Pattern[str]:
    """Phrases whose number word means something else, up to and with that word."""
    return re.compile(
        r"(?:\b(?:comme|etat|quasi(?:ment)?|presque|tout|a|le|du|de|plat|pain|velo|acheter|achete)\s+neuf|\b(?:un|le"
        r"|mon|du|au|ce|son|votre|notre|ton|petit|grand|mini|micro|plaque)[ -]four|\b(?:ik|wij?|we)\s+vier"
        r"|\btout[ -]a[ -]l'heure|\bpour\s+cent|\bper\s+cent)$"
    )  # fmt: skip


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:laatste|minste|huize|eerste|tweede|opzichte|behoeve|slotte|zuiden|noorden|oosten|westen|goede|volle)\b"
    )


def _is_something_else(text: str, start: int, end: int, word: str, language: str | None) -> bool:
    if word in _LANGUAGE_OF and not _is_spoken(text, _LANGUAGE_OF[word], language):
        return True
    if word == "ten" and _not_before().match(text, end):
        return True
    if word == "sept" and re.search(r"\d\s*$", text[:start]):
        return True  # a month: "le 15 sept"
    return _not_numbers().search(text, max(0, start - 24), end) is not None


class _Phrase:
    """Reads one number in words from a list of words, from a position on."""

    def __init__(self, text: str, words: list[re.Match[str]]) -> None:
        self.text = text
        self.words = words

    def _joined(self, at: int) -> bool:
        """Whether the word before `at` is tied to it by a space or a hyphen only."""
        return at < len(self.words) and self.text[self.words[at - 1].end() : self.words[at].start()] in (" ", "-")

    def _word(self, at: int) -> str:
        return self.words[at].group() if self._joined(at) else ""

    def _below_hundred(self, at: int) -> tuple[int, int]:
        """(value, words used), (0, 0) if no phrase begins here; the longest phrase wins."""
        table, best, phrase = spoken_numbers(), (0, 0), ""
        for used in range(1, _LONGEST_PHRASE + 1):
            if used > 1 and not self._joined(at + used - 1):
                break
            if at + used > len(self.words):
                break
            phrase = f"{phrase} {self.words[at + used - 1].group()}".strip()
            if phrase in table:
                best = (table[phrase], used)
        return best

    def _below_thousand(self, at: int) -> tuple[int, int]:
        value, used = self._below_hundred(at)
        after = at + used
        follows = self.words[at].group() if not used else self._word(after)
        if used and value % 100 == 0 and value and self._joined(after):  # "honderd twintig"
            more, more_used = self._below_hundred(after)
            return (value + more, used + more_used) if 0 < more < 100 else (value, used)
        if follows not in HUNDREDS or value >= 100:
            return value, used
        value, after = 100 * (value or 1), after + 1
        step = 1 if self._word(after) == "and" else 0
        if self._joined(after + step) and (not step or self._joined(after)):
            more, more_used = self._below_hundred(after + step)
            if 0 < more < 100:
                return value + more, after + step + more_used - at
        return value, after - at

    def read(self, at: int) -> tuple[int, int]:
        """The value of the number that begins at word `at`, and how many words it takes; (0, 0) if none does."""
        value, used = self._below_thousand(at)
        after = at + used
        follows = self.words[at].group() if not used else self._word(after)
        if follows in THOUSANDS and value < 1000:
            value, after = 1000 * (value or 1), after + 1
        elif not value or value % 1000 or value < 1000:
            return value, used
        if self._joined(after):
            more, more_used = self._below_thousand(after)
            if 0 < more < 1000:
                return value + more, after + more_used - at
        return value, after - at


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


def read_numbers(text: str, *, language: str | None = None, with_one: bool = False) -> list[SaidNumber]:
    """The numbers of a folded `text`, in order, none overlapping another.

    `language` settles words that two languages share ("onze", "four"); without it the small words around them do.
    `with_one` also takes "un", "one", "een", "ein": wanted for prices, not for counting.
    Ordinals ("4e", "5de") come as plain figures: what follows them tells.
    """
    found = [SaidNumber(match.start(), match.end(), _value(match, language)) for match in _figures().finditer(text)]
    words = list(_words().finditer(text))
    phrase, starts, at = _Phrase(text, words), first_words(), 0
    last: SaidNumber | None = None
    while at < len(words):
        match, used = words[at], 1
        word = match.group()
        number: SaidNumber | None = None
        if word in starts:
            value, used = phrase.read(at)
            end = words[at + max(1, used) - 1].end()
            if value and not _is_something_else(text, match.start(), words[at].end(), word, language):
                number = SaidNumber(match.start(), end, float(value), words[at + used - 1].group())
        elif (word in COLLECTIVES or word in COLLECTIVE_PLURALS) and (
            word not in _LANGUAGE_OF or _is_spoken(text, _LANGUAGE_OF[word], language)
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


def _article_start(text: str, words: list[re.Match[str]], at: int) -> int:
    """Where "une demi-douzaine", "half a dozen", "een tiental" begin: with their article and their half."""
    while (
        at and words[at - 1].group() in ONES | HALVES | {"a"} and text[words[at - 1].end() : words[at].start()] in " -"
    ):
        at -= 1
    return words[at].start()
