"""Words of a community's own rules that break the charter: found by a small lexicon (unfair_words.toml) in four languages.

It reads plain sentences of one line. What it finds is shown to whoever wrote it, with the article; they may word it otherwise.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from entraide.common.text import Folded, fold

_CLAUSE = re.compile(r"[^.;:!?()\n]+")
_WORD = re.compile(r"[a-z0-9]+")
# So many words before a cue may turn it round: "il est interdit de refuser".
_GUARDED_OVER = 4
_MOST_FILLERS = 4


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def unfair_words(sentence: str, *, article: str) -> tuple[str, ...]:
    """The words of the sentence, as written, that break the article with this code; empty if none do."""
    folded = fold(sentence)
    finder = _people_shut_out if article == "equal" else _phrases
    return tuple(dict.fromkeys(sentence[slice(*folded.span(*found))] for found in finder(folded, article)))


def _phrases(folded: Folded, article: str) -> Iterator[tuple[int, int]]:
    patterns, is_guarded = _phrase_table(article)
    for clause in _CLAUSE.finditer(folded.text):
        words = _words(clause.group(), offset=clause.start())
        if is_guarded and any(word.text in _negations() for word in words):
            continue
        # The same clause with nothing but words and single spaces, and where each of its signs came from.
        plain = " ".join(word.text for word in words)
        places = [place for word in words for place in range(word.start, word.end + 1)]
        for pattern in patterns:
            found = pattern.search(plain)
            if found:
                yield places[found.start()], places[found.end() - 1] + 1
                break


def _people_shut_out(folded: Folded, _article: str) -> Iterator[tuple[int, int]]:
    lexicon = _equal()
    for clause in _CLAUSE.finditer(folded.text):
        words = _words(clause.group(), offset=clause.start())
        texts = [word.text for word in words]
        at = 0
        while at < len(words):
            group = lexicon.group_at(texts, at)
            found = lexicon.shut_out(texts, at, group) if group else None
            if found:
                yield words[found[0]].start, words[found[1] - 1].end
            at += group.length if group else 1


def _words(text: str, *, offset: int) -> list[_Word]:
    return [_Word(match.group(), offset + match.start(), offset + match.end()) for match in _WORD.finditer(text)]


@dataclass(frozen=True)
class _Group:
    """Some words of a sentence that name people: how many words, and what they might be besides."""

    length: int
    may_be_alone: bool
    is_tongue: bool
    is_colour: bool


@dataclass(frozen=True)
class _Equal:
    """The lexicon of people who are shut out."""

    out_before: tuple[tuple[str, ...], ...]
    out_after: tuple[tuple[str, ...], ...]
    only_before: tuple[tuple[str, ...], ...]
    only_after: tuple[tuple[str, ...], ...]
    only_with_after: tuple[tuple[str, ...], ...]
    guards: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    sole: tuple[tuple[str, ...], ...]
    tongues: tuple[tuple[str, ...], ...]
    colours: tuple[tuple[str, ...], ...]
    fillers: frozenset[str]
    people_before: frozenset[str]

    def group_at(self, words: list[str], at: int) -> _Group | None:
        """The people named at this word, if any are."""
        if _longest(self.never, words, at):
            return None
        sole = _longest(self.sole, words, at)
        colour, tongue = _longest(self.colours, words, at), _longest(self.tongues, words, at)
        length = max(sole, colour, tongue, _longest(self.groups, words, at))
        if not length:
            return None
        return _Group(length, not (sole or colour or tongue), bool(tongue and not sole), bool(colour))

    def shut_out(self, words: list[str], at: int, group: _Group) -> tuple[int, int] | None:
        """From which word to which (exclusive) this group is shut out, or everybody else is; None if neither."""
        end = at + group.length
        left = self._over_fillers_before(words, at)
        right = self._over_fillers_after(words, end)
        is_free = left == 0
        if group.is_tongue and not (at and words[at - 1] in self.people_before):
            return None
        for start in range(at, left - 1, -1):
            found = _before(self.out_before, words, start)
            if found and not self._is_guarded(words, start - found):
                return start - found, end
        if not group.may_be_alone:
            for start in range(at, left - 1, -1):
                found = _before(self.only_before, words, start)
                closed = max(
                    (place + _longest(self.only_after, words, place) for place in range(end, right + 1)), default=end
                )
                is_said = closed > right or not _before(self.only_with_after, words, start)
                if found and is_said:
                    return start - found, closed if closed > right else end
        if group.is_colour and not is_free:
            return None
        for place in range(end, right + 1):
            found = _longest(self.out_after, words, place)
            if not found and not group.may_be_alone:
                found = _longest(self.only_after, words, place)
            if found and not self._is_guarded(words, at):
                return at, place + found
        return None

    def _over_fillers_before(self, words: list[str], at: int) -> int:
        while at > 0 and words[at - 1] in self.fillers:
            at -= 1
        return at

    def _over_fillers_after(self, words: list[str], at: int) -> int:
        last = min(len(words), at + _MOST_FILLERS)
        while at < last and words[at] in self.fillers:
            at += 1
        return at

    def _is_guarded(self, words: list[str], at: int) -> bool:
        return any(_longest(self.guards, words, place) for place in range(max(0, at - _GUARDED_OVER), at))


def _matches(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _longest(phrases: Iterable[tuple[str, ...]], words: list[str], at: int) -> int:
    """How many words the longest of the phrases has that stands here; 0 if none does."""
    return max(
        (
            len(phrase)
            for phrase in phrases
            if at + len(phrase) <= len(words) and all(_matches(one, words[at + n]) for n, one in enumerate(phrase))
        ),
        default=0,
    )


def _before(phrases: Iterable[tuple[str, ...]], words: list[str], end: int) -> int:
    """How many words the longest of the phrases has that ends before this word; 0 if none does."""
    return max((n for n in range(1, 5) if n <= end and _longest(_of(phrases, n), words, end - n) == n), default=0)


def _of(phrases: Iterable[tuple[str, ...]], length: int) -> tuple[tuple[str, ...], ...]:
    return tuple(phrase for phrase in phrases if len(phrase) == length)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("entraide.logic.charter") / "unfair_words.toml").read_text(encoding="utf-8"))


@cache
def _equal() -> _Equal:
    kept = _table()["equal"]

    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(phrase.split()) for phrase in kept[name])

    return _Equal(
        out_before=phrases("out_before"),
        out_after=phrases("out_after"),
        only_before=phrases("only_before"),
        only_after=phrases("only_after"),
        only_with_after=phrases("only_with_after"),
        guards=phrases("guards"),
        never=phrases("never"),
        groups=phrases("groups"),
        sole=phrases("sole"),
        tongues=phrases("also_tongues"),
        colours=phrases("also_colours"),
        fillers=frozenset(kept["fillers"]),
        people_before=frozenset(kept["people_before"]),
    )


@cache
def _phrase_table(article: str) -> tuple[tuple[re.Pattern[str], ...], bool]:
    kept = _table()[article]
    return tuple(re.compile(rf"\b(?:{phrase})\b") for phrase in kept["phrases"]), bool(kept.get("is_guarded"))


@cache
def _negations() -> frozenset[str]:
    return frozenset(_table()["negations"]["words"])
