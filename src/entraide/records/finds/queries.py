"""Finding by words: posts, what fellow members offer, forums and communities, with what is meant before what is only near it.

What the viewer may not see is neither shown nor counted, and costs no more to pass over than a bounded number of leads.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from entraide.logic.places import distance_km
from entraide.logic.searching.marks import FOR_ALL, FOR_SIGNED_IN, FROM_AFAR, areas_around, house_mark, kind_mark
from entraide.logic.searching.question import Question, read_question
from entraide.records.communities.models import Community
from entraide.records.communities.queries import houses_of
from entraide.records.conversations.models import Message
from entraide.records.finds.asking import Lead, Sought, Step, ask, refs
from entraide.records.finds.forms import Forms, forms_of
from entraide.records.finds.models import KINDS
from entraide.records.finds.owners import Seen, seen
from entraide.records.people.models import Person
from entraide.records.posts.board import Circle
from entraide.records.posts.models import Post

# In this order what is found is shown: the words or other forms of them; what is near them; what was perhaps meant; some of the words.
EXACT, NEAR, SLIPPED, SOME = range(4)
# So many times the index is asked for one page at most, where what it knows may not be seen.
_MOST_ROUNDS = 3
_MOST_BY_WORDS = 1000
# Tier and number of the last find that was looked at; no number for the newest.
_Cursor = tuple[int, int | None]


@dataclass(frozen=True)
class Within:
    """Where is looked: in one community, or all; within a circle (posts only), or anywhere."""

    community: Community | None = None
    circle: Circle | None = None


@dataclass(frozen=True)
class Hit:
    """One thing found, for the viewer to see. `forms` are the folded words and marks by which it was found."""

    kind: str
    tier: int
    number: int
    thing: Seen
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What was found of one kind. `is_more`: there may be more below the last one; `after` says from where (an address's text)."""

    hits: tuple[Hit, ...]
    after: str

    @property
    def is_more(self) -> bool:
        """Whether there may be more."""
        return bool(self.after)


def find(
    viewer: Person | None,
    *,
    question: Question,
    kinds: Sequence[str] = KINDS,
    within: Within = Within(),
    after: str = "",
    most: int = 20,
    houses: Collection[UUID] | None = None,
) -> dict[str, Found]:
    """What the viewer may see of each of these kinds that answers the question: at most `most` of a kind.

    First what holds all words, in whatever form, newest first; then what holds something near them. Where there is none of either,
    what was perhaps meant, or holds some of the words. `after` is of an earlier answer, for one kind alone. `houses` are the
    communities that the viewer belongs to, where whoever asks knows them already.
    """
    if not question.words:
        return {kind: Found((), "") for kind in kinds}
    looking = _Looking(viewer, forms_of(question.words), within, most, houses)
    cursor = _read_after(after)
    if cursor and cursor[0] == SLIPPED:
        return looking.pages(kinds, tiers=(SLIPPED,), after=cursor)
    found = looking.pages(kinds, tiers=(EXACT, NEAR), after=cursor)
    if cursor or any(one.hits or one.is_more for one in found.values()):
        return found
    found = looking.pages(kinds, tiers=(SLIPPED,), after=None)
    if len(question.words) == 1 or any(one.hits or one.is_more for one in found.values()):
        return found
    return looking.pages(kinds, tiers=(SOME,), after=None)


def posts_by_words(viewer: Person | None, *, words: str) -> list[UUID] | None:
    """The newest open posts (a thousand at most) that hold all of these words in whatever form, or else something near them.

    For lists that ask further and show only what may be read. Words of grammar are passed over; None if nothing else is said.
    """
    question = read_question(words)
    if not question.words:
        return None
    looking = _Looking(viewer, forms_of(question.words), Within(), _MOST_BY_WORDS)
    for tiers in ((EXACT, NEAR), (SLIPPED,)):
        found: list[UUID] = []
        for tier in tiers:
            if len(found) < _MOST_BY_WORDS:
                found += refs(looking.step(tier, "post", below=None, most=_MOST_BY_WORDS - len(found)))
        if found:
            return found
    return []


@dataclass(frozen=True)
class _Looking:
    """One viewer looking for the forms of some words."""

    viewer: Person | None
    forms: Sequence[Forms]
    within: Within
    most: int
    houses: Collection[UUID] | None = None

    def pages(self, kinds: Sequence[str], *, tiers: Sequence[int], after: _Cursor | None) -> dict[str, Found]:
        """The hits of each kind in these tiers; several looks only where what was found first may not be seen."""
        hits: dict[str, list[Hit]] = {kind: [] for kind in kinds}
        ends = dict.fromkeys(kinds, "")
        reached = dict.fromkeys(kinds, after or (tiers[0], None))
        for _ in range(_MOST_ROUNDS):
            for kind, leads in self._leads(reached, tiers).items():
                end, is_over = self._take(kind, leads, hits[kind])
                if end is None or is_over:
                    del reached[kind]
                else:
                    reached[kind] = end
                ends[kind] = "" if end is None else f"{end[0]}-{end[1]}"
            if not reached:
                break
        return {kind: Found(tuple(hits[kind]), ends[kind]) for kind in kinds}

    def _leads(self, reached: Mapping[str, _Cursor], tiers: Sequence[int]) -> dict[str, list[Lead]]:
        """One look at each kind: what is near is only asked for where what is meant does not fill a page."""
        steps = [
            self.step(tier, kind, below=below if tier == first else None, most=self._a_look)
            for kind, (first, below) in reached.items()
            for tier in tiers
            if tier >= first
        ]
        found: dict[str, list[Lead]] = {kind: [] for kind in reached}
        for lead in ask(steps):
            found[lead.kind].append(lead)
        return found

    def step(self, tier: int, kind: str, *, below: int | None, most: int) -> Step:
        """The question to the index for one kind and tier."""
        exact = tuple(one.exact for one in self.forms)
        marks = self._marks(kind)
        if tier == EXACT:
            return Step(tier, kind, Sought((*exact, *marks)), below, most)
        near = tuple((*one.exact, *one.near) for one in self.forms)
        if tier == NEAR:
            # Of one word what is meant need not be gone through again: it is left out as it is.
            wanted = near if len(near) > 1 else (self.forms[0].near,)
            sought = Sought((*wanted, *marks), without=exact)
        elif tier == SLIPPED:
            meant = tuple((*group, *one.slipped) for one, group in zip(self.forms, near, strict=True))
            # Where no word may be a slip, that would be what is near without what is near.
            sought = Sought((*meant, *marks) if any(one.slipped for one in self.forms) else ((),), without=near)
        else:
            some = tuple(dict.fromkeys(form for group in near for form in group))
            sought = Sought((some if len(near) > 1 else (), *marks))
        return Step(tier, kind, sought, below, most)

    @property
    def _a_look(self) -> int:
        """So many leads are fetched at once; one more than are shown tells whether there is another page."""
        return self.most + 1

    def _marks(self, kind: str) -> list[tuple[str, ...]]:
        marks = [(kind_mark(kind),), self._readable]
        if self.within.community:
            marks.append((house_mark(self.within.community.pk.hex),))
        if self.within.circle and kind == "post":
            circle = self.within.circle
            areas = areas_around(latitude=circle.latitude, longitude=circle.longitude, radius_km=circle.radius_km)
            marks.append((*areas, FROM_AFAR))
        return marks

    @cached_property
    def _readable(self) -> tuple[str, ...]:
        """The marks of what the viewer may read."""
        if self.viewer is None:
            return (FOR_ALL,)
        houses = houses_of(self.viewer).values_list("community", flat=True) if self.houses is None else self.houses
        return (FOR_ALL, FOR_SIGNED_IN, *(house_mark(house.hex) for house in houses))

    def _take(self, kind: str, leads: Sequence[Lead], hits: list[Hit]) -> tuple[_Cursor | None, bool]:
        """Add the hits among these leads, in their order: where to go on from (None: nowhere), and whether the page is full."""
        things = seen(self.viewer, kind=kind, refs=[lead.ref for lead in leads])
        is_some = bool(leads) and leads[0].tier == SOME
        for lead in self._most_words_first(leads) if is_some else leads:
            thing = things.get(lead.ref)
            if thing is None or not self._lies_within(thing) or _is_of_same_thread(thing, hits):
                continue
            if len(hits) == self.most:
                return (hits[-1].tier, hits[-1].number) if not is_some else None, True
            hits.append(Hit(kind, lead.tier, lead.number, thing, self._forms_in(lead)))
        if not is_some and len(leads) == self._a_look:
            return (leads[-1].tier, leads[-1].number), False
        return None, True

    def _most_words_first(self, leads: Sequence[Lead]) -> list[Lead]:
        """Those of the leads that hold at least half of the words, those that hold most of them first."""
        held = {lead.number: sum(bool(self._held(one, lead)) for one in self.forms) for lead in leads}
        half = max(1, len(self.forms) // 2)
        return sorted((lead for lead in leads if held[lead.number] >= half), key=lambda lead: -held[lead.number])

    def _forms_in(self, lead: Lead) -> tuple[str, ...]:
        """Which forms of which words the lead was found by."""
        return tuple(form for one in self.forms for form in self._held(one, lead))

    def _held(self, one: Forms, lead: Lead) -> list[str]:
        forms = (*one.exact, *one.near, *(one.slipped if lead.tier >= SLIPPED else ()))
        return [form for form in forms if form in lead.filed]

    def _lies_within(self, thing: Seen) -> bool:
        circle = self.within.circle
        if circle is None or not isinstance(thing, Post) or thing.is_remote:
            return True
        if thing.latitude is None or thing.longitude is None:
            return False
        return distance_km((circle.latitude, circle.longitude), (thing.latitude, thing.longitude)) <= circle.radius_km


def _is_of_same_thread(thing: Seen, hits: Sequence[Hit]) -> bool:
    """Whether another message of the same thread was found already: each thread is shown once."""
    return isinstance(thing, Message) and any(
        isinstance(hit.thing, Message) and hit.thing.thread_id == thing.thread_id for hit in hits
    )


def _read_after(after: str) -> _Cursor | None:
    """Where an earlier answer ended; None for the beginning, and for an address that somebody made up."""
    tier, _, number = after.partition("-")
    if tier in ("0", "1", "2") and number.isdecimal() and number.isascii() and len(number) < 19:
        return int(tier), int(number)
    return None
