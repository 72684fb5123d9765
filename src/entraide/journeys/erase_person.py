"""Erase a person at once and for good. What others need stays without the name; in the diary bare identifiers stay that lead nowhere."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from entraide.journeys.end_promise import end_for_leaving
from entraide.journeys.end_ring import end_rings_of
from entraide.journeys.happen import happen
from entraide.journeys.look_for_steward import look_for_steward
from entraide.journeys.settle_account import let_accounts_go
from entraide.journeys.when_to_mail import mailing
from entraide.records.asks.changes import forget_around
from entraide.records.asks.models import Answer
from entraide.records.conversations.changes import forget_sentences, part_pair
from entraide.records.notices import changes as notices
from entraide.records.payments.changes import forget_person as forget_payer
from entraide.records.people import changes
from entraide.records.people.models import Person
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post
from entraide.records.reports.changes import forget_words_about


def erase_person(*, person: Person, now: datetime) -> None:
    """Delete the account with what they wrote and were asked, and who they were to others.

    What stays: what they said in forums and to others, without their name; that somebody helped them, without sentence and place;
    decisions they took for a community, without who took them. Whoever counted on them is told: those who answered a post of
    theirs that was not over, the writer of a post for which they were chosen, and, where nobody else runs a community of
    theirs, the members who have been there longest and the operators.
    """
    with transaction.atomic():
        changes.lock_person(person_ids=[person.pk])
        _tell_who_answered(person, now)
        end_rings_of(person=person, now=now)
        _free_who_counted_on(person, now)
        end_for_leaving(person=person, now=now)
        look_for_steward(leaving=person, now=now)
        forget_words_about(person=person)
        part_pair(person=person)
        let_accounts_go(person=person, now=now)
        forget_sentences(post_ids=list(Post.objects.filter(writer=person).values_list("pk", flat=True)))
        forget_payer(person=person)
        _leave_what_was_done(person, now)
        happen("person_erased", at=now, person_id=person.pk)
        changes.erase(person=person)


def _tell_who_answered(person: Person, now: datetime) -> None:
    answers = Answer.objects.filter(_not_over(now), post__writer=person, kind__in=("yes", "other"), withdrawn_at=None)
    for answer in answers.select_related("person", "post__community"):
        notices.tell_of(
            person=answer.person,
            kind="writer_gone",
            about=answer.post_id,
            community=answer.post.community,
            facts={"was_chosen": answer.chosen_at is not None},
            at=now,
            mailing=mailing(person=answer.person, kind="writer_gone", now=now),
        )


def _free_who_counted_on(person: Person, now: datetime) -> None:
    """A post for which they alone were chosen, and that is not over, is open again; its writer is told, and goes on if they like."""
    chosen = Answer.objects.filter(_not_over(now), person=person, withdrawn_at=None).exclude(chosen_at=None)
    for post_id in list(chosen.filter(post__state="agreed").values_list("post_id", flat=True)):
        post = post_changes.locked(post_id=post_id)
        if post is None or post.state != "agreed":
            continue
        others = Answer.objects.filter(post=post, withdrawn_at=None).exclude(chosen_at=None).exclude(person=person)
        if not others.exists():
            post_changes.move(post=post, state="open", at=now)
            post_changes.set_fields(post=post, is_asking=False)
        notices.tell_of(
            person=post.writer,
            kind="helper_gone",
            about=post.pk,
            community=post.community,
            facts={"post_code": post.code},
            at=now,
            mailing=mailing(person=post.writer, kind="helper_gone", now=now),
        )


def _leave_what_was_done(person: Person, now: datetime) -> None:
    """For whoever helped them, that they did: the post without its words, nobody's, and their own answer."""
    is_over = Q(state="done") | Q(state="agreed") & (Q(ends_at=None) | Q(ends_at__lte=now))
    helped = Post.objects.filter(is_over, writer=person, answers__chosen_at__isnull=False)
    keys = list(helped.distinct().values_list("pk", flat=True))
    if not keys:
        return
    forget_around(post_ids=keys)
    post_changes.forget_words(Post.objects.filter(pk__in=keys))
    post_changes.hand_over(Post.objects.filter(pk__in=keys), to=changes.departed())


def _not_over(now: datetime) -> Q:
    return Q(post__state__in=("open", "agreed")) & (Q(post__ends_at=None) | Q(post__ends_at__gt=now))
