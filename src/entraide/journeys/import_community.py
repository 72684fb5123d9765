"""Take in a community that comes from another server, with its members, posts, rules and history; whole, or not at all."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import DatabaseError, transaction

from entraide.adapters.archives.manifest import WrongArchive
from entraide.adapters.archives.unpacking import Archive
from entraide.journeys.export_community import encoder
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import with_slug
from entraide.records.moves.changes import Arriving, WrongRow, add_arrivals
from entraide.records.moves.parts import PARTS
from entraide.records.notices.changes import tell_all
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person

Progress = Callable[[str, int, int], object]
_BATCH = 500


@dataclass(frozen=True)
class Arrived:
    """What an import did: the community, how many members are new on this server, and how many were here before."""

    community: Community
    newcomers: int
    met: int


def import_community(*, archive: Archive, now: datetime, slug: str = "", progress: Progress | None = None) -> Arrived:
    """Keep everything that is in the opened file, under the address `slug` (empty: the one that it had), in one transaction.

    Whoever is new here gets an account with what they took along; whoever has one already by the same address is asked whether it
    is they (journeys/settle_arrival.py). All are told. Killed half way, nothing has come; run again after it has come, it is refused.
    `progress` hears "checking" or the part, how many rows are done, and of how many.

    Raises WrongArchive (the file is damaged, was changed, or was made by another version of the format; nothing is kept), or
    Refusal: wrong_slug, slug_taken (by another community), already_here (this very community has come before).
    """
    archive.check([part.name for part in PARTS], progress=progress)
    said = archive.manifest
    if said.vectors != encoder():
        raise WrongArchive(
            f"Its sentences were read with {said.vectors}, this server reads with {encoder()}. "
            "Update the older of the two servers, and export again."
        )
    slug = slug or said.community["slug"]
    house = _place(slug, _identifier(said.community["id"]))
    arriving = Arriving(slug=slug, house=house)
    done, of = 0, sum(part.rows for part in said.parts)
    try:
        with transaction.atomic():
            for part in PARTS:
                before = 0
                for rows in batched(archive.rows(part.name), _BATCH):
                    arriving.take(part, rows, after=before)
                    before, done = before + len(rows), done + len(rows)
                    if progress:
                        progress(part.name, done, of)
            community = Community.objects.get(pk=house)
            add_arrivals(community=community, met=arriving.met, at=now)
            _tell(community, arriving.newcomers, at=now)
            _tell(community, [person for person, _ in arriving.met], at=now, met=True)
            happen(
                "community_arrived", at=now, community_id=str(house), people=len(arriving.newcomers) + len(arriving.met)
            )
    except WrongRow as wrong:
        raise WrongArchive(
            f"Row {wrong.number} of the part “{wrong.part}” is none that an Entraide server could have written."
        ) from wrong
    except (DatabaseError, Community.DoesNotExist) as error:
        raise WrongArchive(f"The file contradicts itself, or what is here already: {error}") from error
    return Arrived(community, len(arriving.newcomers), len(arriving.met))


def _place(slug: str, wanted: UUID) -> UUID:
    """The identifier under which the community comes here: its own if it is free, else one made of both."""
    try:
        validate_slug(slug)
        Community._meta.get_field("slug").run_validators(slug)
    except ValidationError as error:
        raise Refusal("wrong_slug") from error
    second = uuid5(wanted, slug)
    there = with_slug(slug)
    if there:
        raise Refusal("already_here" if there.pk in (wanted, second) else "slug_taken")
    return second if Community.objects.filter(pk=wanted).exists() else wanted


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise WrongArchive("The manifest names no community.") from error


def _tell(community: Community, people: Collection[Person], *, at: datetime, met: bool = False) -> None:
    """Everybody who came is told once, by mail whatever they want otherwise: an account here is theirs, or asks for their word."""
    for some in batched(people, _BATCH):
        tell_all(
            [
                Notice(
                    person=person,
                    kind="arrived",
                    community=community,
                    about=community.pk,
                    facts={"met": True} if met else {},
                    made_at=at,
                )
                for person in some
            ]
        )
