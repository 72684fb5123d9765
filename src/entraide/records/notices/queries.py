"""Finding notices."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from entraide.logic.bookkeeping.units import GIFT, unit
from entraide.logic.promises.terms import Promise
from entraide.records.conversations.models import Thread
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.terms import terms_of
from entraide.records.ledgers.queries import unit_of
from entraide.records.notices.models import Notice, Push, PushTarget
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.records.rows import fetch, kept
from entraide.wording.told_news import PromiseTold, Told

# After so long a worker that had begun to send something is taken for dead.
CLAIM_LASTS = timedelta(minutes=5)

# A list of news shows a line of each: of posts and people no more is read than stands in it.
_OF_NEWS = (
    *(field.name for field in Notice._meta.concrete_fields),
    *(f"post__{name}" for name in ("code", "kind", "text", "language", "reading", "filed_by_writer", "writer")),
    *("post__writer__first_name", "ask__key", "answer__person__first_name", "community__name", "community__slug"),
)


def notices_of(viewer: Person) -> QuerySet[Notice]:
    """What the viewer was told, newest first; not of posts and answers of those whom they block, nor of others' hidden posts."""
    blocked = Block.objects.filter(person=viewer).values("blocked")
    notices = Notice.objects.filter(person=viewer).exclude(Q(post__writer__in=blocked) | Q(answer__person__in=blocked))
    notices = notices.exclude(~Q(post__writer=viewer), post__hidden_at__isnull=False)
    return notices.select_related("post__writer", "ask", "answer__person", "community").only(*_OF_NEWS)


def told_by(notices: Iterable[Notice]) -> dict[UUID, Told]:
    """What those of the notices that are about no post say, by the notices' keys, for wording.news; four queries at most.

    The people, threads and exchanges that their facts name by identifiers are looked up: nobody's name is kept in a notice.
    """
    news = [notice for notice in notices if notice.post_id is None]
    people = _looked_up(Person.objects.filter(is_active=True), news, "person", "first_name", "code")
    threads = _looked_up(Thread.objects.filter(hidden_at=None), news, "thread", "subject", "code")
    exchanges = _exchanges_in(news)
    told = {}
    for notice in news:
        exchange = exchanges.get(notice.facts.get("exchange"))
        person, person_code = people.get(notice.facts.get("person"), ("", ""))
        thread, thread_code = threads.get(notice.facts.get("thread"), ("", ""))
        told[notice.pk] = Told(
            kind=notice.kind,
            facts=notice.facts,
            community=notice.community.name if notice.community else "",
            slug=notice.community.slug if notice.community else "",
            person=person,
            person_code=person_code,
            thread=thread,
            thread_code=thread_code,
            exchange_code=exchange.code if exchange else "",
            promised=promise_told(exchange, reader=notice.person, facts=notice.facts) if exchange else None,
        )
    return told


def _exchanges_in(news: Iterable[Notice]) -> dict[str | None, Exchange]:
    keys = {notice.facts["exchange"] for notice in news if notice.facts.get("exchange")}
    rows = Exchange.objects.filter(pk__in=keys).select_related("asker", "helper", "community") if keys else []
    return {str(row.pk): row for row in rows}


def promise_told(exchange: Exchange, *, reader: Person, facts: Mapping[str, Any]) -> PromiseTold | None:
    """What is promised in the exchange (or proposed, where the facts name that `version`), for one of the two; None for others.

    Of one time of a repeated promise (`starts_at`, and `ends_at`, in the facts) that time.
    """
    if reader.pk not in (exchange.asker_id, exchange.helper_id):
        return None
    terms = terms_of(exchange)
    if exchange.proposal and facts.get("version") == exchange.version:
        terms = Promise.from_dict(exchange.proposal)
    said = {name: datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at") if facts.get(name)}
    if said:
        terms = replace(terms, recurrence="", ends_at=said.get("ends_at"), starts_at=said.get("starts_at"))
    if not terms.what:
        return None
    zone, now = ZoneInfo(reader.time_zone), timezone.now()
    moments = {
        name: at.astimezone(zone).replace(tzinfo=None)
        for name in ("starts_at", "ends_at")
        if (at := getattr(terms, name)) is not None
    }
    other = exchange.asker if exchange.helper_id == reader.pk else exchange.helper
    return PromiseTold(
        terms=replace(terms, **moments),
        other=other.first_name if other else "",
        is_helper=exchange.helper_id == reader.pk,
        unit=unit_of(exchange.community, now=now) if terms.credits_minor else unit(kind=GIFT),
        now=now.astimezone(zone).replace(tzinfo=None),
        counted=exchange.unit,
    )


def _looked_up(rows: Any, news: Iterable[Notice], fact: str, *columns: str) -> dict[str | None, tuple[str, str]]:
    """For each identifier that the facts name so, these two columns of the row it stands for."""
    keys = {notice.facts[fact] for notice in news if notice.facts.get(fact)}
    return (
        {str(key): (one, two) for key, one, two in rows.filter(pk__in=keys).values_list("pk", *columns)} if keys else {}
    )


def notices_about(about: UUID, *, kind: str) -> dict[UUID, Notice]:
    """The notices of this kind about one thing, by the people who were told; locked until the transaction ends."""
    rows = Notice.objects.select_for_update().filter(about=about, kind=kind, post=None)
    return {notice.person_id: notice for notice in rows}


def told_since(person: Person, *, kinds: Iterable[str], since: datetime) -> int:
    """How often the person was told something of these kinds since then."""
    return Notice.objects.filter(person=person, kind__in=list(kinds), made_at__gt=since).count()


def unseen_count(viewer: Person) -> int:
    """How many notices the viewer has not seen."""
    return int(fetch(*unseen_asked(viewer))[0][0])


def unseen_asked(viewer: Person) -> tuple[str, list[Any]]:
    """The statement that counts the notices that the viewer has not seen, for records.rows.fetch_all."""
    table = Notice._meta.db_table
    return f"SELECT COUNT(*) FROM {table} WHERE person_id = %s AND seen_at IS NULL", kept([viewer.pk])  # noqa: S608


def fits_of(viewer: Person, *, post: Post) -> list[Notice]:
    """The offers that answer the viewer's own post and are still open, the latest told first; none for anybody else's."""
    told = Notice.objects.filter(person=viewer, kind="fits", own_post=post, post__state="open")
    return list(told.filter(post__writer__is_active=True).select_related("post__writer", "post__community")[:10])


def fits_since(*, person: Person, since: datetime) -> int:
    """How many mails about fitting offers were made for this person since then."""
    return Notice.objects.filter(person=person, kind="fits", is_by_mail=True, made_at__gt=since).count()


def to_mail(
    *,
    now: datetime,
    post_id: UUID | None = None,
    about: UUID | None = None,
    made_before: datetime | None = None,
    made_after: datetime | None = None,
) -> QuerySet[Notice]:
    """Notices whose mail is due at `now` and has not left, oldest first: all, or those made before a moment, and not older than another.

    What was kept for an hour is as old as that hour.
    Of one post (`post_id`) or other thing (`about`): those only that go by themselves, for a digest is of many.
    """
    notices = _unmailed().filter(Q(mail_at=None) | Q(mail_at__lte=now))
    if post_id:
        notices = notices.filter(post_id=post_id, is_in_digest=False)
    if about:
        notices = notices.filter(about=about, post=None, is_in_digest=False)
    if made_before:
        notices = notices.filter(made_at__lte=made_before)
    if made_after:
        notices = notices.filter(Q(made_at__gte=made_after) | Q(mail_at__gte=made_after))
    return notices.order_by("made_at")


def in_digest_with(notice: Notice) -> list[Notice]:
    """All notices that go in the same daily mail as this one, itself included, in the order in which they were made."""
    together = _unmailed().filter(person_id=notice.person_id, is_in_digest=True, mail_at=notice.mail_at)
    return list(together.order_by("made_at", "id"))


def _unmailed() -> QuerySet[Notice]:
    return Notice.objects.filter(is_by_mail=True, mailed_at=None, person__is_active=True).select_related(
        "person", "post__writer", "post__community", "ask", "answer__person", "own_post", "community"
    )


def to_push(*, now: datetime) -> QuerySet[Notice]:
    """Notices that are due at `now` to appear on their person's devices and have not been sent there, oldest first."""
    waiting = Notice.objects.filter(Q(push_at=None) | Q(push_at__lte=now), is_by_push=True, pushed_at=None)
    return waiting.order_by("made_at")


def pushes_due(*, now: datetime) -> QuerySet[Push]:
    """What is to be handed to push services at `now`, the longest due first; whom a service asked to wait, waits."""
    awake = Q(target__rests_until=None) | Q(target__rests_until__lte=now)
    due = Push.objects.filter(awake, due_at__lte=now).filter(claimed_before(now))
    return due.select_related(
        "target",
        "notice__person",
        "notice__post__writer",
        "notice__post__community",
        "notice__ask",
        "notice__answer__person",
        "notice__own_post",
        "notice__community",
    ).order_by("due_at", "id")


def claimed_before(now: datetime) -> Q:
    """The condition that no worker is sending it just now."""
    return Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)


def pushed_with(notice: Notice) -> int:
    """How many notices appear at the same hour as this one, which was kept for it: itself included."""
    together = Notice.objects.filter(person_id=notice.person_id, is_by_push=True, is_in_digest=True)
    return together.filter(push_at=notice.push_at, seen_at=None).count()


def targets_of(viewer: Person) -> QuerySet[PushTarget]:
    """The viewer's devices, the latest first."""
    return PushTarget.objects.filter(person=viewer)
