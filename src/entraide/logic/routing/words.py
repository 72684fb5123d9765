"""The words that two sentences share about their subject: "remorque" in both says more than any likeness of style.

Words are compared by their beginnings and, as Dutch and German build long words of short ones, by their ends. Names of
languages are one word in all of them. The words that occur whatever the subject (plain_words.txt, from the training
sentences, with numbers, units and terms) and the words that name place and time count for nothing.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from entraide.common.text import fold
from entraide.logic.reading.interpretation import Span

# What is counted, or given away ("ik geef dertig dozen weg"), is what it is about: only numbers, units and words of terms are plain.
_PASSED_OVER = frozenset({"place", "destination", "time", "urgency", "remote"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_BEGINNING = 5
_PIECE = 4

# What the languages are called in fr, nl, en and de: the beginnings of their folded names.
_TONGUES = {
    "french": ("francais", "francaise", "frans", "french", "franzos"),
    "dutch": ("neerlandais", "flamand", "nederlands", "vlaams", "dutch", "flemish", "niederland", "flamisch"),
    "english": ("anglais", "engels", "english", "englisch"),
    "german": ("allemand", "duits", "german", "deutsch"),
    "spanish": ("espagnol", "spaans", "spanish", "spanisch"),
    "italian": ("italien", "italiaans", "italian"),
    "portuguese": ("portugais", "portugees", "portugues", "portugies"),
    "arabic": ("arabe", "arabisch", "arabic"),
    "turkish": ("turc", "turks", "turkish", "turkisch"),
    "polish": ("polonais", "pools", "polish", "polnisch"),
    "russian": ("russe", "russisch", "russian"),
    "ukrainian": ("ukrain", "oekrain"),
    "romanian": ("roumain", "roemeens", "romanian", "rumanisch"),
    "chinese": ("chinois", "mandarin", "chinees", "chinese", "chinesisch"),
    "japanese": ("japonais", "japans", "japanese", "japanisch"),
    "greek": ("grec", "grieks", "greek", "griechisch"),
    "sign": ("signes", "gebaren", "gebarden"),
    "walloon": ("wallon", "waals"),
    "latin": ("latin", "latijn", "latein"),
}

_CODES = {
    "french": "fr", "dutch": "nl", "english": "en", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "arabic": "ar", "turkish": "tr", "polish": "pl", "russian": "ru", "ukrainian": "uk", "romanian": "ro", "chinese": "zh",
    "japanese": "ja", "greek": "el",
}  # fmt: skip


@cache
def _plain_words() -> frozenset[str]:
    return frozenset((files(__package__) / "plain_words.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=16384)
def subject_words(text: str, spans: tuple[Span, ...] = ()) -> frozenset[str]:
    """The folded words of `text` that say what it is about, without those in spans of place, time and the like."""
    kept = list(text)
    for span in spans:
        if span.field in _PASSED_OVER:
            kept[span.start : span.end] = " " * (min(span.end, len(kept)) - span.start)
    return frozenset(
        _tongue(word) or word for word in _WORD.findall(fold("".join(kept)).text) if word not in _plain_words()
    )


def words_in_common(mine: Collection[str], theirs: Collection[str]) -> int:
    """How many of my words have one that is like it among theirs."""
    # Words that are alike begin or end alike; most pairs of sentences have none, and this runs for every one that is looked at.
    edges = _edges(frozenset(mine))
    for word in theirs:
        if word[:_PIECE] in edges or word[-_PIECE:] in edges:
            break
    else:
        return 0
    common = 0
    for word in mine:
        if word in theirs:
            common += 1
            continue
        for other in theirs:
            if alike(word, other):
                common += 1
                break
    return common


def tongues(words: Iterable[str]) -> frozenset[str]:
    """The languages that are named among `words`, as `subject_words` gives them."""
    return frozenset(word for word in words if word in _TONGUES)


def tongues_of(codes: Iterable[str]) -> frozenset[str]:
    """The languages with these ISO 639-1 codes, named as `tongues` names them."""
    spoken = set(codes)
    return frozenset(name for name, code in _CODES.items() if code in spoken)


@lru_cache(maxsize=4096)
def _edges(words: frozenset[str]) -> frozenset[str]:
    """How the words begin and end."""
    return frozenset(edge for word in words for edge in (word[:_PIECE], word[-_PIECE:]))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: equal, with the same beginning, or one the end of the other (a compound)."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < _PIECE:
        return False
    if long.endswith(short) or (len(short) >= _PIECE and long.startswith(short)):
        return True
    return len(short) >= _BEGINNING and short[:_BEGINNING] == long[:_BEGINNING]


@lru_cache(maxsize=4096)
def _tongue(word: str) -> str | None:
    for name, beginnings in _TONGUES.items():
        if word.startswith(beginnings):
            return name
    return None
