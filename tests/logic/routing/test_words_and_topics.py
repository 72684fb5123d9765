"""What two sentences share: words, languages named, topics and their kin; and as what a person's sentence counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import reading

from entraide.logic.reading.interpretation import Candidate, Reading, Span
from entraide.logic.reading.topics import topic_codes
from entraide.logic.routing.gist import gist_of, guessed_topics
from entraide.logic.routing.kinship import kin_of, kinship, likeness
from entraide.logic.routing.safety import classes_of
from entraide.logic.routing.search import topics_to_search
from entraide.logic.routing.stance import parts_with_something, stance
from entraide.logic.routing.trust import rule_for
from entraide.logic.routing.vectors import LENGTH, likenesses, pack_vector, unpack_vector, unpack_vectors
from entraide.logic.routing.words import alike, subject_words, tongues, tongues_of, words_in_common


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("remorque", "remorques", True), ("wolle", "sockenwolle", True), ("tent", "partytent", True), ("accordeon", "accordeoniste", True),
        ("chien", "chat", False), ("bois", "boissons", True), ("sol", "solfege", False), ("haie", "haies", True),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_words_that_occur_everywhere_and_words_of_time_and_place_say_nothing() -> None:
    text = "Je cherche quelqu'un pour promener mon chien samedi à Ixelles"
    assert subject_words(text, (Span("time", 45, 51), Span("place", 54, 61))) == {"promener", "chien"}


def test_what_is_counted_and_given_is_what_a_sentence_is_about() -> None:
    boxes = "Thirty boxes to give away"
    assert subject_words(boxes, (Span("quantity", 0, 12),)) == {"boxes"}
    chairs = "Ik geef twee stoelen weg"
    assert subject_words(chairs, (Span("terms", 3, 24),)) == {"stoelen"}


def test_languages_are_one_word_in_all_languages() -> None:
    assert tongues(subject_words("cours de néerlandais")) == tongues(subject_words("ik geef Nederlands")) == {"dutch"}
    assert tongues_of({"fr", "nl", "xx"}) == {"french", "dutch"}


def test_words_in_common_count_mine_that_have_a_like() -> None:
    assert words_in_common({"poules", "tomates"}, {"poule", "canards"}) == 1


codes = st.sampled_from(sorted(topic_codes()))
guesses = st.dictionaries(codes, st.floats(0.05, 1), min_size=1, max_size=5)


@given(codes, codes)
def test_kinship_is_mutual_and_nothing_is_nearer_than_the_same(one: str, other: str) -> None:
    assert 0 <= kinship(one, other) == kinship(other, one) <= 1
    assert (kinship(one, other) == 1) == (one == other)


@given(guesses, guesses)
def test_likeness_of_guesses_lies_between_none_and_one(mine: dict[str, float], theirs: dict[str, float]) -> None:
    assert 0 <= likeness(mine, theirs) <= 1
    assert likeness(mine, mine) == pytest.approx(1)


@given(codes)
def test_every_bond_is_between_topics_that_exist(topic: str) -> None:
    assert kin_of(topic, at_least=0)[0] == topic
    assert set(kin_of(topic, at_least=0)) <= set(topic_codes())


def test_an_unsure_reading_is_searched_under_all_that_it_may_mean() -> None:
    candidates = (Candidate("errands.shopping", 0.5), Candidate("home.moving", 0.3), Candidate("work.legal", 0.01))
    unsure = gist_of("Qui m'aiderait ?", reading("errands.shopping", candidates=candidates))
    assert topics_to_search(unsure)[:2] == ("errands.shopping", "home.moving")
    assert "work.legal" not in topics_to_search(unsure)
    assert len(topics_to_search(unsure)) <= 8


def test_a_topic_that_was_set_right_is_certain() -> None:
    corrected = reading("home.moving", confidence=1.0, candidates=(Candidate("care.night", 0.9),))
    assert guessed_topics(corrected) == {"home.moving": 1.0}


def test_care_is_taken_as_soon_as_it_may_be_needed() -> None:
    maybe = (Candidate("leisure.outings", 0.5), Candidate("care.company", 0.2), Candidate("children.activities", 0.1))
    assert needs_somebody_verified(reading("leisure.outings", "need", candidates=maybe))
    assert not needs_somebody_verified(reading("leisure.outings", "need", candidates=maybe[:2]))
    assert not needs_somebody_verified(reading("leisure.outings", "need", confidence=1.0, candidates=maybe))


def needs_somebody_verified(of: Reading) -> bool:
    return rule_for(classes_of(gist_of("Qui vient ?", of)), rules={}).level != "anybody"


@pytest.mark.parametrize(
    ("text", "kind", "questions", "counts"),
    [
        ("Je fabrique des nichoirs", "offer", (), "gives"),
        ("J'aide à remplir les dossiers", "need", (), "gives"),
        ("Ik vertaal brieven naar het Engels", "need", (), "gives"),
        ("Je cherche un vélo", "need", (), "asks"),
        ("Mon robinet goutte et personne ne vient", "need", (), "asks"),
        ("Ich verstehe nichts von Steuern", "need", (), "asks"),
        ("J'ai parfois besoin d'un chauffeur", "offer", ("kind",), "asks"),
        ("J'aimerais pratiquer une langue", "offer", (), "likes"),
        ("Handige harry zoekt klusjes", "need", (), "gives"),
        ("J'adore les chiens", "none", (), "likes"),
        ("Gartenarbeit aller Art", "need", ("kind",), "gives"),
        ("Een bed voor wie het nodig heeft", "offer", ("kind",), "gives"),
        ("Spare room for anyone", "offer", ("kind",), "gives"),
        ("Ich möchte nähen lernen", "offer", (), "asks"),
        ("Ik maak confituur en zoek altijd fruit", "offer", (), "both"),
        ("On cuisine et on récupère vos surplus", "offer", (), "both"),
        ("Je cherche des élèves", "need", (), "gives"),
        ("Je donne mes livres, je n'ai plus assez de place", "offer", (), "gives"),
    ],
)  # fmt: skip
def test_as_what_people_say_of_themselves_counts(text: str, kind: str, questions: tuple[str, ...], counts: str) -> None:
    assert stance(text, reading("other.other", kind, questions=questions)) == counts


def test_who_parts_with_something_says_so() -> None:
    assert parts_with_something("Je donne un petit aquarium")
    assert parts_with_something("Wollreste zu verschenken")
    assert not parts_with_something("Ich stricke gern abends")


vectors = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).normal(size=LENGTH).astype(np.float32))


@given(vectors)
def test_a_kept_vector_comes_back_to_three_digits(vector: np.ndarray) -> None:
    unit = vector / np.linalg.norm(vector)
    packed = pack_vector(unit)
    assert len(packed) == 2 * LENGTH
    assert np.allclose(unpack_vector(packed), unit, atol=1e-3)
    assert np.allclose(unpack_vectors([packed, packed])[1], unit, atol=1e-3)
    assert likenesses(unit, [unpack_vector(packed), None])[0] == pytest.approx(1, abs=1e-3)
    assert likenesses(unit, [None]) == likenesses(None, [unit]) == [None]


def test_what_is_no_vector_is_refused() -> None:
    with pytest.raises(ValueError, match="512"):
        pack_vector(np.zeros(3, np.float32))
    with pytest.raises(ValueError, match="1024"):
        unpack_vector(b"12")
    assert unpack_vectors([]).shape == (0, LENGTH)


@given(
    st.frozensets(st.text("abc", min_size=3, max_size=7), max_size=4),
    st.frozensets(st.text("abc", min_size=3, max_size=7), max_size=4),
)
def test_words_in_common_are_those_that_have_a_like_however_they_are_found(
    mine: frozenset[str], theirs: frozenset[str]
) -> None:
    assert words_in_common(mine, theirs) == sum(any(alike(word, other) for other in theirs) for word in mine)
