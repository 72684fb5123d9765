"""What is forgotten by itself, and after how long: the one table of retention. Each row of it is a test and a line of the reference.

It empties or deletes at most a batch at a time, so that nobody waits for it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model, Q, QuerySet

from entraide.records.asks.changes import forget_around
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community
from entraide.records.communities.queries import rules_of
from entraide.records.conversations.changes import forget_sentences
from entraide.records.exchanges.models import Exchange, Problem
from entraide.records.happenings.models import Happening
from entraide.records.invitations.models import Invitation, JoinRequest
from entraide.records.ledgers.changes import forget_requests
from entraide.records.mandates.models import Mandate
from entraide.records.notices.models import Notice
from entraide.records.payments.models import Bill, CardPayment
from entraide.records.posts.changes import forget_words
from entraide.records.posts.models import Post
from entraide.records.reports.models import Appeal, Case, CheckVoice, Measure, Report, Seat, StewardNote

BATCH = 500
MONTH = timedelta(days=30.44)
YEAR = timedelta(days=365)

Forget = Callable[[datetime], int]


@dataclass(frozen=True)
class Kept:
    """One row: what it is about (for the reference), for how long it is kept, what then happens, and the function that does it.

    The function takes the present moment and gives how many rows it dealt with: 0 when nothing is left to do.
    """

    what: str
    kept_for: str
    then: str
    forget: Forget


def _deleting(model: type[Model], is_past: Callable[[datetime], Q]) -> Forget:
    def forget(now: datetime) -> int:
        keys = list(model._default_manager.filter(is_past(now)).order_by().values_list("pk", flat=True)[:BATCH])
        if keys:
            model._default_manager.filter(pk__in=keys).delete()
        return len(keys)

    return forget


def _emptying(model: type[Model], is_past: Callable[[datetime], Q], empty: Mapping[str, object]) -> Forget:
    def forget(now: datetime) -> int:
        full = Q()
        for name, value in empty.items():
            full |= ~Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": False})
        keys = list(model._default_manager.filter(is_past(now) & full).order_by().values_list("pk", flat=True)[:BATCH])
        return model._default_manager.filter(pk__in=keys).update(**empty) if keys else 0

    return forget


def _closed_posts(now: datetime) -> int:
    """Closed posts older than their community keeps them lose their words; whoever was chosen stays known to have helped."""
    return sum(_empty(_closed_in(house, now)) for house in Community.objects.all())


def _closed_in(house: Community, now: datetime) -> QuerySet[Post]:
    before = now - rules_of(house, now=now).kept_months * MONTH
    closed = Post.objects.filter(community=house, state__in=("agreed", "done", "lapsed"), closed_at__lt=before)
    return closed.exclude(text="")


def _empty(posts: Iterable[Post]) -> int:
    keys = [post.pk for post in posts[:BATCH]] if isinstance(posts, QuerySet) else [post.pk for post in posts]
    if keys:
        forget_around(post_ids=keys)
        forget_sentences(post_ids=keys)
        forget_words(Post.objects.filter(pk__in=keys))
    return len(keys)


def _settled(now: datetime) -> Q:
    return Q(state="settled", settled_at__lt=now - YEAR)


def _of_settled(now: datetime) -> Q:
    return Q(case__in=Case.objects.filter(_settled(now)))


def _over(now: datetime) -> Q:
    """Measures of settled cases that hold for nobody any more."""
    holds = Q(kind__in=("suspend", "exclude"), ended_at=None) & (Q(until=None) | Q(until__gt=now))
    return _of_settled(now) & Q(at__lt=now - YEAR) & ~holds


KEPT: tuple[Kept, ...] = (
    Kept(
        "posts that are closed, agreed or done",
        "as many months as the rules of their community say (24 unless it decides otherwise)",
        "lose sentence, place, moments of the reading, the words of answers, and who was asked; that somebody helped stays",
        _closed_posts,
    ),
    Kept(
        "exchanges that are over",
        "2 years",
        "lose what was promised, where, and what for in words; who helped whom, when, and how it came out stays",
        _emptying(
            Exchange,
            lambda now: Q(ended_at__lt=now - 2 * YEAR),
            {"what": "", "place_name": "", "in_return": "", "proposal": None},
        ),
    ),
    Kept(
        "problems with exchanges",
        "1 year after they were settled",
        "lose who told of them and who settled them, and their words",
        _emptying(
            Problem,
            lambda now: Q(settled_at__lt=now - YEAR),
            {"teller": None, "settled_by": None, "words": "", "reply": "", "steward_words": ""},
        ),
    ),
    Kept(
        "bills between two people",
        "2 years after they were paid or cancelled",
        "lose what they were for in words; who paid whom, how much and when, stays",
        _emptying(
            Bill,
            lambda now: (
                Q(is_to_community=False, state__in=("paid", "cancelled"))
                & (Q(paid_at__lt=now - 2 * YEAR) | Q(paid_at=None, cancelled_at__lt=now - 2 * YEAR))
            ),
            {"what": ""},
        ),
    ),
    Kept(
        "attempts to pay by card",
        "1 year after they ended",
        "deleted; the bill stays",
        _deleting(CardPayment, lambda now: Q(ended_at__lt=now - YEAR)),
    ),
    Kept(
        "posts that their writer withdrew",
        "6 months",
        "deleted",
        _deleting(
            Post,
            lambda now: Q(state="withdrawn", closed_at__lt=now - 6 * MONTH) & ~Q(cases__state__in=("open", "members")),
        ),
    ),
    Kept("notices", "1 year", "deleted", _deleting(Notice, lambda now: Q(made_at__lt=now - YEAR))),
    Kept(
        "requests to be let into a community",
        "1 year after they were decided, or made",
        "deleted",
        _deleting(JoinRequest, lambda now: Q(decided_at__lt=now - YEAR) | Q(decided_at=None, asked_at__lt=now - YEAR)),
    ),
    Kept(
        "invitations",
        "1 year after they ended or were taken back",
        "deleted",
        _deleting(Invitation, lambda now: Q(ends_at__lt=now - YEAR) | Q(taken_back_at__lt=now - YEAR)),
    ),
    Kept(
        "requests for an attestation",
        "1 year after they were settled",
        "deleted",
        _deleting(AttestationRequest, lambda now: Q(settled_at__lt=now - YEAR)),
    ),
    Kept(
        "attestations that have ended",
        "3 years after their end",
        "deleted",
        _deleting(Attestation, lambda now: Q(ended_at__lt=now - 3 * YEAR)),
    ),
    Kept(
        "mandates",
        "1 year after they ended; 30 days if nobody agreed",
        "deleted",
        _deleting(
            Mandate,
            lambda now: (
                Q(ended_at__lt=now - YEAR)
                | Q(until__lt=(now - YEAR).date())
                | Q(agreed_at=None, asked_at__lt=now - timedelta(days=30))
            ),
        ),
    ),
    Kept(
        "reports",
        "1 year after their case was settled",
        "lose who made them, and their words",
        _emptying(Report, _of_settled, {"by": None, "words": ""}),
    ),
    Kept(
        "cases",
        "1 year after they were settled",
        "lose whom they were about, and what",
        _emptying(
            Case,
            _settled,
            {"about": None, "settled_by": None, "post": None, "thread": None, "message": None, "say": None},
        ),
    ),
    Kept(
        "measures",
        "1 year after their case was settled, but for those that still hold",
        "lose whom they concern, who took them, and their words; the anonymous log stays",
        _emptying(Measure, _over, {"about": None, "by": None, "words": ""}),
    ),
    Kept(
        "appeals",
        "1 year after they were decided",
        "lose who made and who decided them, and their words",
        _emptying(
            Appeal,
            lambda now: Q(decided_at__lt=now - YEAR),
            {"by": None, "decided_by": None, "words": "", "answer": ""},
        ),
    ),
    Kept(
        "seats on panels",
        "1 year after the case was settled",
        "lose who sat on them",
        _emptying(Seat, _of_settled, {"person": None}),
    ),
    Kept(
        "what was said of posts that were checked",
        "1 year",
        "loses who said it, and its words",
        _emptying(CheckVoice, lambda now: Q(at__lt=now - YEAR), {"by": None, "words": ""}),
    ),
    Kept(
        "requests for credits",
        "60 days if nobody answered, 1 year after they were settled",
        "deleted; those that were granted lose their words",
        lambda now: forget_requests(settled_before=now - YEAR, unanswered_since=now - timedelta(days=60)),
    ),
    Kept("notes of stewards", "2 years", "deleted", _deleting(StewardNote, lambda now: Q(at__lt=now - 2 * YEAR))),
    Kept(
        "the diary (identifiers only)",
        "3 years",
        "deleted",
        _deleting(Happening, lambda now: Q(at__lt=now - 3 * YEAR) & ~Q(followed_at=None)),
    ),
)
