"""Asking for a second opinion: once a sentence, never beyond the day's cap, and nothing of it is written down but sums and codes."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from tests.adapters.interpreters.stand_in import OPINION, StandIn, hang_up, reply, says, stand_in
from tests.cast import NOW

from entraide.adapters.interpreters.endpoint import Endpoint
from entraide.journeys import ask_second_opinion as journey
from entraide.journeys.ask_second_opinion import Asked, ask_second_opinion
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import Reading
from entraide.records.happenings.models import Happening
from entraide.records.outlays import changes
from entraide.records.outlays.models import Outlay

pytestmark = pytest.mark.django_db
TEXT = "Besoin d'un coup de main pour mon vieux Grizzly, tel 0475 12 34 56"
UNSURE = Reading(
    language="fr", kind="need", action="service", topic="home.other", subject=None, confidence=0.2, questions=("topic",)
)


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A server on a free port, asked for a cent each time at the most."""
    cache.clear()
    with stand_in() as server:
        use(server)
        yield server
    journey.install(None)
    cache.clear()


def use(server: StandIn, **terms: object) -> Endpoint:
    """Make it the interpreter of this server."""
    usual = {"name": "Ici", "url": server.url, "model": "m", "limit_s": 2.0, "price_in": 1.0, "price_out": 1.0}
    endpoint = Endpoint(**{**usual, **terms})  # type: ignore[arg-type]
    journey.install(endpoint)
    return endpoint


def ask(text: str = TEXT, **changed: object) -> Asked:
    """Ask about this sentence."""
    return ask_second_opinion(**{"text": text, "reading": UNSURE, "settled": frozenset(), "now": NOW, **changed})  # type: ignore[arg-type]


def spent() -> int:
    """Millionths of a euro, today."""
    return Outlay.objects.get(purpose="second_opinion").spent_micro_eur


def test_it_is_asked_and_counted(server: StandIn) -> None:
    server.answer = says(usage={"prompt_tokens": 2000, "completion_tokens": 40})
    asked = ask()
    assert asked.was_sent
    assert asked.opinion is not None
    assert asked.opinion.topic == "animals.sitting"
    assert spent() == 2040
    assert Outlay.objects.get().times == 1


def test_what_is_sent_names_nobody(server: StandIn) -> None:
    ask()
    sent = server.asked[0][1]["messages"][1]["content"]
    assert "0475" not in sent
    assert "Grizzly" in sent


def test_the_same_sentence_is_never_asked_twice(server: StandIn) -> None:
    first, again = ask(), ask()
    assert first == again
    assert len(server.asked) == 1
    assert spent() > 0
    server.answer = hang_up
    failed, again = ask("Une autre phrase tout à fait"), ask("Une autre phrase tout à fait")
    assert failed == again == Asked(None, was_sent=True)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("reading", "settled"),
    [
        (UNSURE, {"topic"}),
        (UNSURE, {"kind", "topic"}),
        (replace(UNSURE, confidence=0.9, questions=()), set()),
        (replace(UNSURE, confidence=0.9, questions=("place",)), set()),
    ],
)
def test_where_nothing_is_in_doubt_nobody_is_asked(server: StandIn, reading: Reading, settled: set[str]) -> None:
    with pytest.raises(Refusal, match="not_offered"):
        ask(reading=reading, settled=settled)
    assert server.connections == 0


def test_without_an_interpreter_there_is_nobody_to_ask(server: StandIn) -> None:
    journey.install(None)
    with pytest.raises(Refusal, match="not_offered"):
        ask()
    assert server.connections == 0


def test_the_cap_of_the_day_holds_and_the_next_day_is_another(server: StandIn) -> None:
    endpoint = use(server)
    most = endpoint.most_it_costs(TEXT)
    use(server, cap_micro_eur=most + most // 2)
    assert ask().opinion is not None, "no usage said: the most it can cost is counted"
    assert spent() >= most - 100
    assert ask("Une deuxième phrase") == Asked(None, was_sent=False)
    assert len(server.asked) == 1
    # NOW is ten in the morning in Brussels: the server's own day ends at its own midnight.
    assert ask("Une deuxième phrase", now=NOW + timedelta(hours=12)) == Asked(None, was_sent=False)
    assert ask("Une deuxième phrase", now=NOW + timedelta(hours=15)).opinion is not None
    assert Outlay.objects.count() == 2


def test_a_cap_of_nothing_asks_nobody(server: StandIn) -> None:
    use(server, cap_micro_eur=0)
    assert ask() == Asked(None, was_sent=False)
    assert server.connections == 0


def test_what_was_never_sent_costs_nothing_and_what_failed_counts_in_full(server: StandIn) -> None:
    server.answer = reply("{}", status="500 Internal Server Error")
    ask()
    in_full = spent()
    assert in_full > 1000
    server.close()
    assert ask("Une autre phrase") == Asked(None, was_sent=False)
    assert spent() == in_full


@pytest.mark.django_db(transaction=True)
def test_many_at_once_cannot_pass_the_cap_together() -> None:
    granted: list[bool] = []

    def reserve() -> None:
        try:
            for _ in range(5):
                granted.extend([changes.reserve(purpose="test", day=NOW.date(), micro_eur=10, cap_micro_eur=75)])
        finally:
            connection.close()

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(granted) == 7
    assert Outlay.objects.get(purpose="test").spent_micro_eur == 70


def test_a_failure_is_one_line_without_the_sentence(server: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    server.answer = reply("<html>Grizzly</html>")
    with caplog.at_level(logging.DEBUG):
        ask()
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("entraide")]
    assert len(lines) == 1
    assert lines[0].startswith("second opinion: no answer (not_json) after")
    assert "Grizzly" not in caplog.text
    assert "0475" not in caplog.text


def test_the_diary_holds_neither_sentence_nor_person(server: StandIn) -> None:
    server.answer = says({**OPINION, "topic": "animals.care"})
    ask()
    happening = Happening.objects.get(kind="second_opinion_asked")
    assert happening.facts == {"outcome": "answered", "was_sent": True}
    assert (happening.actor_id, happening.person_id, happening.post_id) == (None, None, None)
