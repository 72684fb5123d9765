"""Tell people what concerns them: one notice each, on the site and (if they want) by mail. Told once, however often it runs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from entraide.journeys.when_to_mail import mailing
from entraide.records.asks.models import Answer, Ask
from entraide.records.exchanges.models import Exchange
from entraide.records.notices import changes
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def tell_writer_of_answer(*, answer_id: UUID, now: datetime) -> None:
    """Tell the writer that somebody can help or proposes something else; of a "not this time" nobody hears."""
    with transaction.atomic():
        answer = Answer.objects.select_related("post__writer").filter(pk=answer_id).first()
        if answer and answer.kind != "not_now" and not answer.withdrawn_at:
            _tell(person=answer.post.writer, kind="answer", post=answer.post, answer=answer, at=now)


def tell_helper_chosen(*, answer_id: UUID, now: datetime) -> None:
    """Tell a helper that they were chosen."""
    with transaction.atomic():
        answer = Answer.objects.select_related("post", "person").filter(pk=answer_id, chosen_at__isnull=False).first()
        # Whose own proposal was accepted with it is told that it is promised.
        if answer and not Exchange.objects.filter(answer=answer, promised_at__isnull=False).exists():
            _tell(person=answer.person, kind="chosen", post=answer.post, answer=answer, at=now)


def tell_others_thanks(*, post_id: UUID, now: datetime) -> None:
    """Thank everybody who answered and was not chosen."""
    with transaction.atomic():
        others = Answer.objects.select_related("post", "person").filter(
            post_id=post_id, chosen_at=None, withdrawn_at=None, kind__in=("yes", "other")
        )
        for answer in others:
            _tell(person=answer.person, kind="not_chosen", post=answer.post, answer=answer, at=now)


def tell_writer_nobody(*, post_id: UUID, now: datetime) -> None:
    """Tell the writer at once that nobody could be asked."""
    with transaction.atomic():
        post = Post.objects.select_related("writer").filter(pk=post_id, state="open").first()
        if post:
            _tell(person=post.writer, kind="nobody", post=post, at=now)


def tell_writer_refiled(*, post_id: UUID, since: datetime, now: datetime) -> None:
    """Tell the writer that their post was filed otherwise at the aware moment `since`, while that filing stands."""
    with transaction.atomic():
        post = Post.objects.select_related("writer").filter(pk=post_id, filed_by_writer__isnull=False).first()
        if post:
            how = mailing(person=post.writer, kind="refiled", post=post, now=now)
            changes.tell_anew(person=post.writer, kind="refiled", post=post, at=now, since=since, mailing=how)


def tell_answerers_withdrawn(*, post_id: UUID, now: datetime) -> None:
    """Tell whoever answered, or was chosen, that the post was withdrawn."""
    with transaction.atomic():
        post = Post.objects.filter(pk=post_id).first()
        if post is None:
            return
        answers = Answer.objects.filter(post=post, withdrawn_at=None, kind__in=("yes", "other"))
        for person in Person.objects.filter(pk__in=answers.values("person_id")):
            _tell(person=person, kind="withdrawn", post=post, at=now)


def tell_asked_changed(*, post_id: UUID, since: datetime, now: datetime) -> None:
    """Tell whoever was asked, or answered of their own accord, and did not decline, that the post is not as it was."""
    with transaction.atomic():
        post = Post.objects.filter(pk=post_id, state="open").first()
        if post is None:
            return
        asked = Ask.objects.filter(post=post, state__in=("waiting", "accepted", "countered")).values("person_id")
        answered = Answer.objects.filter(post=post, withdrawn_at=None, kind__in=("yes", "other")).values("person_id")
        for person in Person.objects.filter(Q(pk__in=asked) | Q(pk__in=answered), is_active=True):
            how = mailing(person=person, kind="changed", post=post, now=now)
            changes.tell_anew(person=person, kind="changed", post=post, at=now, since=since, mailing=how)


def _tell(*, person: Person, kind: str, post: Post, at: datetime, answer: Answer | None = None) -> None:
    how = mailing(person=person, kind=kind, post=post, now=at)
    changes.tell(person=person, kind=kind, post=post, at=at, answer=answer, mailing=how)
