"""Two people of the town on their way through an exchange, for tests."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.cast import NOW, meet, post_of

from entraide.journeys.accept_promise import accept_promise
from entraide.journeys.answer_post import answer_post
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.propose_promise import propose_promise
from entraide.logic.promises.terms import Promise
from entraide.records.asks.models import Answer
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.terms import terms_of
from entraide.records.people.models import Person

SATURDAY = datetime(2026, 3, 7, 9, tzinfo=NOW.tzinfo)


class Two:
    """Ginette, who is helped, and Bruno, who helps her, with their exchange as it is kept."""

    def __init__(self, asker: Person, helper: Person, exchange: Exchange) -> None:
        self.asker, self.helper, self._key = asker, helper, exchange.pk

    @property
    def exchange(self) -> Exchange:
        """The exchange as it is now."""
        return Exchange.objects.select_related("post", "community", "thread").get(pk=self._key)

    @property
    def answer(self) -> Answer:
        """The answer that began it."""
        answer = self.exchange.answer
        assert answer is not None
        return answer


def begin(*, now: datetime = NOW, text: str | None = None) -> Two:
    """Bruno has answered Ginette's post."""
    ginette, bruno = meet("Ginette", now=now), meet("Bruno", now=now)
    post = post_of(ginette, now=now) if text is None else post_of(ginette, text, now=now)
    answer = answer_post(person=bruno, post=post, kind="yes", words="Volontiers.", now=now)
    return Two(ginette, bruno, Exchange.objects.get(answer=answer))


def promised(*, now: datetime = NOW, text: str | None = None, **changed: object) -> Two:
    """Ginette has chosen Bruno, and proposed Saturday at nine; Bruno has accepted."""
    two = begin(now=now, text=text)
    choose_helper(writer=two.asker, answer_id=two.answer.pk, now=now)
    terms: Promise = replace(
        terms_of(two.exchange), **{"starts_at": SATURDAY, "ends_at": SATURDAY + timedelta(hours=1), **changed}
    )  # type: ignore[arg-type]
    propose_promise(person=two.asker, exchange_id=two.exchange.pk, terms=terms, now=now)
    accept_promise(person=two.helper, exchange_id=two.exchange.pk, version=two.exchange.version, now=now)
    return two


def told(person: Person) -> list[str]:
    """What this person was told of exchanges, in order."""
    from entraide.wording.exchange_news import EXCHANGE_KINDS

    kinds = person.notices.order_by("made_at", "id").values_list("kind", flat=True)
    return [kind for kind in kinds if kind in EXCHANGE_KINDS or kind == "chosen"]
