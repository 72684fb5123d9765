"""Changing notices. Journeys call this; nobody else."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community
from entraide.records.notices.models import Notice, Push, PushTarget
from entraide.records.notices.queries import claimed_before
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def tell(
    *,
    person: Person,
    kind: str,
    post: Post,
    at: datetime,
    mailing: Mapping[str, Any] | None = None,
    ask: Ask | None = None,
    answer: Answer | None = None,
    own_post: Post | None = None,
) -> Notice | None:
    """Tell the person once; None if they were told this already.

    `mailing`: whether and when by mail (fields of the notice); without it, at once, if they want mails.
    """
    notice, is_new = Notice.objects.get_or_create(
        person=person,
        kind=kind,
        post=post,
        answer=answer,
        defaults={"ask": ask, "own_post": own_post, "made_at": at, **(mailing or {"is_by_mail": person.wants_mail})},
    )
    return notice if is_new else None


def tell_of(
    *,
    person: Person,
    kind: str,
    about: UUID,
    at: datetime,
    community: Community | None = None,
    facts: Mapping[str, Any] | None = None,
    mailing: Mapping[str, Any] | None = None,
    again: bool = False,
) -> Notice | None:
    """Tell the person of something that is no post (`about`: its identifier); None if they were told this already.

    `again`: an earlier notice of the same gives way to this one, as new. `facts`: codes and figures for wording.news.
    """
    if again:
        Notice.objects.filter(person=person, kind=kind, about=about, post=None).delete()
    notice, is_new = Notice.objects.get_or_create(
        person=person,
        kind=kind,
        about=about,
        post=None,
        defaults={
            "community": community,
            "facts": dict(facts or {}),
            "made_at": at,
            **(mailing or {"is_by_mail": person.wants_mail}),
        },
    )
    return notice if is_new else None


def tell_many_of(
    *,
    people: Sequence[tuple[Person, Mapping[str, Any]]],
    kind: str,
    about: UUID,
    at: datetime,
    community: Community,
    facts: Mapping[str, Any],
) -> int:
    """Tell all these people, each with how it is mailed, of the same; how many were not told before."""
    told = Notice.objects.filter(kind=kind, about=about, post=None, person__in=[person for person, _ in people])
    already = set(told.values_list("person_id", flat=True))
    new = [
        Notice(person=person, kind=kind, about=about, community=community, facts=dict(facts), made_at=at, **how)
        for person, how in people
        if person.pk not in already
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def tell_anew(
    *, person: Person, kind: str, post: Post, at: datetime, since: datetime, mailing: Mapping[str, Any] | None = None
) -> Notice | None:
    """Tell the person although they were told the like before: that notice gives way. None if they were told since then."""
    told = Notice.objects.filter(person=person, kind=kind, post=post, answer=None)
    if told.filter(made_at__gte=since).exists():
        return None
    told.delete()
    return tell(person=person, kind=kind, post=post, at=at, mailing=mailing)


def tell_all(notices: list[Notice]) -> None:
    """Keep several new notices at once."""
    Notice.objects.bulk_create(notices)


def claim(*, notice: Notice, at: datetime) -> bool:
    """Claim the sending of this notice's mail; False if it was sent, or another worker is sending it."""
    mine = Notice.objects.filter(claimed_before(at), pk=notice.pk, is_by_mail=True, mailed_at=None)
    return bool(mine.update(claimed_at=at))


def keep_from_mail(*, notices: Collection[Notice]) -> None:
    """No mail leaves for these notices any more; on the site they stay."""
    if notices:
        keys = [notice.pk for notice in notices]
        Notice.objects.filter(pk__in=keys, mailed_at=None).update(is_by_mail=False)


def keep_from_mail_about(*, person: Person, other: Person) -> None:
    """What the person was told of the other, and has not been mailed yet, is not mailed any more; nor does it appear on their devices."""
    about = Q(post__writer=other) | Q(answer__person=other) | Q(facts__person=str(other.pk))
    appearing = Notice.objects.filter(about, person=person, is_by_push=True, pushed_at=None).values_list(
        "pk", flat=True
    )
    Notice.objects.filter(pk__in=list(appearing)).update(is_by_push=False)
    notices = Notice.objects.filter(about, person=person, is_by_mail=True, mailed_at=None).values_list("pk", flat=True)
    Notice.objects.filter(pk__in=list(notices)).update(is_by_mail=False)


def let_go(*, notice: Notice) -> None:
    """Give a claim back: the mail could not be sent now."""
    Notice.objects.filter(pk=notice.pk, mailed_at=None).update(claimed_at=None)


def note_mailed(*, notices: Collection[Notice], at: datetime) -> None:
    """The mail of these notices was handed over."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=at)


def note_seen_of(*, person: Person, about: UUID, at: datetime) -> None:
    """The person has seen elsewhere what their notices about this would tell."""
    Notice.objects.filter(person=person, about=about, post=None, seen_at=None).update(seen_at=at)


def note_seen(*, person: Person, at: datetime) -> int:
    """The person has seen their notices; how many were new."""
    return Notice.objects.filter(person=person, seen_at=None).update(seen_at=at)


def add_target(
    *, person: Person, name: str, endpoint: str, public_key: bytes, secret: bytes, at: datetime
) -> PushTarget:
    """Keep a device of the person. Whose it was before, it is no more: one browser shows the news of one person."""
    target, _ = PushTarget.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person,
            "name": name,
            "public_key": public_key,
            "secret": secret,
            "made_at": at,
            "failures": 0,
            "rests_until": None,
        },
    )
    Push.objects.filter(target=target).exclude(notice__person=person).delete()
    Person.objects.filter(push_targets=None, has_devices=True).exclude(pk=person.pk).update(has_devices=False)
    Person.objects.filter(pk=person.pk).update(has_devices=True)
    return target


def drop_target(*, person: Person, target_id: UUID) -> bool:
    """Forget a device of the person; False if it is none of theirs (any more)."""
    gone = PushTarget.objects.filter(pk=target_id, person=person).delete()[0]
    _note_whether_any(person_id=person.pk)
    return bool(gone)


def _note_whether_any(*, person_id: UUID) -> None:
    if not PushTarget.objects.filter(person_id=person_id).exists():
        Person.objects.filter(pk=person_id).update(has_devices=False)


def fan_out(*, notice: Notice, at: datetime) -> int:
    """Put the notice on its way to each device of its person, once; to how many."""
    if not Notice.objects.filter(pk=notice.pk, is_by_push=True, pushed_at=None).update(pushed_at=at):
        return 0
    targets = PushTarget.objects.filter(person_id=notice.person_id)
    made = [Push(notice=notice, target=target, made_at=at, due_at=at) for target in targets]
    Push.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def note_fanned_out(*, notices: Collection[Notice], at: datetime) -> None:
    """These notices appear with another one, or not at all: nothing of them is on its way."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices], pushed_at=None).update(pushed_at=at)


def claim_push(*, push: Push, at: datetime) -> bool:
    """Claim the sending of a push; False if it has left, or another worker is sending it."""
    return bool(Push.objects.filter(claimed_before(at), pk=push.pk).update(claimed_at=at))


def note_pushed(*, push: Push, at: datetime) -> None:
    """The push has left: nothing of it is kept but that this device works."""
    Push.objects.filter(pk=push.pk).delete()
    PushTarget.objects.filter(pk=push.target_id).update(used_at=at, failures=0, rests_until=None)


def put_off(*, push: Push, until: datetime, rests: bool) -> None:
    """Try again then; `rests`: nothing goes to that device before."""
    Push.objects.filter(pk=push.pk).update(due_at=until, claimed_at=None, tries=push.tries + 1)
    if rests:
        PushTarget.objects.filter(pk=push.target_id).update(rests_until=until)


def drop_push(*, push: Push) -> None:
    """It is no news any more, or nothing that could be sent."""
    Push.objects.filter(pk=push.pk).delete()


def note_refused(*, push: Push, most: int) -> None:
    """The device's service would not take it. After `most` of them in a row the device is forgotten."""
    drop_push(push=push)
    PushTarget.objects.filter(pk=push.target_id).update(failures=F("failures") + 1)
    if PushTarget.objects.filter(pk=push.target_id, failures__gte=most).delete()[0]:
        _note_whether_any(person_id=push.target.person_id)
