"""What others may read of attestations: of many people at once, in one query, each as the viewer may know it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from entraide.logic.routing.attestations import KINDS
from entraide.records.attestations.models import Attestation
from entraide.records.attestations.queries import holding
from entraide.records.communities.models import Membership
from entraide.records.people.models import Person
from entraide.wording.standing import AttestedTold

# The order in which they are told.
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def shown_of(
    viewer: Person | None, people: Collection[UUID], *, today: date
) -> Mapping[UUID, tuple[AttestedTold, ...]]:
    """For each of these people what holds on that day and the viewer may read.

    Fellow members of the community that attests it read it; of what is sensitive only what follows from it. Others read that an
    identity is verified, for it counts everywhere on this server; by which community, only where anybody may read that one.
    What the person hides nobody reads, nor what was attested by a community that they have left.
    """
    if not people or viewer is None:
        return {}
    in_house = Membership.objects.filter(person=viewer, community=OuterRef("community"))
    belongs = Membership.objects.filter(person=OuterRef("person"), community=OuterRef("community"))
    rows = (
        Attestation.objects.filter(holding(today=today), Exists(belongs), person_id__in=set(people), hidden_at=None)
        .annotate(is_fellow=Exists(in_house))
        .filter(Q(is_fellow=True) | Q(kind="identity"))
        .values_list(
            "person_id",
            "kind",
            "name",
            "valid_until",
            "is_fellow",
            "community__name",
            "community__is_readable_by_all",
        )
    )
    told: defaultdict[UUID, list[AttestedTold]] = defaultdict(list)
    for person_id, kind, name, until, is_fellow, house, is_open in rows.order_by("attested_at"):
        told[person_id].append(
            AttestedTold(
                kind=kind,
                name=name,
                house=house if is_fellow or is_open else "",
                until=until,
                is_consequence=KINDS[kind].seen_by == "stewards",
            )
        )
    return {person_id: _in_order(some) for person_id, some in told.items()}


def _in_order(told: list[AttestedTold]) -> tuple[AttestedTold, ...]:
    """Each said once, in the order of the kinds; a community that is not named after those that are."""
    once = dict.fromkeys(told)
    named = {one.kind for one in once if one.house}
    said = [one for one in once if one.house or one.kind not in named]
    return tuple(sorted(said, key=lambda one: _ORDER[one.kind]))
