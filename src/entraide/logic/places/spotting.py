"""Every place that a sentence mentions: which words, which places they may mean, what stands before them.

Longest name first; a name that is also an ordinary word must earn its place (`gates`). Which mention is where it
happens and which is where a trip ends, is for the reader of sentences to say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from entraide.common.text import Folded, fold
from entraide.logic.places.before import Relation
from entraide.logic.places.context import likely_language
from entraide.logic.places.evidence import Scene
from entraide.logic.places.finding import Found, Where, Why, ambiguous, ranked
from entraide.logic.places.gates import Evidence, is_place
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.hits import Hit, hits_at
from entraide.logic.places.misreading import MOST_MISSPELT, misspelt_hit, people_needed
from entraide.logic.places.place import Place, distance_km
from entraide.logic.places.table import Named
from entraide.logic.places.tokens import Token, tokens
from entraide.logic.places.words import context

_ARROW = re.compile(r"\s*(?:-+>+|=+>+|→|➜|➔|>+|<-+>|↔|/|\s-+|-+\s|-)\s*")
_TOGETHER = re.compile(
    r" (?:a|vers|naar|nach|to|ou|et|of|en|or|and|und|oder|jusqu'a|richting|direction|bis|tot|via|&|\+) "
)
_BELONGS = re.compile(r",? ?\(|, | (?:a|in|te|de|d'|en) ?")
_MORE_EXACTLY = re.compile(
    r"(?:-| |, ?| \(|: )"
    r"(?:(?:quartier|wijk|stadtteil|secteur|pres|dans le|aux|au|a la|in)(?: d(?:e|es|u|e la)| la| de)? ?)?"
)
_ORDINAL = re.compile(r"(?:1er|(?:1?\d|20)(?:e|eme|de|nd|th))")
_BELONGS_KM, _REGION_KM = 15.0, 150.0
_NOT_ELSEWHERE_KM = 40.0

OwnNames = tuple[int, int, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a sentence mentions.

    Attributes:
        start, end: its name, and a postcode beside it, in the sentence as written (Unicode code points, end exclusive).
        text: these words.
        found: the places that it may mean, likeliest first; never empty.
        preposition: the folded words before it that say how it is meant ("pres de"), None if there are none.
        relation: what they say: at, near, from, to, between, through, of; None if there are none.
        preposition_start: where they begin in the sentence as written; `start` if there are none.
        postcode: the postcode that stands beside it or is all of it.
        is_after_arrow: an arrow, dash or slash joins it to the mention before ("Hasselt - Leuven").
        belongs_to: the place that the words after it say it lies in ("Forest, Bruxelles", "Die (Drôme)"); these words
            make no mention of their own. Or the town before it ("Gent, Dampoort"), of which it is the more exact part.
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
    belongs_to: Place | None = None

    @property
    def place(self) -> Place:
        """The likeliest place."""
        return self.found[0].place

    @property
    def is_ambiguous(self) -> bool:
        """Whether it should be asked which place is meant."""
        return ambiguous(self.found)

    @property
    def is_misspelt(self) -> bool:
        """Whether the place's name is written otherwise."""
        return self.found[0].why == "misspelt"


def spot(
    text: Folded | str,
    *,
    language: str | None = None,
    home: Where | None = None,
    masked: Sequence[tuple[int, int]] = (),
    own: Sequence[OwnNames] = (),
) -> list[Mention]:
    """The places that a sentence mentions, in their order.

    `language`: that of the sentence (fr, nl, en, de), None if unknown. `home`: where the writer lives. `masked`: spans
    of the sentence as written (a date, a price) that hold no place. `own`: (start, end, places) in folded offsets, where
    the names of places stand that only the writer's community knows; a longer name of the gazetteer goes before them.
    Never raises for any text.
    """
    folded = fold(text) if isinstance(text, str) else text
    words = tokens(folded)
    if not words:
        return []
    scene = Scene(folded, words, language or likely_language([w.word for w in words]))
    free = [not any(low < t.original_end and t.original_start < high for low, high in masked) for t in words]
    taken, doubtful = _judged(scene, free, _own_hits(words, free, own))
    taken = _with_partners(scene, taken, doubtful)
    mentions = _mentions(scene, taken, home)
    return [m for m in mentions if not _is_namesake_elsewhere(m, mentions, home)] if home else mentions


def _is_namesake_elsewhere(mention: Mention, mentions: Sequence[Mention], home: Where) -> bool:
    """Whether "place Saint-Paul" or "Grote Markt" is known in far towns only, so that the one near home is meant.

    Names of one's own ("gare Saint-Lazare", "Montmartre") are meant wherever they are; so is a square whose town the
    sentence names.
    """
    place = mention.place
    if not place.id.startswith("S-") or place.precision not in ("street", "district") or mention.belongs_to:
        return False
    if fold(mention.text).text.replace("-", " ").split(" ")[0] not in context("generic"):
        return False
    others = (m.place for m in mentions if m is not mention)
    return distance_km(place, home) > _NOT_ELSEWHERE_KM and all(
        distance_km(place, p) > _NOT_ELSEWHERE_KM for p in others
    )


def _own_hits(words: Sequence[Token], free: Sequence[bool], own: Sequence[OwnNames]) -> dict[int, Hit]:
    """The community's own places by the number of the word at which each begins."""
    hits: dict[int, Hit] = {}
    for start, end, places in own:
        inside = [n for n, word in enumerate(words) if word.start < end and start < word.end]
        if inside and all(free[n] for n in inside):
            first, last = inside[0], inside[-1] + 1
            key = " ".join(word.word for word in words[first:last])
            hits[first] = Hit(first, last, first, key, tuple(Named(place, is_own=True) for place in places))
    return hits


def _judged(scene: Scene, free: list[bool], own: Mapping[int, Hit]) -> tuple[list[Hit], list[tuple[Hit, Evidence]]]:
    """The names that are surely places, and those that lack evidence. `own` are the community's, by their first word."""
    book = gazetteer()
    taken: list[Hit] = []
    doubtful: list[tuple[Hit, Evidence]] = []
    misspelt = 0
    kept_for_own = {n for hit in own.values() for n in range(hit.first, hit.last)}
    for at in range(len(scene.words)):
        if not free[at] or (at not in own and _is_hopeless(scene, at)):
            continue
        sure = own.get(at)
        shortest = sure.last - at if sure else 0
        open_here = free if sure or not own else [is_free and n not in kept_for_own for n, is_free in enumerate(free)]
        for hit in hits_at(book, scene.words, open_here, at):
            if hit.last - at <= shortest:
                break
            if scene.is_spoiled(hit) or (hit.is_postcode_alone and _belongs_to_next(scene, free, hit)):
                continue
            evidence = scene.evidence(hit)
            if hit.is_postcode_alone or is_place(hit.key, hit.named, evidence, scene.language):
                sure = hit
                break
            doubtful.append((hit, evidence))
        if sure is None and misspelt < MOST_MISSPELT and (least := people_needed(scene, at)):
            misspelt += 1
            sure = misspelt_hit(book, scene, open_here, at, least)
        if sure:
            taken.append(sure)
            free[sure.first : sure.last] = [False] * (sure.last - sure.first)
    return taken, doubtful


def _belongs_to_next(scene: Scene, free: Sequence[bool], hit: Hit) -> bool:
    """Whether a postcode goes with the name that follows it."""
    if hit.last == len(scene.words) or not free[hit.last]:
        return False
    return any(other.first <= hit.first for other in hits_at(gazetteer(), scene.words, free, hit.last))


def _is_hopeless(scene: Scene, at: int) -> bool:
    """A quick no for single letters, which begin no name but that of "'s-Hertogenbosch" and its like."""
    token = scene.words[at]
    return len(token.word) == 1 and not token.is_capital and token.word not in "st"


def _with_partners(scene: Scene, taken: list[Hit], doubtful: list[tuple[Hit, Evidence]]) -> list[Hit]:
    """Let in a name that was refused if it stands together with a sure one: "Spa -> Liège", "Forest et Uccle"."""
    for hit, evidence in doubtful:
        if any(hit.first < other.last and other.first < hit.last for other in taken):
            continue
        for other in taken:
            left, right = (hit, other) if hit.first < other.first else (other, hit)
            between = scene.text.text[scene.words[left.last - 1].end : scene.words[right.first].start]
            joined = bool(_ARROW.fullmatch(between) or _TOGETHER.fullmatch(between))
            joined = joined or (evidence.is_capital and between in (" ", ", "))
            hinted = left is hit and "(" in between and _lies_in(scene, hit, other, between)
            backed = replace(evidence, is_paired=bool(joined), is_hinted=hinted)
            if (joined or hinted) and is_place(hit.key, hit.named, backed, scene.language):
                taken = sorted([*taken, hit], key=lambda h: h.first)
                break
    return taken


def _mentions(scene: Scene, hits: list[Hit], home: Where | None) -> list[Mention]:
    """The hits as mentions: ranked by what else the sentence says, and what only says where another lies left out."""
    rankings = [_ranked(scene, hit, home) for hit in hits]
    sure = [None if ambiguous(found) else found[0].place for found in rankings]
    mentions: list[Mention] = []
    index = 0
    while index < len(hits):
        hit, found = hits[index], rankings[index]
        wider = _wider(scene, hits, rankings, index)
        beside = [wider] if wider else [p for n, p in enumerate(sure) if p and n != index and sure[index] is None][:1]
        if beside:
            found = _ranked(scene, hit, home, beside)
        narrower = None if wider else _narrower(scene, hits, rankings, index)
        mention = _mention(scene, hits, index, found, wider)
        if narrower:
            last = _mention(scene, hits, index + 1, narrower, None)
            mention = replace(
                mention, end=last.end, text=scene.text.original[mention.start : last.end], found=tuple(narrower),
                belongs_to=mention.place,
            )  # fmt: skip
        mentions.append(mention)
        index += 2 if wider or narrower else 1
    return mentions


def _ranked(scene: Scene, hit: Hit, home: Where | None, beside: Sequence[Where] = ()) -> list[Found]:
    why: Why | None = "postcode" if hit.is_postcode_alone else None
    return ranked(
        hit.named, why=why, postcode=hit.postcode, home=home, language=scene.language, beside=beside, edits=hit.edits
    )  # fmt: skip


def _wider(scene: Scene, hits: list[Hit], rankings: list[list[Found]], index: int) -> Place | None:
    """The place of the next hit, if that only says where this one lies: "Forest, Bruxelles", "de Rabot in Gent"."""
    if index + 1 == len(hits):
        return None
    hit, other = hits[index], hits[index + 1]
    between = scene.text.text[scene.words[hit.last - 1].end : scene.words[other.first].start]
    wide = rankings[index + 1][0].place
    return wide if any(_is_inside(n.place, wide, between) for n in hit.named) else None


def _lies_in(scene: Scene, hit: Hit, other: Hit, between: str) -> bool:
    """Whether a name is followed by a place that it lies in: "Muizen (Mechelen)"."""
    wide = _ranked(scene, other, None)[0].place
    return any(_is_inside(n.place, wide, between) for n in hit.named)


def _is_inside(near: Place, wide: Place, between: str) -> bool:
    """Whether "near`between`wide" says that the one place lies in the other."""
    if near.id == wide.id or not _BELONGS.fullmatch(between):
        return False
    if wide.precision == "region":
        is_listed = any(c in between for c in "(,") or between.strip() == "en"
        return is_listed and near.precision != "region" and distance_km(near, wide) < _REGION_KM
    if near.parent and near.parent == wide.name:
        return near.country == wide.country
    is_listed = any(c in between for c in "(,")
    return is_listed and wide.population > near.population and distance_km(near, wide) < _BELONGS_KM


def _narrower(scene: Scene, hits: list[Hit], rankings: list[list[Found]], index: int) -> list[Found] | None:
    """What the next hit may mean, if it says where in this one: "Gent, Dampoort", "à Lille, quartier de Fives"."""
    if index + 1 == len(hits):
        return None
    town = rankings[index][0].place
    other = hits[index + 1]
    between = scene.text.text[scene.words[hits[index].last - 1].end : scene.words[other.first].start]
    if not _MORE_EXACTLY.fullmatch(between):
        return None
    inside = [n for n in other.named if n.place.parent == town.name and n.place.country == town.country]
    return ranked(inside, beside=[town], language=scene.language) if inside else None


def _mention(scene: Scene, hits: list[Hit], index: int, found: list[Found], wider: Place | None) -> Mention:
    hit = hits[index]
    previous = hits[index - 1] if index else None
    words, text = scene.words, scene.text
    last = hit.last
    end_of_free = hits[index + 1].first if index + 1 < len(hits) else len(words)
    while last < end_of_free and (
        (words[last].gap == "-" and (words[last].word in context("inside") or words[last].is_capital))
        or (words[last].gap == " " and _ORDINAL.fullmatch(words[last].word) and found[0].place.population > 50_000)
    ):
        last += 1
    start, end = words[hit.first].original_start, words[last - 1].original_end
    said = scene.before(hit)
    between = text.text[words[previous.last - 1].end : words[hit.first].start] if previous else ""
    return Mention(
        start=start, end=end, text=text.original[start:end], found=tuple(found),
        preposition=" ".join(scene.earlier(hit)[-said.words :]) if said else None,
        relation=said.relation if said else None,
        preposition_start=words[hit.first - said.words].original_start if said else start, postcode=hit.postcode,
        is_after_arrow=bool(between and _ARROW.fullmatch(between)), belongs_to=wider,
    )  # fmt: skip
