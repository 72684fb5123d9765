"""Finding mandates. They are for the two whom they bind; one that waits for a witness is for those who tend its community."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.mandates.models import Mandate
from entraide.records.people.models import Person

# Open ones that any one person may hold, or wait for, at a time.
MOST_HELD = 12


def _holding(today: date) -> Q:
    return Q(agreed_at__isnull=False, ended_at=None, until__gte=today, person__is_active=True, hand__is_active=True)


def held_by(hand: Person, *, mandate_id: UUID, today: date) -> Mandate | None:
    """This mandate, if the hand may act by it on that day; with both people."""
    found = Mandate.objects.filter(_holding(today), pk=mandate_id, hand=hand)
    return found.select_related("person", "hand").first()


def mandates_held(viewer: Person, *, today: date) -> list[Mandate]:
    """For whom the viewer may act on that day, and for whom they asked to; the latest first."""
    theirs = Mandate.objects.filter(hand=viewer, ended_at=None, until__gte=today)
    return list(theirs.select_related("person", "community")[: 2 * MOST_HELD])


def mandates_given(viewer: Person, *, today: date) -> list[Mandate]:
    """Who may act for the viewer on that day, the latest first."""
    return list(Mandate.objects.filter(_holding(today), person=viewer).select_related("hand")[: 2 * MOST_HELD])


def mandates_past(viewer: Person, *, today: date) -> list[Mandate]:
    """Those that are over, of either side; the latest ten."""
    mine = Q(person=viewer) | Q(hand=viewer, agreed_at__isnull=False)
    over = Mandate.objects.filter(mine).exclude(ended_at=None, until__gte=today)
    return list(over.select_related("person", "hand").order_by("-until")[:10])


def open_between(*, person: Person, hand: Person, today: date) -> Mandate | None:
    """The mandate that holds between these two on that day."""
    return Mandate.objects.filter(_holding(today), person=person, hand=hand).first()


def mail_address_of(person: Person, *, today: date) -> str:
    """Where mail for this person goes: their own address, or that of whoever acts for them; "" where nobody does (any more)."""
    if person.has_address:
        return person.email
    hand = Mandate.objects.filter(_holding(today), person=person).select_related("hand").order_by("agreed_at").first()
    return hand.hand.email if hand else ""


def waiting_for_witness(viewer: Person, *, community: Community, today: date) -> list[Mandate]:
    """Those of the community that wait for somebody to hear or read the consent; nothing for whoever does not tend it."""
    if not tends(viewer, community=community):
        return []
    waiting = Mandate.objects.filter(community=community, agreed_at=None, ended_at=None, until__gte=today)
    return list(waiting.exclude(hand=viewer).select_related("hand").order_by("asked_at")[:50])


def witnessed_in(viewer: Person, *, community: Community, today: date) -> list[Mandate]:
    """Those that hold and were agreed to before a steward of the community, for whoever tends it: they may end one for the person."""
    if not tends(viewer, community=community):
        return []
    return list(
        Mandate.objects.filter(_holding(today), community=community, witness__isnull=False)
        .select_related("person", "hand")
        .order_by("until")[:100]
    )
