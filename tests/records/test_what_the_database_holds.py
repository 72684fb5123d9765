"""What must never be, the database itself refuses: whatever a programme forgets, these hold."""

from datetime import datetime

import pytest
from django.db import IntegrityError, models, transaction
from tests.cast import meet_all, post_of

from entraide.common.ids import new_code, new_key
from entraide.journeys.answer_post import answer_post
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import server_wide
from entraide.records.notices import changes as notices
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


def refused(model: type[models.Model], **fields: object) -> bool:
    """Whether the database refuses such a row."""
    try:
        with transaction.atomic():
            model._default_manager.create(**fields)
    except IntegrityError:
        return True
    return False


def test_what_may_be_only_once(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    about = {"post": post, "person": cast["Bruno"]}
    answer = answer_post(person=cast["Bruno"], post=post, kind="yes", words="", now=now)
    assert refused(Answer, **about, kind="yes", given_at=now)
    assert not refused(Ask, **about, wave=1, score=0.5, asked_at=now)
    assert refused(Ask, **about, wave=2, score=0.5, asked_at=now)
    assert not refused(Notice, **about, kind="ask", made_at=now)
    assert refused(Notice, **about, kind="ask", made_at=now)
    assert not refused(Notice, **about, kind="chosen", answer=answer, made_at=now)
    assert refused(Notice, **about, kind="chosen", answer=answer, made_at=now)
    assert refused(Membership, community=server_wide(), person=cast["Bruno"], joined_at=now)
    assert refused(Community, slug="second", name="Second", is_server_wide=True)
    assert refused(Community, slug="entraide", name="The same address")
    assert not refused(Block, person=cast["Bruno"], blocked=cast["Ginette"], made_at=now)
    assert refused(Block, person=cast["Bruno"], blocked=cast["Ginette"], made_at=now)
    assert refused(Person, first_name="Another", email="bruno@example.org")


def test_telling_twice_is_telling_once(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    assert notices.tell(person=cast["Ginette"], kind="nobody", post=post, at=now)
    assert notices.tell(person=cast["Ginette"], kind="nobody", post=post, at=now) is None


def test_addresses_are_kept_in_small_letters() -> None:
    person = Person.objects.create_user("  Amina@Example.ORG ", "Amina")
    assert person.email == "amina@example.org"
    assert not person.has_usable_password()
    assert not person.is_staff
    operator = Person.objects.create_superuser("chloe@example.org", "Chloé", "a long enough password")
    assert operator.is_staff
    assert operator.is_superuser
    assert operator.check_password("a long enough password")


def test_codes_and_keys_cannot_be_guessed(now: datetime) -> None:
    post = post_of(meet_all("Ginette")["Ginette"])
    assert len(post.code) == 8
    assert len({new_code() for _ in range(2000)}) == 2000
    assert len(new_key()) >= 26
    assert not set("aeiou01l") & set("".join(new_key() for _ in range(200)))


def test_a_community_with_posts_cannot_be_deleted_by_mistake(now: datetime) -> None:
    post_of(meet_all("Ginette")["Ginette"])
    with pytest.raises(models.ProtectedError):
        server_wide().delete()
    assert Post.objects.count() == 1
