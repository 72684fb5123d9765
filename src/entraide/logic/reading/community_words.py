"""The words that a community has of its own: for topics, for its currency, for its places. They count at once, without training.

They are heard folded and as whole words, the longest first, in any language; topics and currencies also in the plural, a name with
an article also without it or with another ("la Cité", "à la Cité", "de Cité").

A place is a mention like any other, a currency is credits. A topic's word is read as the topic's label: so the heads, which know
neither "donnerie" nor "guindaille", hear what is meant, and weigh it against the rest of the sentence. Where the word is what the
sentence is about, its topic gains a hundred and fifty to one besides; never more, for "la donnerie cherche un plombier" is about a plumber.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from math import exp
from typing import Literal

from entraide.common.text import Folded, fold
from entraide.logic.places import Place
from entraide.logic.reading.interpretation import Language
from entraide.logic.reading.meaning import Meaning
from entraide.logic.reading.ordinary_words import is_ordinary
from entraide.logic.reading.topics import topic, topic_codes

Worth = Literal["credit", "h"]


@dataclass(frozen=True, slots=True)
class TopicWord:
    """What a community calls a topic: "donnerie" for things.other. `spellings`: other forms of the same word."""

    name: str
    topic: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrencyWord:
    """A community's name of its credits. `worth`: "h" if one of them is an hour, else "credit"."""

    name: str
    worth: Worth = "credit"
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A place that the community knows by a name of its own: "la Cité", "le hall B"."""

    name: str
    place: Place
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundWords:
    """The words found in one sentence: (start, end, what it stands for) in folded offsets, in order, apart from each other."""

    topics: tuple[tuple[int, int, str], ...] = ()
    currencies: tuple[tuple[int, int, Worth], ...] = ()
    places: tuple[tuple[int, int, tuple[Place, ...]], ...] = ()


@dataclass(frozen=True)
class CommunityWords:
    """All words with which somebody's sentences are read. Of the same word twice the first counts; places of one name are asked."""

    topics: tuple[TopicWord, ...] = ()
    currencies: tuple[CurrencyWord, ...] = ()
    places: tuple[PlaceWord, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any word."""
        return bool(self.topics or self.currencies or self.places)

    def found_in(self, sentence: Folded) -> FoundWords:
        """Where the words stand in `sentence`. Never raises."""
        return self._table.found_in(sentence) if self else FoundWords()

    def places_named(self, name: str) -> tuple[Place, ...]:
        """The community's places that are called so, however it is folded; empty if none is."""
        means = self._table.entries.get(key_of(name))
        return means.places if means else ()

    @cached_property
    def _table(self) -> "_Table":
        return _table(self)


@dataclass(slots=True)
class _Means:
    """What one key stands for: a topic, or a currency, or places; and how much must speak for a place."""

    topic: str | None = None
    worth: Worth | None = None
    places: tuple[Place, ...] = ()
    needs_article: bool = False
    is_ordinary: bool = False


@dataclass(slots=True)
class _Table:
    pattern: re.Pattern[str]
    entries: dict[str, _Means] = field(default_factory=dict)

    def found_in(self, sentence: Folded) -> FoundWords:
        text = sentence.text
        topics, currencies, places = [], [], []
        for match in self.pattern.finditer(text):
            means = self._means(match.group())
            start, end = match.span()
            if means is None:
                continue
            if means.topic:
                topics.append((start, end, means.topic))
            elif means.worth:
                currencies.append((start, end, means.worth))
            elif _is_meant(means, sentence, start, end):
                places.append((start, end, means.places))
        return FoundWords(tuple(topics), tuple(currencies), tuple(places))

    def _means(self, said: str) -> _Means | None:
        """What the matched words stand for: as they are, or without a plural's ending."""
        key = _key(parts_of(said))
        for ending in ("", *_ENDINGS):
            if key.endswith(ending) and (means := self.entries.get(key.removesuffix(ending))):
                return means
        return None


# Plurals and genitives of four languages; behind short words they would make other words of them.
_ENDINGS = ("s", "es", "x", "n", "en", "e", " s")
_ENDING = r"(?:es?|s|x|e?n|'s)?"
_TAKES_ENDINGS = 4
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[ './&+-]{1,3}"
_ARTICLES = frozenset("le la les l un une des the a an de het een t der die das den dem ein eine".split())
# What stands before the name of a place that bears an article: the article itself, run into a preposition, or a preposition.
_LEADS_TO_NAME = re.compile(
    r"(?<!\w)(?:le|la|les|l'|au|aux|du|des|de|d'|a|en|chez|vers|the|at|in|from|to|near|het|'t|te|op|van|naar|bij"
    r"|der|die|das|den|dem|im|am|zum|zur|beim|vom|von|nach)\s*$"
)
_ARTICLE_BEFORE = re.compile(
    r"(?<!\w)(?:le|la|les|l'|au|aux|du|des|the|de|het|'t|der|die|das|den|dem|im|am|zum|zur|beim|vom)\s*$"
)


def parts_of(name: str) -> list[str]:
    """The folded words of a name."""
    return _WORD.findall(fold(name).text)


def _key(parts: list[str]) -> str:
    return " ".join(parts)


def key_of(name: str) -> str:
    """What two names share that are the same word: folded, without article and marks."""
    return _key(_without_article(parts_of(name)))


def _without_article(parts: list[str]) -> list[str]:
    return parts[1:] if len(parts) > 1 and parts[0] in _ARTICLES else parts


def _table(words: CommunityWords) -> _Table:
    entries: dict[str, _Means] = {}
    alternatives: dict[str, str] = {}
    for parts, means in chain(_plain(words), _placed(words)):
        for form in _forms(parts, is_name=bool(means.places)):
            known = entries.setdefault(_key(form), means)
            if known is not means and means.places and known.places:
                known.places = tuple(dict.fromkeys((*known.places, *means.places)))
            ending = _ENDING if not means.places and len(form[-1]) >= _TAKES_ENDINGS else ""
            alternatives.setdefault(_key(form), _BETWEEN.join(map(re.escape, form)) + ending)
    longest_first = sorted(alternatives, key=lambda key: (-len(key), key))
    either = "|".join(alternatives[key] for key in longest_first)
    return _Table(re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)"), entries)


def _plain(words: CommunityWords) -> Iterator[tuple[list[str], _Means]]:
    for currency in words.currencies:
        for name in (currency.name, *currency.spellings):
            if parts := _without_article(parts_of(name)):
                yield parts, _Means(worth=currency.worth)
    for one in words.topics:
        for name in (one.name, *one.spellings):
            if parts := _without_article(parts_of(name)):
                yield parts, _Means(topic=one.topic)


def _placed(words: CommunityWords) -> Iterator[tuple[list[str], _Means]]:
    for one in words.places:
        for name in (one.name, *one.spellings):
            whole = parts_of(name)
            if parts := _without_article(whole):
                yield (
                    parts,
                    _Means(
                        places=(one.place,),
                        needs_article=len(parts) < len(whole) and len(parts) == 1,
                        is_ordinary=len(parts) == 1 and is_ordinary(parts[0]),
                    ),
                )


def _forms(parts: list[str], *, is_name: bool) -> Iterator[list[str]]:
    """A name of several words also with each of them in the plural: "jardins partagés"."""
    yield parts
    if not is_name and len(parts) > 1:
        yield [f"{part}s" if len(part) >= _TAKES_ENDINGS and part[-1] not in "sxz" else part for part in parts]


def _is_meant(means: _Means, sentence: Folded, start: int, end: int) -> bool:
    """Whether the words are the place: "la Cité" is not any "cité", and "l'Atelier" not any "atelier"."""
    if not means.needs_article and not means.is_ordinary:
        return True
    low, high = sentence.span(start, end)
    written = sentence.original[low:high]
    is_capital = written[:1].isupper() and not sentence.original.isupper()
    if means.is_ordinary:
        return is_capital and _LEADS_TO_NAME.search(sentence.text, 0, start) is not None
    return is_capital or _ARTICLE_BEFORE.search(sentence.text, 0, start) is not None


# How much a community's word adds to the log odds of its topic where it is what the sentence is about: a hundred and fifty to one.
WORD_ODDS = 5.0
# "à la donnerie", "naar de donnerie": where something goes or happens, and what else the sentence says is its matter.
_AS_A_PLACE = re.compile(
    r"(?<!\w)(?:a(?= (?:la|l'))|au|aux|chez|dans|vers|de|du|des|d'|pres de|avec|naar|in|op|bij|van|met|from|to|at|near|with|zur|zum|beim|im"
    r"|von|vom|nach|mit)(?: (?:la|le|les|l'|de|het|'t|the|der|dem|den)|(?<=') ?l[ae'])?\s*$"
    r"|(?<!\w)(?:pour (?:la|le|les|l')|voor (?:de|het)|for the|fur (?:die|das|den))\s*$"
)
# "La donnerie cherche un plombier": who speaks, and what follows is the matter.
_AT_THE_START = re.compile(r"^\W*(?:(?:la|le|les|l'|notre|nos|de|het|'t|onze?|the|our|der|die|das|unsere?)\s*)?$")
_DOES = re.compile(
    r"\s+(?:\w+ )?(?:(?:re)?cherche|propose|offre|donne|organise|vend|prete|a besoin|aurait besoin|demande|accueille|invite"
    r"|ouvre|zoekt|vraagt|biedt|geeft|verkoopt|organiseert|needs?|seeks?|is looking|looks|offers?|gives?|sucht|braucht|bietet"
    r"|gibt|verschenkt|organisiert)(?:nt|n)?(?!\w)"
)


def is_matter(text: str, start: int, end: int) -> bool:
    """Whether the word at `start:end` of the folded `text` is what the sentence is about, not who speaks or where it is."""
    if _AS_A_PLACE.search(text, max(0, start - 16), start):
        return False
    return not (_AT_THE_START.match(text[:start]) and _DOES.match(text, end))


def with_words(meaning: Meaning, topics: Collection[str]) -> Meaning:
    """The heads' opinion with the odds of these `topics` raised; where the heads are surer of another than that, it stays."""
    raised = meaning.topic.keys() & topics
    if not raised:
        return meaning
    odds = {topic: likely * (exp(WORD_ODDS) if topic in raised else 1.0) for topic, likely in meaning.topic.items()}
    whole = sum(odds.values())
    return replace(meaning, topic={topic: value / whole for topic, value in odds.items()})


def in_plain_words(text: str, words: Collection[tuple[int, int, str]], *, language: Language) -> str:
    """`text` as the heads are given it: the topic's own label for each (start, end, topic), in code points of `text`."""
    plain, at = [], 0
    for start, end, code in sorted(words):
        plain += [text[at:start], label_of(code, language=language)]
        at = end
    return "".join([*plain, text[at:]])


def label_of(code: str, *, language: Language) -> str:
    """The topic's label as it would stand in the middle of a sentence; nothing for a topic that there is no more."""
    if code not in topic_codes():
        return ""
    label = topic(code).labels[language]
    return label if language == "de" else label[:1].lower() + label[1:]
