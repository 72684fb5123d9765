"""Every place that a sentence mentions: which words, which places they may mean, what stands before them.

Longest name first; a name that is also an ordinary word must earn its place (`gates`). Which mention is where it happens and
which is where a trip ends, is for the reader of sentences to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from entraide.common.text import Folded, fold
from entraide.logic.places.before import Relation, before, is_street
from entraide.logic.places.finding import Found, Where, ambiguous, has_postcode, ranked
from entraide.logic.places.gates import Evidence, is_place
from entraide.logic.places.gazetteer import Gazetteer, gazetteer
from entraide.logic.places.place import Place
from entraide.logic.places.table import Named
from entraide.logic.places.tokens import Token, tokens

_LONGEST_NAME = 9
_ARROW = re.compile(r"\s*(?:-+>+|=+>+|→|➜|➔|>+|<->|↔|/|\s-+|-+\s|-)\s*")
_ENDS_BEFORE = re.compile(r"[,;:.!?(\[|>\-]\s*$|^\s*$|\s-\s$")
_ENDS_AFTER = re.compile(r"^\s*(?:[,;:.!?)\]|>]|-\s|$)")
_ORDINAL = re.compile(r"(?:1er|(?:1?\d|20)(?:e|eme|de|nd|th))")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a sentence mentions.

    Attributes:
        start, end: its name, and a postcode beside it, in the sentence as written (Unicode code points, end exclusive).
        text: these words.
        found: the places that it may mean, likeliest first; never empty.
        preposition: the folded words before it that say how it is meant ("pres de"), None if there are none.
        relation: what they say: at, near, from, to, between, through, of.
        preposition_start: where they begin in the sentence as written; `start` if there are none.
        postcode: the postcode that stands beside it or is all of it.
        is_after_arrow: an arrow, dash or slash joins it to the mention before ("Hasselt - Leuven").
    """

    start: int
    end: int
    text: str
    found: tuple[Found, ...]
    preposition: str | None = None
    relation: Relation | None = None
    preposition_start: int = 0
    postcode: str | None = None
    is_after_arrow: bool = False

    @property
    def place(self) -> Place:
        """The likeliest place."""
        return self.found[0].place

    @property
    def is_ambiguous(self) -> bool:
        """Whether it should be asked which place is meant."""
        return ambiguous(self.found)


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words `first` to `last` (exclusive) that bear a name, before it is known whether they mean a place."""

    first: int
    last: int
    key: str
    named: tuple[Named, ...]
    postcode: str | None = None


def spot(
    text: Folded | str,
    *,
    language: str | None = None,
    home: Where | None = None,
    masked: Sequence[tuple[int, int]] = (),
) -> list[Mention]:
    """The places that a sentence mentions, in their order.

    `language`: that of the sentence (fr, nl, en, de), None if unknown. `home`: where the writer lives. `masked`: spans of the
    sentence as written (a date, a price) that hold no place. Never raises for any text.
    """
    folded = fold(text) if isinstance(text, str) else text
    words = tokens(folded)
    if not words:
        return []
    book = gazetteer()
    free = [not any(low < t.original_end and t.original_start < high for low, high in masked) for t in words]
    is_shouted = not any(c.islower() for c in folded.original)
    taken: list[tuple[_Hit, Evidence]] = []
    doubtful: list[tuple[_Hit, Evidence]] = []
    at = 0
    while at < len(words):
        hit = None
        if free[at]:
            for candidate in _names_at(book, words, free, at):
                evidence = _evidence(folded, words, candidate, language, is_shouted)
                if is_place(candidate.key, list(candidate.named), evidence, language) and not _is_spoiled(
                    words, candidate
                ):
                    hit = candidate
                    taken.append((candidate, evidence))
                    break
                doubtful.append((candidate, evidence))
        at = hit.last if hit else at + 1
    taken = _with_partners(folded, words, taken, doubtful, language)
    return _mentions(folded, words, [hit for hit, _ in taken], language, home)


def _names_at(book: Gazetteer, words: list[Token], free: list[bool], at: int) -> list[_Hit]:
    """The names that begin at a word, longest first."""
    key = words[at].first
    keys = [key]
    for next_ in range(at + 1, min(at + _LONGEST_NAME, len(words))):
        if not (free[next_] and words[next_].joins):
            break
        key = f"{key} {words[next_].inner}"
        keys.append(key)
    hits = []
    for length in range(len(keys), 0, -1):
        if book.knows(keys[length - 1]) and (len(keys[length - 1]) > 1 or words[at].is_capital):
            named = book.named(keys[length - 1])
            if named:
                hits.append(_beside_postcode(book, words, free, _Hit(at, at + length, keys[length - 1], tuple(named))))
    if (postcode := _postcode_alone(words, at)) and (places := book.with_postcode(postcode)):
        hits.append(_Hit(at, at + 1, postcode, tuple(Named(p, is_own=True) for p in places), postcode))
    return hits


def _beside_postcode(book: Gazetteer, words: list[Token], free: list[bool], hit: _Hit) -> _Hit:
    """Take in a postcode that stands before or after the name, if it fits one of the places."""
    sides = []
    if hit.first > 0 and words[hit.first].gap in (" ", "-", " - "):
        sides.append((hit.first - 1, hit.first - 1, hit.last))
    if hit.last < len(words) and words[hit.last].gap in (" ", ", ", " (", "(", "-", " - "):
        sides.append((hit.last, hit.first, hit.last + 1))
    for number, first, last in sides:
        code = words[number].word
        if not (free[number] and code.isdigit() and len(code) in (4, 5)):
            continue
        fits = [n for n in hit.named if _fits(book, n.place, code, is_before=number < hit.first)]
        if fits:
            return replace(hit, first=first, last=last, named=tuple(fits), postcode=code)
    return hit


def _fits(book: Gazetteer, place: Place, code: str, *, is_before: bool) -> bool:
    if has_postcode(place, code):
        return True
    # The tables hold no postcodes of these countries, so that any of the right length counts, before the name.
    return (
        is_before
        and (place.country, len(code)) in {("DE", 5), ("CH", 4), ("LU", 4), ("AT", 4), ("NL", 4)}
        and bool(place.population > 1_000 or place.precision != "region")
    )


def _postcode_alone(words: list[Token], at: int) -> str | None:
    word = words[at].word
    return word if word.isdigit() and len(word) in (4, 5) else None


def _evidence(folded: Folded, words: list[Token], hit: _Hit, language: str | None, is_shouted: bool) -> Evidence:
    earlier = [w.word for w in words[max(0, hit.first - 6) : hit.first]]
    gap = words[hit.first].gap
    said = before(earlier, language) if hit.first and _is_near(gap) else None
    if said and is_street(earlier):
        said = None
    start, end = words[hit.first].start, words[hit.last - 1].end
    head, tail = folded.text[:start], folded.text[end:]
    is_alone = bool(_ENDS_BEFORE.search(head)) and bool(_ENDS_AFTER.match(tail))
    name_first = hit.first + (
        1 if hit.postcode and words[hit.first].word == hit.postcode and hit.last - hit.first > 1 else 0
    )
    return Evidence(
        is_capital=words[name_first].is_capital and not is_shouted,
        is_first=name_first == 0 or bool(re.search(r"[.!?]\s+$", head)),
        is_strong=bool(said and said.is_strong),
        is_weak=said is not None,
        has_postcode=hit.postcode is not None and hit.key != hit.postcode,
        is_alone=is_alone,
        is_after_te=bool(earlier) and earlier[-1] == "te",
        is_after_article=bool(earlier)
        and earlier[-1] in ("der", "die", "das", "dem", "den", "ein", "eine", "einem", "einer"),
    )


def _is_near(gap: str) -> bool:
    """Whether the word before belongs to the same phrase."""
    return gap in (" ", "'", "  ", "-", "' ") or gap.strip() == ":"


def _is_spoiled(words: list[Token], hit: _Hit) -> bool:
    """Whether the name is only a piece of a longer one that is not known ("Saint-Rémy-de-Machin"), or of a word."""
    after = words[hit.last] if hit.last < len(words) else None
    if after and after.gap == "-" and after.word in _INSIDE_LONGER:
        return True
    if words[hit.first].gap == "-" and hit.first > 0 and not words[hit.first - 1].is_capital:
        return True
    return hit.key == hit.postcode and not _is_postcode_meant(words, hit)


_INSIDE_LONGER = frozenset(
    [
        "en",
        "sur",
        "sous",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "lez",
        "au",
        "aux",
        "l",
        "d",
        "am",
        "an",
        "op",
        "aan",
        "bij",
        "ten",
        "ter",
        "in",
    ]
)
_UNITS = frozenset(
    [
        "eur",
        "euro",
        "euros",
        "chf",
        "km",
        "m",
        "m2",
        "kg",
        "g",
        "gr",
        "l",
        "h",
        "u",
        "uur",
        "uren",
        "min",
        "personnes",
        "personen",
        "people",
        "pieces",
        "stuks",
        "stuk",
        "pages",
        "watt",
        "watts",
        "w",
        "kwh",
        "mah",
        "euros",
        "balles",
        "francs",
        "cm",
        "mm",
        "ml",
        "cl",
        "points",
        "punten",
        "habitants",
        "steps",
        "mots",
        "words",
        "masques",
        "jours",
        "dagen",
    ]
)


def _is_postcode_meant(words: list[Token], hit: _Hit) -> bool:
    """A number that is a postcode and stands by itself: in brackets, between commas, or after "à"; no year, no price."""
    token = words[hit.first]
    after = words[hit.last] if hit.last < len(words) else None
    gap_after = after.gap if after else ""
    if token.gap.endswith("(") and gap_after.lstrip().startswith(")"):
        return True
    if any(c in token.gap + gap_after for c in "€$£%+/*:") or (
        after and after.word in _UNITS and gap_after.strip() == ""
    ):
        return False
    if len(token.word) == 4 and 1900 <= int(token.word) <= 2099:
        return False
    ends_before = hit.first == 0 or any(c in token.gap for c in ",;(-") or (
        words[hit.first - 1].word in ("a", "te", "in", "naar", "nach", "sur", "near", "code", "postal", "postcode", "cp")
        and token.gap == " "
    )  # fmt: skip
    return ends_before and (after is None or any(c in gap_after for c in ",;).!?-"))


def _with_partners(
    folded: Folded,
    words: list[Token],
    taken: list[tuple[_Hit, Evidence]],
    doubtful: list[tuple[_Hit, Evidence]],
    language: str | None,
) -> list[tuple[_Hit, Evidence]]:
    """Let a name that was refused in if it is the other end of a trip whose first end is a place: "Spa -> Liège"."""
    for hit, evidence in doubtful:
        if any(hit.first < other.last and other.first < hit.last for other, _ in taken):
            continue
        for other, _ in taken:
            near = (hit, other) if hit.first < other.first else (other, hit)
            between = folded.text[words[near[0].last - 1].end : words[near[1].first].start]
            joined = bool(_ARROW.fullmatch(between)) or between in _TOGETHER
            if joined and is_place(hit.key, list(hit.named), replace(evidence, is_paired=True), language):
                taken = sorted([*taken, (hit, evidence)], key=lambda pair: pair[0].first)
                break
    return taken


_TOGETHER = frozenset((" a ", " vers ", " naar ", " nach ", " to ", " ou ", " et ", " of ", " en ", " or ", " and ", " und ",
                       " oder ", ", ", " jusqu'a ", " richting ", " direction "))  # fmt: skip


def _mentions(
    folded: Folded, words: list[Token], hits: list[_Hit], language: str | None, home: Where | None
) -> list[Mention]:
    alone = [ranked(h.named, postcode=h.postcode, home=home, language=language) for h in hits]
    sure = [None if ambiguous(found) else found[0].place for found in alone]
    mentions: list[Mention] = []
    for index, hit in enumerate(hits):
        found = alone[index]
        others = [place for number, place in enumerate(sure) if place and number != index]
        if sure[index] is None and others:
            found = ranked(hit.named, postcode=hit.postcode, home=home, language=language, beside=others[:1])
        if hit.key == hit.postcode:
            found = ranked(hit.named, why="postcode", home=home, language=language)
        last = hit.last
        if (
            last < len(words)
            and words[last].gap == " "
            and _ORDINAL.fullmatch(words[last].word)
            and found[0].place.population > 50_000
        ):
            last += 1
        start, end = words[hit.first].original_start, words[last - 1].original_end
        earlier = [w.word for w in words[max(0, hit.first - 6) : hit.first]]
        said = before(earlier, language) if hit.first and _is_near(words[hit.first].gap) else None
        between = folded.text[words[hits[index - 1].last - 1].end : words[hit.first].start] if index else ""
        mentions.append(Mention(
            start=start, end=end, text=folded.original[start:end], found=tuple(found),
            preposition=" ".join(earlier[-said.words:]) if said else None, relation=said.relation if said else None,
            preposition_start=words[hit.first - said.words].original_start if said else start, postcode=hit.postcode,
            is_after_arrow=bool(between and _ARROW.fullmatch(between)),
        ))  # fmt: skip
    return mentions
