"""Keeping what came with a community, and who asked for the file of one. Journeys call this; nobody else."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.db import models

from entraide.logic.charter.charter import breaches
from entraide.logic.charter.rules import Rules
from entraide.logic.places.cells import region_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.gist import Gist
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.communities.models import Community, CommunityWord, Membership, RulesVersion
from entraide.records.ledgers.models import Account
from entraide.records.moves.models import Arrival, Departure
from entraide.records.moves.parts import PARTS, Part
from entraide.records.moves.plain import WrongValue, from_plain
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post

# Nobody has such an address, and no letter can be sent to one (RFC 2606): of those who stand in for somebody who has one here.
STAND_INS = "moved.invalid"


class WrongRow(ValueError):
    """A row that no community could have sent: of which part, and the how many-th."""

    def __init__(self, part: str, number: int) -> None:
        super().__init__(f"{part}, row {number}")
        self.part = part
        self.number = number


class Arriving:
    """Takes in the rows of one file, part by part in their order, all in one transaction.

    Identifiers and codes are kept where they are free here. Where one is taken, a new one is given, and whatever leads to it follows.
    Afterwards `newcomers` are the people who were not here before, and `met` those who were, each with who stands in for them.
    """

    def __init__(self, *, slug: str, house: UUID) -> None:
        self.newcomers: list[Person] = []
        self.met: list[tuple[Person, Person]] = []
        self._slug = slug
        self._house = house
        self._known: dict[type[models.Model], dict[UUID, UUID]] = {}
        self._addresses: set[str] = set()

    def take(self, part: Part, rows: Sequence[Mapping[str, Any]], *, after: int) -> None:
        """Keep these rows of a part, of which `after` were kept before. Raises WrongRow."""
        things = []
        for number, row in enumerate(rows, after + 1):
            try:
                things.append(self._thing(part, row))
            except (WrongValue, ValueError, TypeError, KeyError, AttributeError) as error:
                raise WrongRow(part.name, number) from error
        self._give_free_identities(part, things)
        self._give_free_codes(part, things)
        self._lead_among_themselves(part, things, after)
        if part.model is Person:
            self._meet([thing for thing in things if isinstance(thing, Person)], first=after + 1)
        if part.model is Membership:
            # Members are listed by their name: asked for all at once, not row by row.
            models.prefetch_related_objects(things, "person")
        part.model._default_manager.bulk_create(things)
        _keep_stamps(part, things, rows)

    def _thing(self, part: Part, row: Mapping[str, Any]) -> models.Model:
        """The row as a model, its columns checked. What leads elsewhere leads to what came in the same file, or nowhere."""
        if set(row) != {field.attname for field in part.fields}:
            raise WrongValue("a column too many, or too few")
        values: dict[str, Any] = {}
        for field in part.fields:
            value = from_plain(field, row[field.attname])
            if isinstance(field, models.ForeignKey) and value is not None and field.related_model is not part.model:
                value = self._known[field.related_model][value]
            values[field.attname] = value
        thing = part.model(**values, **_GIVEN.get(part.model, dict)())
        if isinstance(thing, Community):
            thing.slug = self._slug
        _CHECKS.get(part.model, _let_pass)(thing)
        return thing

    def _give_free_identities(self, part: Part, things: Sequence[models.Model]) -> None:
        known = self._known.setdefault(part.model, {})
        wanted = [thing.pk for thing in things]
        taken = set(part.model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        for thing in things:
            old = thing.pk
            if old in known:
                raise WrongRow(part.name, len(known) + 1)
            if part.model is Community:
                thing.pk = self._house
            elif old in taken:
                thing.pk = uuid5(self._house, f"{part.name} {old}")
            known[old] = thing.pk

    def _lead_among_themselves(self, part: Part, things: Sequence[models.Model], after: int) -> None:
        """What leads to another row of the same part (which may be in the same batch) leads to where that is here."""
        known = self._known[part.model]
        for field in part.fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not part.model:
                continue
            for number, thing in enumerate(things, after + 1):
                value = getattr(thing, field.attname)
                if value is not None and value not in known:
                    raise WrongRow(part.name, number)
                setattr(thing, field.attname, None if value is None else known[value])

    def _give_free_codes(self, part: Part, things: Sequence[models.Model]) -> None:
        """New codes in addresses for those that are taken here."""
        for field in part.fields:
            if not field.unique or field.primary_key or not field.has_default():
                continue
            name = field.attname
            kept = part.model._default_manager.filter(**{f"{name}__in": [getattr(thing, name) for thing in things]})
            taken = set(kept.values_list(name, flat=True))
            for thing in things:
                if getattr(thing, name) in taken:
                    setattr(thing, name, field.get_default())

    def _meet(self, people: Sequence[Person], *, first: int) -> None:
        """Those whose address is somebody's here come as a stand-in, closed, until that somebody says that it is they."""
        here = {one.email: one for one in Person.objects.filter(email__in=[person.email for person in people])}
        for number, person in enumerate(people, first):
            if person.email in self._addresses:
                raise WrongRow("people", number)
            self._addresses.add(person.email)
            if person.email in here:
                self.met.append((here[person.email], person))
                person.email, person.is_active = f"{person.pk}@{STAND_INS}", False
            else:
                self.newcomers.append(person)


def _keep_stamps(part: Part, things: Iterable[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Moments that Django sets by itself when a row is made, set back to what they were."""
    stamps = [field for field in part.fields if getattr(field, "auto_now_add", False)]
    if not stamps:
        return
    things = list(things)
    for thing, row in zip(things, rows, strict=True):
        for field in stamps:
            setattr(thing, field.attname, from_plain(field, row[field.attname]))
    part.model._default_manager.bulk_update(things, [field.attname for field in stamps], batch_size=200)


def _check_person(thing: Any) -> None:
    thing.email = thing.email.strip().lower()
    if "@" not in thing.email or not thing.first_name.strip():
        raise WrongValue("email")


def _check_read(thing: Any) -> None:
    Reading.from_dict(thing.reading)
    if thing.vector is not None:
        unpack_vector(thing.vector)
    if thing.gist is not None:
        Gist.from_dict(thing.gist)


def _check_rules(thing: Any) -> None:
    # What another server allowed is held against the charter of this one.
    if breaches(Rules.from_dict(thing.rules)):
        raise WrongValue("rules")


def _check_word(thing: Any) -> None:
    if not isinstance(thing.spellings, list) or not all(isinstance(one, str) for one in thing.spellings):
        raise WrongValue("spellings")


def _let_pass(thing: Any) -> None:
    return None


_CHECKS: Mapping[type[models.Model], Callable[[Any], None]] = {
    Person: _check_person,
    Say: _check_read,
    Post: _check_read,
    RulesVersion: _check_rules,
    CommunityWord: _check_word,
}
# Columns that do not leave, and are not what they would be by default.
_GIVEN: Mapping[type[models.Model], Callable[[], dict[str, Any]]] = {
    Person: lambda: {"password": make_password(None)},
    Post: lambda: {"is_asking": False},
}


def add_arrivals(*, community: Community, met: Collection[tuple[Person, Person]], at: datetime) -> None:
    """Keep that these people still have to say whether it is they who came: (who was here, who stands in for them)."""
    Arrival.objects.bulk_create(
        [Arrival(community=community, person=person, stand_in=stand_in, arrived_at=at) for person, stand_in in met]
    )


def take_over(*, arrival: Arrival) -> None:
    """All that came for the stand-in is the person's from now on, and the stand-in goes.

    Their membership is the one that came, with what it had earned; else, where they have the like already, theirs stays.
    """
    person, stand_in = arrival.person, arrival.stand_in
    Membership.objects.filter(community=arrival.community, person=person).delete()
    said = set(Say.objects.filter(person=person).values_list("text", flat=True))
    Say.objects.filter(person=stand_in, text__in=said).delete()
    Say.objects.filter(person=stand_in).update(
        cell=person.home_cell, region=None if person.home_cell is None else region_of(person.home_cell)
    )
    _make_room(stand_in, person)
    for part in PARTS:
        for field in part.fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                _hand_over(part.model, field, stand_in, person)
    stand_in.delete()


def _make_room(before: Person, after: Person) -> None:
    """Of two accounts in one community the one that came is theirs, if the other is empty; else it stays in the books, nobody's."""
    for came in Account.objects.filter(person=before):
        own = Account.objects.filter(community=came.community_id, unit=came.unit, person=after).first()
        if own is not None and own.entry_count == 0:
            own.delete()
        elif own is not None:
            Account.objects.filter(pk=came.pk).update(person=None)


def _hand_over(model: type[models.Model], field: "models.ForeignKey[Any, Any]", before: Person, after: Person) -> None:
    """The rows that lead to one person lead to the other; where that would make two of the same, the older stays."""
    rows = model._default_manager.filter(**{field.name: before})
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or field.name not in constraint.fields:
            continue
        others = [name for name in constraint.fields if name != field.name]
        for kept in model._default_manager.filter(**{field.name: after}).values(*others):
            rows.filter(**kept).delete()
    rows.update(**{field.name: after})


def drop(*, arrival: Arrival) -> None:
    """Nothing of it was the person's: the stand-in goes, and with it what came in its name. What it said to all stays, nameless."""
    arrival.stand_in.delete()


def add_departure(*, community: Community, by: Person, sealed_for: str, at: datetime, due_at: datetime) -> Departure:
    """Keep that somebody asked for the community's file."""
    return Departure.objects.create(community=community, asked_by=by, asked_at=at, due_at=due_at, sealed_for=sealed_for)


def note_made(
    *, departure: Departure, size: int, fingerprint: str, facts: Mapping[str, Any], at: datetime, ends_at: datetime
) -> None:
    """The file is there, of `size` bytes, until `ends_at`."""
    Departure.objects.filter(pk=departure.pk, made_at=None).update(
        made_at=at, size=size, fingerprint=fingerprint, facts=dict(facts), ends_at=ends_at
    )


def forget_departure(*, departure: Departure) -> None:
    """Delete what is kept of the file; the file itself is its journey's."""
    Departure.objects.filter(pk=departure.pk).delete()
