"""Escalate a post: take the next step of the plan by which no need stays silently unanswered (logic/routing/escalation.py).

Each step is recorded once in a round of the search, with what its writer is told about it; run again, nothing is due.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.tasks import task
from django.utils import timezone

from entraide.journeys.ask_people import come_back
from entraide.journeys.find_people import gist_in
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.journeys.widen_post import wider_km
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.escalation import LOOKS_AFTER, LOOKS_AGAIN, SearchSoFar, next_step
from entraide.logic.routing.search import topics_to_search
from entraide.logic.routing.waves import wait_for
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities import queries as communities
from entraide.records.notices import changes as notice_changes
from entraide.records.people.models import Person
from entraide.records.posts import changes, queries
from entraide.records.posts.models import Post

logger = logging.getLogger(__name__)

_WITH_ANSWERS = timedelta(hours=6)

# Opens a thread about a post in its community's forum, at a moment; and whether that forum takes it.
OpenThread = Callable[[Post, datetime], object]
TakesPost = Callable[[Post, datetime], bool]
_forum: list[tuple[OpenThread, TakesPost]] = []


def install_forum(open_thread: OpenThread | None, *, takes: TakesPost = lambda _post, _now: True) -> None:
    """Take the port by which a post comes into its community's forum; None: there is none, and the step is left out.

    `takes`: whether a post's community has a forum that takes it.
    """
    _forum[:] = [(open_thread, takes)] if open_thread else []


def escalate_post(*, post_id: UUID, now: datetime) -> str | None:
    """Take the step that is due for this post at the aware moment `now`, and set the alarm clock for the next; its name or None."""
    with transaction.atomic():
        post = changes.locked(post_id=post_id)
        if (
            post is None
            or post.state != "open"
            or post.kind != "need"
            or not post.is_asking
            or not post.writer.is_active
        ):
            return None
        if Answer.objects.filter(post=post, kind__in=("yes", "other"), withdrawn_at=None).exists():
            _come_back(post, now + _WITH_ANSWERS)
            return None
        step = next_step(_so_far(post, now=now))
        if step is None or step.due_at > now:
            _look_again(post, now=now, until=step.due_at if step else None)
            return None
        _take(post, step.name, now=now)
        _come_back(post, now + (LOOKS_AGAIN if step.name == "told" else LOOKS_AFTER))
        return step.name


def ask_stewards(*, writer: Person, post: Post, now: datetime) -> int:
    """Tell the stewards of the post's community that its writer still looks; how many. Twice is once.

    Raises Refusal: not_yours, closed.
    """
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        if locked.state != "open":
            raise Refusal("closed")
        people = _stewards(locked)
        if people and not locked.steps.filter(round=locked.search_round, step="stewards").exists():
            _take(locked, "stewards", now=now)
        return len(people)


def has_stewards(post: Post) -> bool:
    """Whether somebody could be told that this post finds nobody."""
    return bool(_stewards(post))


def _so_far(post: Post, *, now: datetime) -> SearchSoFar:
    reading = Reading.from_dict(post.reading)
    last = Ask.objects.filter(post=post).order_by("-asked_at").values_list("asked_at", flat=True).first()
    is_anybody_waiting = Ask.objects.filter(post=post, state="waiting").exists()
    exhausted_at = None
    if post.next_wave_at is None:
        local = now.replace(tzinfo=None)
        exhausted_at = last + wait_for(reading=reading, at=local) if last and is_anybody_waiting else now
    return SearchSoFar(
        state=post.search_state,
        began_at=post.search_began_at or post.published_at,
        patience=settings.PATIENCE_URGENT if post.is_urgent else settings.PATIENCE,
        begins_at=post.starts_at or post.ends_at,
        exhausted_at=exhausted_at,
        # Who was told at once that nobody was found need not hear it again so soon.
        may_truth_wait=is_anybody_waiting or last is None,
        possible=_possible(post, now=now),
    )


def _possible(post: Post, *, now: datetime) -> set[str]:
    """The steps that would change something for this post."""
    gist = gist_in(post)
    may = {
        "wider": wider_km(post) is not None and not post.is_remote,
        "kin": (post.cell is not None or post.is_remote)
        and set(topics_to_search(gist, is_wide=True)) != set(topics_to_search(gist)),
        "stewards": bool(_stewards(post)),
        "forum": any(takes(post, now) for _, takes in _forum),
        "told": True,
    }
    return {name for name, would in may.items() if would}


def _stewards(post: Post) -> list[Person]:
    """Whoever tends the post's community; where nobody does, the operators. Never its own writer."""
    people = communities.stewards_of(post.community) or list(Person.objects.filter(is_staff=True, is_active=True))
    return [person for person in people if person.pk != post.writer_id]


def _take(post: Post, name: str, *, now: datetime) -> None:
    """Take this step, tell the writer, and write it down."""
    facts: dict[str, Any] = {}
    if name == "wider":
        wider = wider_km(post)
        facts["radius_km"] = wider
        changes.set_fields(post=post, radius_km=wider)
    elif name == "stewards":
        people = _stewards(post)
        facts["people"] = len(people)
        for person in people:
            how = mailing(person=person, kind="unanswered", post=post, now=now)
            notice_changes.tell(person=person, kind="unanswered", post=post, at=now, mailing=how)
    elif name == "forum":
        for open_thread, _ in _forum:
            open_thread(post, now)
    elif name == "told":
        facts["people"] = Ask.objects.filter(post=post).count()
    if not changes.take_step(post=post, step=name, at=now, facts=facts):
        return
    how = mailing(person=post.writer, kind=name, post=post, now=now)
    if name in ("wider", "kin"):
        # Nothing for the writer to do: the page says it. One mail less.
        how = {"is_by_mail": False}
    since = post.search_began_at or post.published_at
    notice_changes.tell_anew(person=post.writer, kind=name, post=post, at=now, since=since, mailing=how)
    happen("search_went_on", at=now, post_id=post.pk, step=name)
    if name in ("wider", "kin"):
        come_back(post, at=now, sooner=True)


def _look_again(post: Post, *, now: datetime, until: datetime | None) -> None:
    """Wait for the next step (`until`; None: there is none); where nobody is left, see each day whether somebody can be asked."""
    is_time = post.next_step_at is None or post.next_step_at <= now
    if post.next_wave_at is None and is_time:
        come_back(post, at=now, sooner=True)
    again = now + LOOKS_AGAIN
    if is_time or (until is not None and until < (post.next_step_at or again)):
        _come_back(post, min(until, again) if until else again)


def _come_back(post: Post, at: datetime) -> None:
    changes.set_fields(post=post, next_step_at=at)
    escalate_when_due.using(run_after=at).enqueue(str(post.pk))


@task()
def escalate_when_due(post_id: str) -> None:
    """The worker's alarm clock for a post's next step; too early or too late it does no harm."""
    escalate_post(post_id=UUID(post_id), now=timezone.now())


def escalate_all_due(*, now: datetime) -> int:
    """Take every step that is due: what the alarm clock missed because a worker died. How many posts were looked at."""
    posts = list(queries.steps_due(now=now).values_list("pk", flat=True)[:200])
    for post_id in posts:
        try:
            escalate_post(post_id=post_id, now=now)
        except DatabaseError:
            raise
        except Exception:
            # One post that cannot be helped must not keep all others waiting.
            logger.exception("the search for post %s could not go on", post_id)
    return len(posts)
