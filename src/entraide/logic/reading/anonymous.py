"""A sentence without whoever wrote it: addresses, telephone numbers, streets, places and names become a blank, figures zeros.

What is kept of corrections passes through here. It prefers to hide too much: in French, Dutch and English any capital within a
sentence counts as a name unless it is known to be none. A name in small letters that nothing announces can remain, and
docs/explanation/privacy.md says so.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from entraide.common.text import fold
from entraide.logic import places
from entraide.logic.reading.contacts import contact_spans
from entraide.logic.reading.interpretation import Language

BLANK = "▢"
"""What stands where something was hidden: no letter, so that neither the heads nor a reader take it for a word."""

_SpanPair = tuple[int, int]
_WORD = re.compile(r"[^\W\d_][\w]*(?:['’.-][^\W\d_][\w]*)*")
_ADDRESSES = (
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    re.compile(
        r"\b[\w-]+(?:\.[\w-]+)*\.(?:be|fr|nl|de|lu|ch|com|org|net|eu|uk|io|info|brussels)\b(?:/\S*)?", re.IGNORECASE
    ),
    re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){2,7}(?:\s?[\dA-Z]{1,3})?\b"),
    re.compile(r"\b\d-?[A-Z]{3}-?\d{3}\b|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b"),
)
_NUMBER = re.compile(r"\s*,?\s*(?:n[°ºr]\.?\s*)?\d+(?:\s?(?:bis|ter|[a-zA-Z])(?!\w))?(?:\s?/\s?\d+)?")
_NUMBER_BEFORE = re.compile(r"\d+(?:\s?(?:bis|ter|[a-zA-Z]))?\s*,?\s*$")
_ENDS = ".!?:;…•|\n"
_MOST_WORDS_OF_A_NAME = 3


def anonymous(text: str, *, language: Language, names: Iterable[str] = (), said_places: Iterable[str] = ()) -> str:
    """`text` without what tells of whom it speaks; never longer, and the same when it is given again.

    `names`: what the writer (and whoever else is known) is called; `said_places`: names of places that the writer gave beside the
    sentence. Both are hidden wherever they stand. Never raises, whatever the text.
    """
    known = (*names, *said_places)
    before = ""
    # What is hidden can lay something bare: a word that now begins a name. Each round leaves less, so it comes to an end.
    while text != before:
        before, text = text, _hidden_once(text, language, known)
    return text


def _hidden_once(text: str, language: Language, known: Iterable[str]) -> str:
    spans = [
        *contact_spans(text),
        *(match.span() for pattern in _ADDRESSES for match in pattern.finditer(text)),
        *_streets(text),
        *_announced(text, language),
        *_capitals(text, language),
        *((mention.start, mention.end) for mention in places.spot(fold(text), language=language)),
        *_known(text, known),
    ]
    blanked = _blanked(text, [span for span in spans if span[0] < span[1]])
    return "".join("0" if character.isdecimal() else character for character in blanked)


def without_names(text: str, *, language: Language, names: Iterable[str] = ()) -> str:
    """`text` without names of people, streets, e-mail addresses and numbers to ring, for somebody else to read while it is written.

    Unlike `anonymous` it leaves towns, brands, hours and prices, without which nobody could say what is meant. `names`: what the
    writer is called. Never raises, whatever the text.
    """
    known, before = tuple(names), ""
    while text != before:
        before = text
        spans = [
            *contact_spans(text),
            *(match.span() for pattern in _ADDRESSES for match in pattern.finditer(text)),
            *_streets(text),
            *_announced(text, language),
            *_capitals(text, "de"),  # where every noun has a capital, only frequent first names count as names
            *_known(text, known),
        ]
        text = _blanked(text, [span for span in spans if span[0] < span[1]])
    return text


def is_worth_keeping(sentence: str) -> bool:
    """Whether enough of an anonymous sentence is left to learn from: three words, and more words than blanks."""
    words = len(_WORD.findall(sentence))
    return words >= 3 and words > sentence.count(BLANK)


@cache
def _table() -> dict[str, Any]:
    raw = tomllib.loads((files("entraide.logic.reading") / "anonymous.toml").read_text(encoding="utf-8"))
    return {
        "given": frozenset(raw["given"]["names"].split()),
        "no_names": frozenset(raw["no_names"]["words"].split()),
        "own": frozenset(raw["own"]["words"]),
        "sure": raw["surely_before_a_name"],
        "before": raw["before_a_name"],
        "farewell": raw["farewell"]["words"],
        "streets": {name: tuple(fold(word).text for word in words) for name, words in raw["streets"].items()},
    }


def _is_capital(word: str) -> bool:
    """Whether it begins with a capital and is not shouted whole (TV, GSM, URGENT)."""
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _plain(word: str) -> str:
    return fold(word).text


# ── Names ────────────────────


def _announced(text: str, language: Language) -> Iterator[_SpanPair]:
    """Names that the words before them announce: "je m'appelle …", "ma fille …", "merci, …" at the end."""
    table, words = _table(), list(_WORD.finditer(text))
    starts = {match.start(): number for number, match in enumerate(words)}
    for match in _cue(language, "sure").finditer(fold(text).text):
        first = _word_at(text, match.end(), starts)
        if first is not None:
            yield words[first].start(), _end_of_name(text, words, first)
    for match in _cue(language, "before").finditer(fold(text).text):
        first = _word_at(text, match.end(), starts)
        if first is not None and words[first][0][0].isupper() and _plain(words[first][0]) not in table["no_names"]:
            yield words[first].start(), _end_of_name(text, words, first)
    for number, match in enumerate(words[:-1]):
        after = words[number + 1]
        gap = text[match.end() : after.start()]
        if _plain(match[0]) in table["own"] and gap in (" ", ", ", " (") and after[0][0].isupper():
            if language == "de" and gap == " " and _plain(after[0]) not in table["given"]:
                continue  # any noun: "mein Hund Futter braucht"
            yield after.start(), _end_of_name(text, words, number + 1)
    yield from _signature(text, words)


def _signature(text: str, words: list[re.Match[str]]) -> Iterator[_SpanPair]:
    """One or two last words with a capital, after a farewell or a dash."""
    for count in (1, 2):
        if len(words) <= count:
            return
        first = words[-count]
        before = fold(text[: first.start()]).text.rstrip(" ,.!-–—")
        dashed = text[: first.start()].rstrip().endswith(("-", "–", "—"))
        leaves = any(before == word or before.endswith(" " + word) for word in _table()["farewell"])
        if (dashed or leaves) and all(word[0][0].isupper() for word in words[-count:]):
            yield first.start(), words[-1].end()


@cache
def _cue(language: Language, name: str) -> re.Pattern[str]:
    """The cues of this kind, of the sentence's language and the three others: people mix them."""
    cues = {cue for of, cues in _table()[name].items() for cue in cues if of == language or " " in cue}
    listed = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
    return re.compile(rf"(?<![\w'])(?:{listed})(?!\w)[\s:,]*")


def _word_at(text: str, folded_end: int, starts: dict[int, int]) -> int | None:
    """The number of the word that begins where a match on the folded text ends."""
    folded = fold(text)
    if folded_end >= len(folded.text):
        return None
    return starts.get(folded.offsets[folded_end])


def _end_of_name(text: str, words: list[re.Match[str]], first: int) -> int:
    """Where the name ends that begins with this word: capitals that follow belong to it, with the small words between them."""
    end = words[first].end()
    for word in words[first + 1 : first + _MOST_WORDS_OF_A_NAME]:
        if text[end : word.start()] != " " or not word[0][0].isupper() or _plain(word[0]) in _table()["no_names"]:
            break
        end = word.end()
    return end


def _capitals(text: str, language: Language) -> Iterator[_SpanPair]:
    """Frequent first names anywhere; in French, Dutch and English every capital within a sentence that is not known to be none."""
    table = _table()
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isupper():
            continue
        plain = _plain(word)
        parts = set(re.split(r"['-]", plain))
        if (plain in table["given"] or parts & table["given"]) and (_is_capital(word) or len(word) > 4):
            yield match.span()
            continue
        before = text[: match.start()].rstrip(" \"'«“”„(*")
        is_first = not before or before[-1] in _ENDS or not any(c.isalpha() for c in before)
        is_no_name = plain in table["no_names"] or parts & table["no_names"] - {"l", "d"}
        if language != "de" and _is_capital(word) and not is_first and not is_no_name:
            yield match.span()


def _known(text: str, names: Iterable[str]) -> Iterator[_SpanPair]:
    """Wherever one of these names stands, in whatever case and with whatever accents."""
    folded = fold(text)
    for name in names:
        whole = _plain(name).strip()
        # Of "La Louvière" the whole and the last word; "la" tells nothing.
        for part in {whole, *(word for word in whole.split() if len(word) >= 4)}:
            if len(part) < 2 or not any(c.isalpha() for c in part):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", folded.text):
                yield folded.span(*match.span())


# ── Streets ────────────────────


def _streets(text: str) -> Iterator[_SpanPair]:
    """Streets and squares, with or without a number: "12, rue Haute", "place Flagey", "Kerkstraat 5", "5 High Street"."""
    table, words = _table()["streets"], list(_WORD.finditer(text))
    for number, match in enumerate(words):
        plain = _plain(match[0]).rstrip(".")
        if plain in table["sure"] or plain in table["with_capital"]:
            end = _end_of_street(text, words, number, is_sure=plain in table["sure"])
            if end:
                yield _with_number_before(text, match.start()), end
        elif plain in table["apart"] and number and words[number - 1][0][0].isupper() and match[0][0].isupper():
            first = number - 1
            while (
                first
                and words[first - 1][0][0].isupper()
                and text[words[first - 1].end() : words[first].start()] == " "
            ):
                first -= 1
            yield _with_number_before(text, words[first].start()), _with_number_after(text, match.end())
        elif plain.endswith(table["joined"]) and len(plain) > 6:
            end = _with_number_after(text, match.end())
            # "Autobahn" or "onderweg" are no streets; a number or a capital within a Dutch sentence says that it is one.
            if end > match.end() or (match[0][0].isupper() and not plain.endswith(("weg", "lei", "str"))):
                yield match.start(), end


def _end_of_street(text: str, words: list[re.Match[str]], number: int, *, is_sure: bool) -> int:
    """Where the name of the street ends that begins with this word; 0 if it is none ("une place dans la voiture")."""
    end, has_name = words[number].end(), False
    for word in words[number + 1 : number + 7]:
        gap, plain = text[end : word.start()], _plain(word[0])
        if gap not in (" ", ". ", " '", "."):
            break
        is_small = plain in _table()["streets"]["small"]
        is_name = word[0][0].isupper() or re.match(r"(?:[ldLD]['’])[^\W\d_]", word[0]) is not None
        if not is_small and not is_name and (has_name or not is_sure):
            break
        if has_name and is_small and not _capital_follows(text, words, word):
            break
        end, has_name = word.end(), has_name or not is_small
        if not is_name and not is_small:
            break  # one word in small letters is enough of a name: "rue malibran"
    after = _with_number_after(text, end) if has_name else end
    return after if has_name and (is_sure or after > end or _has_capital(text[words[number].end() : end])) else 0


def _capital_follows(text: str, words: list[re.Match[str]], word: re.Match[str]) -> bool:
    later = text[word.end() : word.end() + 2]
    return len(later) == 2 and later[0] == " " and later[1].isupper()


def _has_capital(words: str) -> bool:
    return any(character.isupper() for character in words)


def _with_number_after(text: str, end: int) -> int:
    found = _NUMBER.match(text, end)
    return found.end() if found else end


def _with_number_before(text: str, start: int) -> int:
    found = _NUMBER_BEFORE.search(text[:start])
    return found.start() if found else start


# ── Hiding ────────────────────


def _blanked(text: str, spans: list[_SpanPair]) -> str:
    """`text` with one blank for every span; spans that overlap or have but a space or comma between them share one."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" ,")):
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    parts, at = [], 0
    for start, end in merged:
        parts += [text[at:start], BLANK]
        at = end
    return "".join([*parts, text[at:]])
