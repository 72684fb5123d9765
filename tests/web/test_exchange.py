"""The page of an exchange: the promise, the next step, the conversation; and the calendar of what one promised."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.answer_post import answer_post
from entraide.journeys.keep_calendar import give_calendar_address
from entraide.journeys.propose_promise import propose_promise
from entraide.logic.promises.terms import Promise
from entraide.records.exchanges.models import Exchange, Thanks
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db


class Two:
    """Ginette's post, which Bruno answered, and the browsers of both."""

    def __init__(self) -> None:
        self.ginette, self.bruno = rows.person("Ginette"), rows.person("Bruno")
        self.post = rows.post(self.ginette)
        answer = answer_post(person=self.bruno, post=self.post, kind="yes", words="Volontiers.", now=timezone.now())
        self.key = Exchange.objects.get(answer=answer).pk
        self.hers, self.his = rows.signed_in(self.ginette), rows.signed_in(self.bruno)

    @property
    def exchange(self) -> Exchange:
        """The exchange as it is now."""
        return Exchange.objects.get(pk=self.key)

    @property
    def path(self) -> str:
        """Its page."""
        return self.exchange.get_absolute_url()

    def promise(self, **terms: object) -> None:
        """Both agree; by itself on something for tomorrow."""
        said = {"what": "promener Filou", "starts_at": timezone.now() + timedelta(days=1), "place_name": "place Flagey"}
        now = timezone.now()
        propose_promise(person=self.ginette, exchange_id=self.key, terms=Promise(**{**said, **terms}), now=now)  # type: ignore[arg-type]
        accept_promise(person=self.bruno, exchange_id=self.key, version=self.exchange.version, now=now)

    def begin(self) -> None:
        """The moment that was promised has come."""
        an_hour_ago = timezone.now() - timedelta(hours=1)
        self.exchange.occurrences.update(starts_at=an_hour_ago)


@pytest.fixture
def two() -> Two:
    return Two()


def plain(page: str) -> str:
    """The page as it reads, with typewriter apostrophes and plain spaces."""
    return unescape(page).replace("’", "'").replace("\u202f", " ").replace("\xa0", " ")


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_each_sees_the_other_and_what_is_to_do(two: Two) -> None:
    hers, his = read(two.hers, two.path), read(two.his, two.path)
    assert "Vous et Bruno" in hers
    assert "Vous et Ginette" in his
    assert "Proposer une promesse" in hers
    assert "Volontiers." in hers


def test_a_promise_is_proposed_in_a_form_and_accepted_with_one_click(two: Two) -> None:
    day = timezone.localdate() + timedelta(days=3)
    sent = {
        "what": "promener Filou",
        "day": day.isoformat(),
        "begins": "09:00",
        "ends": "10:30",
        "again": "",
        "place": "place Flagey",
        "euros": "10,50",
        "in_return": "un pot de confiture",
    }
    answer = two.hers.post(f"{two.path}promise/", sent, follow=True)
    assert answer.status_code == 200
    his = read(two.his, two.path)
    assert '<span class="what">promener Filou</span>' in his
    assert '<span class="return">' in his
    assert "accept/" in his
    two.his.post(f"{two.path}accept/", {"version": two.exchange.version})
    exchange = two.exchange
    assert (exchange.state, exchange.cents, exchange.place_name) == ("promised", 1050, "place Flagey")
    starts = timezone.localtime(exchange.starts_at)
    assert (starts.date(), starts.hour) == (day, 9)
    assert "La promesse" in read(two.hers, two.path)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": ""}, "what"),
        ({"day": "2001-01-01", "begins": "09:00"}, "day"),
        ({"begins": "09:00"}, "day"),
        ({"euros": "beaucoup"}, "euros"),
    ],
)
def test_what_is_wrong_with_a_proposal_stands_beside_its_field(two: Two, wrong: dict[str, str], field: str) -> None:
    answer = two.hers.post(f"{two.path}promise/", {"what": "promener Filou", "place": "Flagey", **wrong})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Flagey" in plain(answer.content.decode())
    assert two.exchange.proposal is None


def test_messages_and_what_is_noted_stand_in_order_like_a_play(two: Two) -> None:
    two.his.post(two.path, {"words": "9 h, ça vous va ?"})
    two.promise()
    two.hers.post(two.path, {"words": "Parfait."})
    page = read(two.hers, two.path).partition('class="play"')[2]
    assert page.index("9 h, ça vous va") < page.index("C'est promis") < page.index("Parfait.")


def test_an_empty_message_is_told_beside_the_field(two: Two) -> None:
    answer = two.his.post(two.path, {"words": "  "})
    assert answer.status_code == 422
    assert "Écrivez quelques mots" in answer.content.decode()


def test_done_by_both_then_thanks_with_the_jam(two: Two) -> None:
    two.promise(in_return="un pot de confiture")
    two.begin()
    assert "fait ?" in read(two.hers, two.path)
    two.his.post(f"{two.path}done/", {"number": "1"})
    assert "Bruno a dit que" in read(two.hers, two.path)
    two.hers.post(f"{two.path}done/", {"number": "1"})
    page = read(two.hers, two.path)
    assert "Votre merci" in page
    assert "À vous de jouer" in page
    two.hers.post(f"{two.path}thank/", {"words": "Merci Bruno, Filou dort encore.", "number": "1", "given": "yes"})
    assert two.exchange.state == "settled"
    his = read(two.his, two.path)
    assert "Filou dort encore" in his
    thanks = Thanks.objects.get()
    two.his.post(f"{two.path}show/", {"thanks": str(thanks.pk), "shown": "yes"})
    thanks.refresh_from_db()
    assert thanks.is_shown


def test_whoever_cannot_says_why_and_the_post_is_open_again(two: Two) -> None:
    two.promise()
    assert two.his.post(f"{two.path}cannot/", {}).status_code == 422
    two.his.post(f"{two.path}cannot/", {"reason": "ill"})
    assert (two.exchange.state, two.exchange.reason) == ("reneged", "ill")
    two.post.refresh_from_db()
    assert two.post.state == "open"
    assert "Bruno ne pouvait plus" in read(two.hers, two.path)


def test_a_problem_is_told_answered_and_settled_by_a_steward(two: Two) -> None:
    two.promise()
    two.hers.post(f"{two.path}problem/", {"kind": "not_done", "words": "Personne n'est venu."})
    assert "Dire ce que j" in read(two.his, two.path)
    two.his.post(f"{two.path}problem/", {"words": "J'étais là à 9 h."})
    chloe = rows.person("Chloé")
    rows.member(two.exchange.community, chloe, is_steward=True)
    steward = rows.signed_in(chloe)
    page = read(steward, two.path)
    assert "J'étais là à 9 h." in page
    assert "Régler le souci" in page
    assert 'name="words" rows="2"' not in page, "a steward reads the conversation and does not take part in it"
    steward.post(f"{two.path}settle/", {"outcome": "ended", "words": "Un malentendu sur le lieu."})
    assert two.exchange.state == "ended"
    assert "malentendu sur le lieu" in read(two.hers, two.path)


def test_of_a_weekly_walk_one_time_is_skipped_and_taken_up_again(two: Two) -> None:
    two.promise(recurrence="FREQ=WEEKLY")
    assert "Les prochaines fois" in read(two.hers, two.path)
    two.hers.post(f"{two.path}skip/", {"number": "2", "skipped": "yes"})
    assert two.exchange.occurrences.get(number=2).state == "skipped"
    two.his.post(f"{two.path}skip/", {"number": "2", "skipped": "no"})
    assert two.exchange.occurrences.get(number=2).state == "coming"
    two.hers.post(f"{two.path}end/")
    assert two.exchange.state == "reneged"


def test_a_stranger_finds_nothing_and_a_visitor_is_asked_to_sign_in(two: Two) -> None:
    assert rows.signed_in(rows.person("Els")).get(two.path).status_code == 404
    assert Client().get(two.path)["Location"].startswith("/signin/") or Client().get(two.path).status_code == 302


def test_after_the_other_has_gone_it_can_be_read(two: Two) -> None:
    from entraide.journeys.erase_person import erase_person

    two.promise()
    erase_person(person=two.bruno, now=timezone.now())
    page = read(two.hers, two.path)
    assert "quelqu'un qui est parti" in page
    assert two.exchange.state == "ended"


def test_the_thread_of_an_exchange_is_read_on_its_page(two: Two) -> None:
    assert two.hers.get(f"/t/{two.exchange.code}/")["Location"] == two.path


def test_a_calendar_program_reads_what_was_promised_at_a_secret_address(two: Two) -> None:
    two.promise()
    address = give_calendar_address(person=two.ginette, now=timezone.now())
    answer = Client().get(f"/cal/{address.key}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    file = answer.content.decode()
    assert "SUMMARY:promener Filou\\, avec Bruno" in file
    assert "BEGIN:VALARM" in file
    assert "LOCATION:place Flagey" in file
    give_calendar_address(person=two.ginette, now=timezone.now())
    assert Client().get(f"/cal/{address.key}.ics").status_code == 404


def test_the_calendar_says_what_is_not_to_be_any_more(two: Two) -> None:
    two.promise(recurrence="FREQ=WEEKLY")
    two.hers.post(f"{two.path}skip/", {"number": "2", "skipped": "yes"})
    file = two.his.get(f"{two.path}event.ics").content.decode()
    assert file.count("STATUS:CANCELLED") == 1
    assert file.count("BEGIN:VEVENT") >= 3


def test_the_calendar_address_is_renewed_in_the_settings(two: Two) -> None:
    two.hers.post("/settings/calendar/", {"action": "renew"})
    key = Person.objects.get(pk=two.ginette.pk).calendar.key
    assert key in read(two.hers, "/settings/")
    two.hers.post("/settings/calendar/", {"action": "stop"})
    assert key not in read(two.hers, "/settings/")
