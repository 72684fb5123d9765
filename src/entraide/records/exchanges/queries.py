"""Finding exchanges: the two whom one is between may read it, and a steward of its community once one of them told of a problem."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.conversations.models import Thread
from entraide.records.exchanges.models import (
    LIVE_STATES,
    PROMISED_STATES,
    Calendar,
    Exchange,
    Occurrence,
    Problem,
    Thanks,
)
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post

_WITH = ("asker", "helper", "community", "post__writer", "thread", "answer__person")


def is_party(exchange: Exchange, person: Person | None) -> bool:
    """Whether the exchange is between this person and another."""
    return person is not None and person.is_active and person.pk in (exchange.asker_id, exchange.helper_id)


def exchange_for(viewer: Person | None, code: str) -> Exchange | None:
    """The exchange at this address, if the viewer may read it, with whom it is between, its community, post, thread and answer.

    What comes along says too whether there are thanks (`has_thanks`), problems (`has_problems`), and a block between the two
    (`is_apart`). Its asker and its helper may; a steward of its community too while a problem of it is open, or where they settled one.
    """
    if viewer is None or not viewer.is_active:
        return None
    apart = Q(person=OuterRef("asker"), blocked=OuterRef("helper"))
    apart |= Q(person=OuterRef("helper"), blocked=OuterRef("asker"))
    rows = Exchange.objects.select_related(*_WITH).annotate(
        has_thanks=Exists(Thanks.objects.filter(exchange=OuterRef("pk"))),
        has_problems=Exists(Problem.objects.filter(exchange=OuterRef("pk"))),
        is_apart=Exists(Block.objects.filter(apart)),
    )
    exchange = rows.filter(code=code).first()
    if exchange is None:
        return None
    return exchange if is_party(exchange, viewer) or may_settle(viewer, exchange=exchange) else None


def may_settle(viewer: Person, *, exchange: Exchange) -> bool:
    """Whether the viewer, who is neither of the two, tends its community and was told of a problem: one that is open, or was theirs."""
    if is_party(exchange, viewer):
        return False
    told = Problem.objects.filter(Q(settled_at=None) | Q(settled_by=viewer), exchange=exchange)
    return told.exists() and tends(viewer, community=exchange.community)


def exchanges_of(viewer: Person) -> QuerySet[Exchange]:
    """The viewer's exchanges, the latest first, with whom they are and what they are about."""
    mine = Exchange.objects.filter(Q(asker=viewer) | Q(helper=viewer))
    return mine.select_related("asker", "helper", "community", "post", "thread", "answer").order_by("-begun_at", "-id")


def listed_for(viewer: Person) -> QuerySet[Exchange]:
    """The same for a list: of the people, the talk and the answer no more than it shows."""
    mine = exchanges_of(viewer).select_related(None).select_related("asker", "helper", "thread", "answer")
    own = (field.name for field in Exchange._meta.concrete_fields)
    return mine.only(*own, "asker__first_name", "helper__first_name", "thread__message_count", "answer__chosen_at")


def exchange_by_answer(viewer: Person, *, answer_id: UUID) -> Exchange | None:
    """The viewer's exchange that this answer began."""
    return Exchange.objects.filter(Q(asker=viewer) | Q(helper=viewer), answer_id=answer_id).first()


def exchanges_about(viewer: Person, *, post: Post) -> list[Exchange]:
    """The viewer's exchanges about a post: all for its writer, their own for anybody else."""
    return list(exchanges_of(viewer).filter(post=post)[:100])


def other_in(exchange: Exchange, viewer: Person) -> Person | None:
    """With whom the viewer has this exchange; None once they have erased their account."""
    return exchange.helper if exchange.asker_id == viewer.pk else exchange.asker


def occurrences_of(exchange: Exchange) -> list[Occurrence]:
    """The times of the promise, in order; of a long series the latest hundred."""
    return list(Occurrence.objects.filter(exchange=exchange).order_by("-number")[:100])[::-1]


def coming_of(exchange: Exchange) -> list[Occurrence]:
    """The times that are to come, or of which nobody has said yet what became of them, the earliest first."""
    return list(Occurrence.objects.filter(exchange=exchange, state="coming").order_by("number")[:100])


def last_of(exchange: Exchange) -> Occurrence | None:
    """The last time that is written down."""
    return Occurrence.objects.filter(exchange=exchange).order_by("-number").first()


def next_times(exchanges: Sequence[Exchange], *, giver: Person) -> dict[UUID, tuple[Occurrence | None, bool]]:
    """For each of these exchanges the time that it is about, the next one or the last, and whether `giver` has thanked for it.

    Two queries, whatever their number.
    """
    keys = [row.pk for row in exchanges if row.promised_at]
    found: dict[UUID, Occurrence] = {}
    rows = Occurrence.objects.filter(exchange__in=keys).exclude(state="skipped").order_by("exchange", "-number")
    for one in rows.filter(Q(state="coming") | Q(done_at__isnull=False) | Q(state="missed")):
        before = found.get(one.exchange_id)
        if before is None or one.state == "coming":
            found[one.exchange_id] = one
    thanked = set(Thanks.objects.filter(exchange__in=keys, giver=giver).values_list("exchange_id", "number"))
    return {
        row.pk: (current, (row.pk, current.number if current else 1) in thanked)
        for row in exchanges
        for current in [found.get(row.pk)]
    }


def done_count(exchange: Exchange) -> int:
    """How many of its times are done."""
    return Occurrence.objects.filter(exchange=exchange, state="done").count()


def delivered_in(exchange: Exchange) -> int | None:
    """How many units were delivered in all its times; None where nobody counted."""
    delivered: int | None = Occurrence.objects.filter(exchange=exchange).aggregate(all=Sum("delivered"))["all"]
    return delivered


def is_all_done_about(post: Post) -> bool:
    """Whether something was done for the post, and nothing that was promised for it is still to come."""
    about = Exchange.objects.filter(post=post)
    promised = Exchange.objects.filter(post=post, state__in=PROMISED_STATES)
    chosen = Exchange.objects.filter(post=post, state="answered", answer__chosen_at__isnull=False)
    is_done = about.filter(state__in=("done", "thanked", "settled")).exists()
    return is_done and not promised.exists() and not chosen.exists()


def thanks_in(exchange: Exchange) -> list[Thanks]:
    """The thanks that were given in the exchange, in order."""
    return list(Thanks.objects.filter(exchange=exchange).select_related("giver").order_by("given_at", "id")[:100])


def problems_of(exchange: Exchange) -> list[Problem]:
    """What the two said went wrong, in order."""
    return list(
        Problem.objects.filter(exchange=exchange).select_related("teller", "settled_by").order_by("told_at")[:20]
    )


def problems_waiting(viewer: Person, *, community: Community, most: int) -> list[Problem]:
    """The problems of the community's exchanges that wait for somebody who tends it, the oldest first, with whom they are between.

    Those of the viewer's own exchanges are left out: somebody else helps there. Whether the viewer tends it, the door asks.
    """
    waiting = Problem.objects.filter(exchange__community=community, settled_at=None)
    others = waiting.exclude(exchange__asker=viewer).exclude(exchange__helper=viewer)
    return list(others.select_related("exchange__asker", "exchange__helper").order_by("told_at", "id")[:most])


def live_about(post: Post) -> list[Exchange]:
    """The exchanges about the post that go on, whoever they are with. Only journeys may ask."""
    return list(Exchange.objects.filter(post=post, state__in=LIVE_STATES).order_by("begun_at", "id"))


def live_of(person: Person) -> list[Exchange]:
    """The exchanges of the person that go on, whoever they are with. Only journeys may ask."""
    mine = Exchange.objects.filter(Q(asker=person) | Q(helper=person), state__in=LIVE_STATES)
    return list(mine.order_by("begun_at", "id"))


def to_look_at(*, now: datetime) -> list[UUID]:
    """Exchanges at which the worker is to look by the aware moment `now`, the longest due first; 200 at most."""
    due = Exchange.objects.filter(look_at__lte=now).order_by("look_at")
    return list(due.values_list("pk", flat=True)[:200])


def shown_thanks(person: Person, *, most: int) -> list[Thanks]:
    """The thanks that the person shows on their page, the latest first."""
    shown = Thanks.objects.filter(receiver=person, is_shown=True, giver__is_active=True).exclude(words="")
    return list(shown.select_related("giver")[:most])


def times_in(exchange: Exchange) -> list[Occurrence]:
    """The times of the promise with the exchange itself, in order, for a calendar."""
    rows = Occurrence.objects.filter(exchange=exchange).order_by("-number")[:100]
    return list(rows.select_related("exchange__asker", "exchange__helper", "exchange__community"))[::-1]


def times_of_person(viewer: Person, *, since: datetime) -> list[Occurrence]:
    """All times that the viewer promised or was promised, from `since` on, the earliest first; at most 400."""
    rows = Occurrence.objects.filter(
        Q(exchange__asker=viewer) | Q(exchange__helper=viewer),
        starts_at__gte=since,
        exchange__promised_at__isnull=False,
    )
    return list(
        rows.select_related("exchange__asker", "exchange__helper", "exchange__community").order_by("starts_at")[:400]
    )


def calendar_of(viewer: Person) -> Calendar | None:
    """The address of the viewer's own calendar, if they made one."""
    return Calendar.objects.filter(person=viewer).first()


def owner_of_calendar(key: str) -> Person | None:
    """Whose calendar is at this secret address."""
    calendar = Calendar.objects.select_related("person").filter(key=key, person__is_active=True).first()
    return calendar.person if calendar else None


def promised_in(thread_ids: Collection[UUID]) -> set[UUID]:
    """In which of these threads something is promised and not over."""
    rows = Exchange.objects.filter(thread__in=list(thread_ids), state__in=PROMISED_STATES)
    return set(rows.values_list("thread_id", flat=True)) if thread_ids else set()


def talk_of_exchange(key: UUID) -> Thread | None:
    """The conversation of the exchange with this key, whoever may read it."""
    exchange = Exchange.objects.select_related("thread__community").filter(pk=key).first()
    return exchange.thread if exchange else None


def talk_about(person: Person, *, post: Post, answer_id: UUID | None = None) -> Thread | None:
    """The conversation of the person's exchange about the post, the latest begun; with `answer_id`, of the one that this answer began."""
    mine = Exchange.objects.filter(Q(asker=person) | Q(helper=person), post=post).select_related("thread__community")
    exchange = (mine.filter(answer=answer_id) if answer_id else mine).order_by("-begun_at").first()
    return exchange.thread if exchange else None


def tally_of(viewer: Person, *, community: Community) -> tuple[int, int, int]:
    """How often the viewer has helped in the community, was helped there, and was thanked in words; for them alone."""
    over = Exchange.objects.filter(
        Q(helper=viewer) | Q(asker=viewer), community=community, state__in=("done", "thanked", "settled")
    )
    thanks = Thanks.objects.filter(exchange__community=community, receiver=viewer).exclude(words="")
    counts = over.order_by().aggregate(
        helped=Count("pk", filter=Q(helper=viewer)), was_helped=Count("pk", filter=Q(asker=viewer))
    )
    return counts["helped"], counts["was_helped"], thanks.count()
