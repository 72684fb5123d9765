"""What is under way in the small town's workshop, a community that counts: exchanges in every state, accounts, bills, a ring, figures.

Everything comes about by the journeys themselves, at moments of the last days.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image
from tests.web import rows

from entraide.common.ids import uuid7
from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.answer_post import answer_post
from entraide.journeys.ask_credits import ask_credits
from entraide.journeys.ask_euros import ask_euros, receive_in_hand
from entraide.journeys.change_rules import change_rules
from entraide.journeys.count_figures import count_figures
from entraide.journeys.give_credits import give_credits
from entraide.journeys.pay_from_commons import Pay, pay_from_commons
from entraide.journeys.propose_promise import propose_promise
from entraide.journeys.propose_ring import propose_ring
from entraide.journeys.renege import renege
from entraide.journeys.say_done import say_done
from entraide.journeys.say_missed import say_missed
from entraide.journeys.say_paid import say_paid
from entraide.journeys.seal_books import seal_community
from entraide.journeys.settle_exchange import settle_exchange
from entraide.journeys.settle_problem import settle_problem
from entraide.journeys.share_place import share_place
from entraide.journeys.show_photo import ask_photo, show_photo
from entraide.journeys.tell_problem import tell_problem
from entraide.journeys.thank import thank
from entraide.journeys.write_message import write_message
from entraide.logic.charter.rules import Rules
from entraide.logic.promises.terms import Promise
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.rings.changes import Pair

IBAN = "BE71096123456769"
PLACE = "Devant l’atelier, place Flagey"


class Workshop:
    """The community, who runs it (and is helped), who helps, and a third; and the addresses of what there is to look at."""

    def __init__(self, steward: Person, member: Person, third: Person, *, at: datetime) -> None:
        self.steward, self.member, self.third, self.at = steward, member, third, at
        self.house: Community = rows.community("L'Établi", "etabli", motto="On répare, on prête, on apprend")
        rows.member(self.house, steward, is_steward=True)
        counting = Rules(
            currency="credits", currency_name="copeaux", floor=-40, ceiling=120, per_hour=8, commons_floor=-500
        )
        change_rules(
            steward=steward,
            community=self.house,
            rules=counting,
            why="Nous comptons en copeaux.",
            now=at - timedelta(days=30),
        )
        for person in (member, third):
            rows.member(self.house, person)
        self.paths: dict[str, str] = {}

    def begun(self, name: str, *, asker: Person | None = None, text: str = rows.DOG) -> Exchange:
        """The member has said yes to somebody's need, the steward's by itself; the page is kept under `name`."""
        post = rows.post(asker or self.steward, text, community=self.house, waves_sent=1)
        now = self.at - timedelta(days=6)
        answer = answer_post(
            person=self.member, post=post, kind="yes", words="Volontiers, j’ai de bonnes chaussures.", now=now
        )
        found = Exchange.objects.get(answer=answer)
        self.paths[name] = found.get_absolute_url()
        return found

    def proposed(self, name: str, *, by_helper: bool = False, asker: Person | None = None, **terms: object) -> Exchange:
        """One of the two proposes; by itself three days ago, for an hour the day before yesterday."""
        found = self.begun(name, asker=asker)
        starts = self.at - timedelta(days=2)
        said: dict[str, object] = {
            "what": "promener mon chien", "place_name": PLACE, "starts_at": starts, "ends_at": starts + timedelta(hours=1),
        }  # fmt: skip
        by = found.helper if by_helper else found.asker
        assert by
        now = self.at - timedelta(days=3, hours=2)
        propose_promise(person=by, exchange_id=found.pk, terms=Promise(**{**said, **terms}), now=now)  # type: ignore[arg-type]
        return found

    def promised(self, name: str, *, asker: Person | None = None, **terms: object) -> Exchange:
        """The other has accepted."""
        found = self.proposed(name, asker=asker, **terms)
        assert found.helper
        accept_promise(person=found.helper, exchange_id=found.pk, version=1, now=self.at - timedelta(days=3))
        found.refresh_from_db()
        return found

    def done(self, name: str, **terms: object) -> Exchange:
        """Both have said that it is done."""
        found = self.promised(name, **terms)
        for person in (found.asker, found.helper):
            assert person
            say_done(person=person, exchange_id=found.pk, number=1, now=self.at - timedelta(hours=20))
        found.refresh_from_db()
        return found

    def thanked(self, name: str, **terms: object) -> Exchange:
        """Whoever was helped has said thank you."""
        found = self.done(name, **terms)
        assert found.asker
        words = "Une heure de plus, et il dormait.\nMerci, vraiment."
        thank(giver=found.asker, exchange_id=found.pk, words=words, now=self.at - timedelta(hours=2))
        found.refresh_from_db()
        return found


def furnish_workshop(steward: Person, member: Person, third: Person, *, at: datetime) -> dict[str, str]:
    """Fill it; the addresses of pages by name."""
    shop = Workshop(steward, member, third, at=at)
    _before(shop)
    _after(shop)
    _troubled(shop)
    _accounts(shop)
    _euros(shop)
    _ring(shop, {steward.first_name: steward, member.first_name: member, third.first_name: third})
    _figures(shop)
    return {**shop.paths, "workshop": f"/c/{shop.house.slug}/"}


def _before(shop: Workshop) -> None:
    """From an answer to the hour itself."""
    later = {"starts_at": shop.at + timedelta(days=4), "ends_at": shop.at + timedelta(days=4, hours=1)}
    shop.begun("answered")
    shop.proposed("proposed", **later, in_return="un pot de miel")
    kept = shop.promised("promised", **later, credits_minor=800, cents=500)
    for writer, words in (
        (shop.member, "Il aime les autres chiens ?"),
        (shop.steward, "Il les adore. Virez 20 euros d’avance sur ce compte, par Western Union."),
    ):
        write_message(writer=writer, thread_id=kept.thread_id, words=words, now=shop.at - timedelta(hours=5))
    ask_photo(
        asker=shop.member,
        thread_id=kept.thread_id,
        words="Vous me montrez sa laisse ?",
        now=shop.at - timedelta(hours=4),
    )
    picture = BytesIO()
    Image.new("RGB", (320, 240), "#8a5a2b").save(picture, "JPEG")
    show_photo(
        owner=shop.steward, thread_id=kept.thread_id, picture=picture.getvalue(), words="La laisse rouge, sur la table",
        now=shop.at - timedelta(hours=3),
    )  # fmt: skip
    share_place(owner=shop.steward, thread_id=kept.thread_id, words="12 rue Malibran, sonnez deux fois", now=shop.at)
    ask_photo(asker=shop.member, thread_id=kept.thread_id, words="Et le chien ?", now=shop.at)
    changed = shop.promised("changed", **later)
    propose_promise(
        person=shop.steward, exchange_id=changed.pk, now=shop.at,
        terms=Promise(what="promener mes deux chiens", **later),  # type: ignore[arg-type]
    )  # fmt: skip
    shop.promised("repeated", recurrence="FREQ=WEEKLY;BYDAY=SA", **later)
    shop.promised("to say done")
    half = shop.promised("said by one")
    say_done(person=shop.steward, exchange_id=half.pk, number=1, now=shop.at - timedelta(hours=20))


def _after(shop: Workshop) -> None:
    """Done, thanked for, and what is owed for it."""
    shop.done("done", credits_minor=800, in_return="un pot de miel")
    shop.thanked("owed", credits_minor=800, in_return="un pot de miel")
    settled = shop.thanked("settled", in_return="un pot de miel")
    settle_exchange(exchange_id=settled.pk, part="return", by=shop.steward, now=shop.at)
    thank(giver=shop.member, exchange_id=settled.pk, words="Revenez quand vous voulez.", now=shop.at)


def _troubled(shop: Workshop) -> None:
    """Missed, taken back, and problems: one that waits for the steward, who is none of the two, and one that is settled."""
    missed = shop.promised("missed")
    say_missed(person=shop.steward, exchange_id=missed.pk, number=1, now=shop.at - timedelta(hours=20))
    reneged = shop.promised("reneged")
    renege(person=shop.member, exchange_id=reneged.pk, reason="ill", now=shop.at)
    problem = shop.done("problem", asker=shop.third)
    tell_problem(person=shop.third, exchange_id=problem.pk, kind="damaged", words="La laisse est cassée.", now=shop.at)
    answered = shop.done("problem answered", asker=shop.third)
    for person, words in ((shop.third, "La gamelle manque."), (shop.member, "Elle est chez moi, je la rapporte.")):
        tell_problem(person=person, exchange_id=answered.pk, kind="other", words=words, now=shop.at)
    over = shop.done("problem settled", asker=shop.third)
    tell_problem(person=shop.third, exchange_id=over.pk, kind="other", words="Il manque une heure.", now=shop.at)
    settle_problem(
        person=shop.steward, exchange_id=over.pk, outcome="partly", words="Une heure sur deux, donc.", now=shop.at
    )


def _accounts(shop: Workshop) -> None:
    """Lines in three accounts and the commons, requests both ways, and seals."""
    day = timedelta(days=1)
    for payer, payee, amount, words, ago in (
        (shop.steward, shop.member, 1600, "Pour l’étagère", 5 * day),
        (shop.member, shop.third, 250, "", 3 * day),
        (shop.third, shop.steward, 1200, "Deux heures de vélo", 2 * day),
    ):
        give_credits(
            payer=payer,
            payee=payee,
            community=shop.house,
            amount_minor=amount,
            words=words,
            key=uuid7(),
            now=shop.at - ago,
        )
    pay = Pay(payee=shop.member, amount_minor=800, words="Le ménage du local", key=uuid7())
    pay_from_commons(pays=[pay], steward=shop.steward, community=shop.house, now=shop.at - day)
    for payee, payer in ((shop.third, shop.member), (shop.member, shop.third)):
        ask_credits(
            payee=payee,
            payer=payer,
            community=shop.house,
            amount_minor=800,
            words="Une heure de couture",
            key=uuid7(),
            now=shop.at,
        )
    seal_community(community=shop.house, unit="credits", day=(shop.at - day).date(), now=shop.at)
    shop.paths["undo"] = f"/c/{shop.house.slug}/credits/undo/{_latest_to(shop.member)}/"


def _latest_to(person: Person) -> object:
    from entraide.records.ledgers.models import Transfer

    found = Transfer.objects.filter(payee__person=person).order_by("-made_at").first()
    assert found
    return found.pk


def _euros(shop: Workshop) -> None:
    """What an exchange says of euros: to ask for, asked, said to be paid, given in the hand."""
    shop.thanked("euros to ask", cents=1250, credits_minor=400)
    bills = [
        ask_euros(
            exchange=shop.thanked(name, cents=1000), payee=shop.member, iban=IBAN, holder="Henri Exemple", now=shop.at
        )
        for name in ("euros asked", "euros said paid")
    ]
    say_paid(bill=bills[1], payer=shop.steward, now=shop.at)
    shop.paths["bill said paid"] = bills[1].get_absolute_url()
    receive_in_hand(exchange=shop.thanked("euros given", cents=700), payee=shop.member, now=shop.at)


def _ring(shop: Workshop, people: Mapping[str, Person]) -> None:
    """Three who can each help the next were asked whether they want to."""
    round_about = list(people.values())
    needs = [rows.post(one, community=shop.house, waves_sent=1) for one in round_about]
    offers = [rows.offer(one, community=shop.house) for one in round_about]
    pairs = [Pair(need=needs[(n + 1) % 3], offer=offers[n]) for n in range(3)]
    ring = propose_ring(community=shop.house, pairs=pairs, chance=0.5, now=shop.at)
    shop.paths["ring"] = ring.get_absolute_url()


def _figures(shop: Workshop) -> None:
    """Months in which there was something to count."""

    for number in range(12):
        rows.post(
            shop.third, community=shop.house, state="lapsed", closed_at=shop.at,
            published_at=shop.at - timedelta(days=20 + number),
        )  # fmt: skip
    count_figures(now=shop.at)
