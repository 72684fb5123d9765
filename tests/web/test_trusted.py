"""Safety: somebody to be told in danger, who reads that, and what protects those below 18."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.deliver_outside import deliver_outside
from entraide.journeys.forget_old import forget_old
from entraide.journeys.join_community import join_community
from entraide.journeys.refusals import Refusal
from entraide.journeys.set_age import set_age
from entraide.records.communities.queries import server_wide
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person, TrustedContact
from entraide.records.people.queries import trusted_contact_shown

pytestmark = pytest.mark.django_db


def words(response):
    return unescape(response.content.decode()).replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def amina():
    return rows.person("Amina")


def next_year(month=6):
    return date(timezone.localdate().year + 1, month, 1)


def name(amina, **said):
    sent = {"action": "name", "name": "Mireille", "phone": "", "email": "", **said}
    return rows.signed_in(amina).post("/settings/trusted/", sent)


def test_a_contact_is_told_once_and_may_refuse(amina):
    name(amina, email="mireille@example.org")
    name(amina, email="mireille@example.org")
    assert deliver_outside(now=timezone.now()) == 1
    [letter] = mail.outbox
    assert letter.to == ["mireille@example.org"]
    path = re.search(r"http://[^/]+(/trusted/\S+)", letter.body).group(1)
    assert "Amina souhaite" in words(Client().get(path))
    assert TrustedContact.objects.exists()
    assert "sont effacés" in words(Client().post(path))
    assert not TrustedContact.objects.exists()
    assert Client().get(path).status_code == 404


def test_a_telephone_is_enough_and_then_nobody_is_written_to(amina):
    name(amina, phone="0470 12 34 56")
    assert not mail.outbox
    assert TrustedContact.objects.get().phone == "0470 12 34 56"


def test_without_a_way_to_reach_them_the_form_comes_back_with_what_was_written(amina):
    answer = name(amina)
    assert answer.status_code == 422
    assert 'value="Mireille"' in words(answer)
    assert not TrustedContact.objects.exists()


def test_nobody_else_reads_it_until_its_owner_decides_so_and_then_for_a_month(amina):
    name(amina, phone="0470")
    now = timezone.now()
    assert trusted_contact_shown(amina, now=now) is None
    client = rows.signed_in(amina)
    client.post("/settings/trusted/", {"action": "show"})
    assert trusted_contact_shown(amina, now=now)
    assert trusted_contact_shown(amina, now=now + timedelta(days=31)) is None
    client.post("/settings/trusted/", {"action": "hide"})
    assert trusted_contact_shown(amina, now=now) is None


def test_those_who_tend_a_community_of_theirs_read_it_on_their_page_while_it_is_shown(amina):
    house, chloe, bruno = rows.community(), rows.person("Chloé"), rows.person("Bruno")
    for one in (amina, bruno):
        rows.member(house, one)
    rows.member(house, chloe, is_steward=True)
    name(amina, phone="0470 99 88 77")
    assert "0470 99 88 77" not in words(rows.signed_in(chloe).get(f"/p/{amina.code}/"))
    rows.signed_in(amina).post("/settings/trusted/", {"action": "show"})
    assert "0470 99 88 77" in words(rows.signed_in(chloe).get(f"/p/{amina.code}/"))
    assert "0470 99 88 77" not in words(rows.signed_in(bruno).get(f"/p/{amina.code}/"))


def test_it_is_forgotten_when_wanted_and_the_diary_names_nobody(amina):
    name(amina, phone="0470", email="mireille@example.org")
    rows.signed_in(amina).post("/settings/trusted/", {"action": "forget"})
    assert not TrustedContact.objects.exists()
    assert "ireille" not in str(list(Happening.objects.values()))


# Below 18.


def say_age(amina, on):
    sent = {"action": "age", "month": on.month, "year": on.year}
    return rows.signed_in(amina).post("/settings/trusted/", sent)


def test_the_month_is_all_that_is_kept_and_it_is_forgotten_when_it_comes(amina):
    say_age(amina, next_year())
    amina.refresh_from_db()
    assert amina.adult_on == next_year()
    forget_old(now=timezone.now())
    amina.refresh_from_db()
    assert amina.adult_on
    forget_old(now=timezone.now() + timedelta(days=800))
    amina.refresh_from_db()
    assert amina.adult_on is None


def test_half_a_month_or_one_that_is_over_is_sent_back(amina):
    client = rows.signed_in(amina)
    assert client.post("/settings/trusted/", {"action": "age", "month": 3, "year": ""}).status_code == 422
    with pytest.raises(Refusal, match="too_late"):
        set_age(person=amina, adult_on=date(2001, 1, 1), now=timezone.now())


def test_a_parent_agrees_by_a_link_and_takes_it_back_by_the_same(amina):
    say_age(amina, next_year())
    rows.signed_in(amina).post("/settings/trusted/", {"action": "parent", "parent": "papa@example.org"})
    deliver_outside(now=timezone.now())
    [letter] = mail.outbox
    path = re.search(r"http://[^/]+(/parent/\S+)", letter.body).group(1)
    Client().get(path)
    assert Person.objects.get(pk=amina.pk).parent_agreed_at is None
    Client().post(path, {"agrees": "yes"})
    assert Person.objects.get(pk=amina.pk).parent_agreed_at
    Client().post(path, {"agrees": "no"})
    assert Person.objects.get(pk=amina.pk).parent_agreed_at is None
    assert "papa" not in str(list(Happening.objects.values())) + str(list(Person.objects.values()))


def test_saying_another_month_asks_the_parent_anew(amina):
    say_age(amina, next_year())
    Person.objects.filter(pk=amina.pk).update(parent_agreed_at=timezone.now())
    say_age(amina, next_year(9))
    assert Person.objects.get(pk=amina.pk).parent_agreed_at is None


def test_without_the_consent_that_a_community_wants_somebody_young_does_not_join(amina):
    house = rows.community()
    amina.adult_on = next_year()
    with pytest.raises(Refusal, match="parent_missing"):
        join_community(person=amina, community=house, now=timezone.now())
    amina.parent_agreed_at = timezone.now()
    assert join_community(person=amina, community=house, now=timezone.now())


def test_what_somebody_young_writes_is_for_members_alone(amina):
    house, bruno = rows.community(), rows.person("Bruno")
    rows.member(house, amina)
    rows.member(house, bruno)
    Person.objects.filter(pk=amina.pk).update(adult_on=next_year())
    post = rows.post(amina, community=house)
    assert Client().get(f"/a/{post.code}/").status_code == 404
    assert rows.signed_in(rows.person("Daan")).get(f"/a/{post.code}/").status_code == 404
    assert rows.signed_in(bruno).get(f"/a/{post.code}/").status_code == 200
    assert post.text not in words(Client().get("/board/"))
    rows.member(server_wide(), bruno)
    open_to_all = rows.post(amina)
    assert Client().get(f"/a/{open_to_all.code}/").status_code == 404
    assert rows.signed_in(bruno).get(f"/a/{open_to_all.code}/").status_code == 200
