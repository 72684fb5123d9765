"""Two opinions of one sentence: agreement makes surer, difference makes a question, and nothing unknown ever gets in."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.interpretation import Candidate, Reading
from entraide.logic.reading.second_opinion import Opinion, combined, is_wanted, opinion_from
from entraide.logic.reading.topics import topic_codes

UNSURE = Reading(
    language="fr",
    kind="need",
    action="service",
    topic="animals.walking",
    subject=None,
    confidence=0.3,
    questions=("topic",),
    candidates=(Candidate("animals.walking", 0.4), Candidate("animals.care", 0.3), Candidate("animals.sitting", 0.2)),
)
SAME = Opinion(kind="need", action="service", topic="animals.walking", confidence=0.9)
OTHER_TOPIC = replace(SAME, topic="animals.sitting")
OTHER_KIND = replace(SAME, kind="offer")
NEITHER = Opinion(kind="none", action=None, topic=None, confidence=0.9)

fields = st.sampled_from(["kind", "topic"])
readings = st.builds(
    lambda kind, topic, confidence, questions, codes: Reading(
        language="nl",
        kind=kind,
        action=None if kind == "none" else "give",
        topic=None if kind == "none" else topic,
        subject=None,
        confidence=confidence,
        questions=tuple(questions),
        candidates=tuple(Candidate(code, 0.1) for code in dict.fromkeys([topic, *codes])),
    ),
    st.sampled_from(["need", "offer", "none"]),
    st.sampled_from(topic_codes()),
    st.floats(0, 1),
    st.lists(st.sampled_from(["kind", "topic", "place"]), unique=True),
    st.lists(st.sampled_from(topic_codes()), max_size=4),
)
opinions = st.one_of(
    st.builds(
        Opinion,
        kind=st.sampled_from(["need", "offer"]),
        action=st.sampled_from(["service", "give", "lend", "sell", None]),
        topic=st.sampled_from(topic_codes()),
        confidence=st.floats(0, 1),
    ),
    st.builds(Opinion, kind=st.just("none"), action=st.none(), topic=st.none(), confidence=st.floats(0, 1)),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
)


def test_agreement_makes_surer_and_takes_the_question_away() -> None:
    read = combined(UNSURE, opinion=SAME)
    assert read.confidence > 0.7
    assert read.questions == ()


def test_an_agreement_that_is_itself_unsure_leaves_the_question() -> None:
    read = combined(UNSURE, opinion=replace(SAME, confidence=0.1))
    assert 0.3 < read.confidence < 0.5
    assert read.questions == ("topic",)


def test_another_topic_becomes_the_first_question_with_both_first() -> None:
    read = combined(replace(UNSURE, questions=("place",)), opinion=OTHER_TOPIC)
    assert read.questions == ("topic", "place")
    assert [c.topic for c in read.candidates] == ["animals.walking", "animals.sitting", "animals.care"]
    assert read.confidence < 0.3
    assert read.topic == "animals.walking", "our own stays until the writer says"


def test_a_topic_that_was_no_candidate_comes_second() -> None:
    read = combined(UNSURE, opinion=replace(SAME, topic="things.animals"))
    assert [c.topic for c in read.candidates][:2] == ["animals.walking", "things.animals"]
    assert len(read.candidates) == len(UNSURE.candidates)


def test_another_kind_is_asked_first() -> None:
    assert combined(UNSURE, opinion=OTHER_KIND).questions[0] == "kind"
    assert combined(UNSURE, opinion=NEITHER).questions[0] == "kind"


def test_a_greeting_that_is_none_offers_the_others_topic_next() -> None:
    none = replace(UNSURE, kind="none", action=None, topic=None, questions=())
    read = combined(none, opinion=OTHER_TOPIC)
    assert (read.kind, read.topic) == ("none", None)
    assert [c.topic for c in read.candidates][:2] == ["animals.walking", "animals.sitting"]
    assert combined(none, opinion=NEITHER).confidence > none.confidence


def test_what_the_writer_settled_is_no_matter_of_opinion() -> None:
    assert combined(UNSURE, opinion=OTHER_TOPIC, settled={"kind", "topic"}) == UNSURE
    read = combined(UNSURE, opinion=replace(OTHER_KIND, topic="animals.sitting"), settled={"topic"})
    assert read.candidates == UNSURE.candidates
    assert read.questions[0] == "kind"


@pytest.mark.parametrize(
    ("reading", "settled", "wanted"),
    [
        (UNSURE, set(), True),
        (UNSURE, {"topic"}, False),
        (UNSURE, {"kind"}, True),
        (UNSURE, {"kind", "topic"}, False),
        (replace(UNSURE, questions=("kind",), confidence=0.9), set(), True),
        (replace(UNSURE, questions=("kind",), confidence=0.9), {"kind"}, False),
        (replace(UNSURE, questions=(), confidence=0.4), set(), True),
        (replace(UNSURE, questions=("place",), confidence=0.9), set(), False),
        (replace(UNSURE, questions=(), confidence=0.9), set(), False),
        (replace(UNSURE, kind="none", topic=None, questions=(), confidence=0.9), set(), False),
        (replace(UNSURE, kind="none", topic=None, questions=(), confidence=0.3), set(), True),
        (replace(UNSURE, kind="need", topic=None, questions=(), confidence=0.9), {"kind"}, True),
    ],
)
def test_it_is_wanted_only_where_kind_or_topic_is_in_doubt(reading: Reading, settled: set[str], wanted: bool) -> None:
    assert is_wanted(reading, settled=settled) is wanted


@given(readings, opinions, st.sets(fields))
def test_an_opinion_never_changes_the_reading_itself(reading: Reading, opinion: Opinion, settled: set[str]) -> None:
    read = combined(reading, opinion=opinion, settled=settled)
    unchanged = {"confidence": reading.confidence, "questions": reading.questions, "candidates": reading.candidates}
    assert replace(read, **unchanged) == reading
    assert 0 <= read.confidence <= 1
    assert len(set(read.questions)) == len(read.questions)
    assert set(reading.questions) - {"kind", "topic"} <= set(read.questions)
    assert {c.topic for c in read.candidates} <= {c.topic for c in reading.candidates} | {opinion.topic}
    assert not {"kind", "topic"} & settled & (set(read.questions) - set(reading.questions))


@given(opinions)
def test_an_opinion_survives_the_trip_through_plain_data(opinion: Opinion) -> None:
    assert opinion_from(opinion.as_dict()) == opinion


@given(anything)
def test_whatever_is_no_opinion_is_none(values: Any) -> None:
    assert opinion_from(values) is None


@given(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["need", "none", "king"]) | anything,
            "action": st.sampled_from(["give", None, "steal"]) | anything,
            "topic": st.sampled_from(["animals.walking", None, "gold"]) | anything,
            "confidence": st.floats() | anything,
        }
    )
)
def test_an_opinion_holds_known_values_only(values: dict[str, Any]) -> None:
    opinion = opinion_from(values)
    if opinion:
        assert opinion.kind in ("need", "offer", "none")
        assert opinion.topic in (*topic_codes(), None)
        assert opinion.action in ("service", "give", "lend", "sell", None)
        assert 0 <= opinion.confidence <= 1
