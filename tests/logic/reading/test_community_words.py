"""A community's own words: where they are heard, what they weigh, and which of them nobody may have for themselves."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.places import Place
from entraide.logic.reading import understand
from entraide.logic.reading.community_words import (
    CommunityWords,
    CurrencyWord,
    PlaceWord,
    TopicWord,
    in_plain_words,
    is_matter,
    with_words,
)
from entraide.logic.reading.meaning import Meaning
from entraide.logic.reading.nameable import Fault, fault_of

AT = datetime(2026, 3, 4, 10, 0)


def place(name: str, *, latitude: float = 50.669, precision: str = "district") -> Place:
    """A place of the community, in Louvain-la-Neuve."""
    return Place(
        id=f"C-{name}",
        name=name,
        precision="address" if precision == "address" else "district",
        country="BE",
        latitude=latitude,
        longitude=4.615,
        postcode="1348",
        postcodes=("1348",),
        parent="Louvain-la-Neuve",
    )


WORDS = CommunityWords(
    topics=(
        TopicWord("donnerie", "things.other"),
        TopicWord("la guindaille", "leisure.events", ("guinze",)),
        TopicWord("jardin partagé", "garden.maintenance"),
    ),
    currencies=(CurrencyWord("Coopflouze"), CurrencyWord("grain", "h", ("graines",))),
    places=(
        PlaceWord("la Cité", place("la Cité")),
        PlaceWord("le hall", place("le hall")),
        PlaceWord("le hall B", place("le hall B", precision="address")),
        PlaceWord("l'Atelier", place("l'Atelier")),
    ),
)


def heard(text: str, words: CommunityWords = WORDS) -> list[tuple[str, str]]:
    """The words found in `text`, as they stand there, each with what it stands for."""
    found = words.found_in(fold(text))
    hits = [(start, end, topic) for start, end, topic in found.topics]
    hits += [(start, end, worth) for start, end, worth in found.currencies]
    hits += [(start, end, places[0].name) for start, end, places in found.places]
    return [(fold(text).text[start:end], meant) for start, end, meant in sorted(hits)]


HEARD = [
    ("La Donnerie de samedi", [("donnerie", "things.other")]),
    ("deux DONNERIES", [("donneries", "things.other")]),
    ("l'argent de la guindaille", [("guindaille", "leisure.events")]),
    ("prêt pour une guinze ?", [("guinze", "leisure.events")]),
    ("les jardins partagés", [("jardins partages", "garden.maintenance")]),
    ("un jardin-partagé", [("jardin-partage", "garden.maintenance")]),
    ("3 coopflouzen", [("coopflouzen", "credit")]),
    ("une graine, deux graines", [("graine", "h"), ("graines", "h")]),
    ("rendez-vous au hall B", [("hall b", "le hall B")]),
    ("rendez-vous au Hall", [("hall", "le hall")]),
    ("un tapis pour le hall", []),
    ("à la Cité, ou à la cité", [("cite", "la Cité"), ("cite", "la Cité")]),
    ("RENDEZ-VOUS À LA CITÉ", [("cite", "la Cité")]),
    ("une cité ouvrière", []),
    ("rendez-vous à l’Atelier", [("atelier", "l'Atelier")]),
    ("je cherche un atelier", []),
    ("madonnerie, donneriens", []),
    ("", []),
]


@each_row(("text", "expected"), HEARD)
def test_words_are_heard_whole_folded_and_longest_first(text: str, expected: list[tuple[str, str]]) -> None:
    assert heard(text) == expected


def test_places_of_one_name_are_all_meant_and_of_other_words_the_first_counts() -> None:
    here, there = place("la Tour"), place("la Tour", latitude=49.6)
    words = CommunityWords(places=(PlaceWord("la Tour", here), PlaceWord("la tour", there)))
    assert words.places_named("LA TOUR") == (here, there)
    assert words.found_in(fold("à la Tour")).places[0][2] == (here, there)
    twice = CommunityWords(topics=(TopicWord("souk", "things.other"), TopicWord("souk", "leisure.events")))
    assert heard("un souk", twice) == [("souk", "things.other")]


def test_no_words_hear_nothing() -> None:
    assert not CommunityWords()
    assert heard("la donnerie, 3 grains", CommunityWords()) == []
    assert CommunityWords().places_named("la Cité") == ()


@each_row(
    ("text", "word", "expected"),
    [
        ("La donnerie cherche un plombier", "donnerie", False),
        ("De donnerie zoekt een loodgieter", "donnerie", False),
        ("Notre donnerie a besoin de bras", "donnerie", False),
        ("Je conduis des gens à la donnerie", "donnerie", False),
        ("Ik rijd naar de donnerie", "donnerie", False),
        ("Donnerie samedi, qui vient ?", "donnerie", True),
        ("J'organise une donnerie", "donnerie", True),
        ("Who wants to run a donnerie?", "donnerie", True),
    ],
)
def test_who_speaks_and_where_it_is_are_not_the_matter(text: str, word: str, expected: bool) -> None:
    folded = fold(text).text
    at = folded.index(word)
    assert is_matter(folded, at, at + len(word)) is expected


def test_a_word_weighs_against_the_sentence_and_never_decides_alone() -> None:
    def meaning(own: float, other: float) -> Meaning:
        topics = {"things.other": own, "home.plumbing": other, "care.visits": 1 - own - other}
        return Meaning({"need": 1.0}, {"service": 1.0}, topics, {"open": 1.0}, None)  # type: ignore[arg-type]

    def best(own: float, other: float) -> str:
        topics = with_words(meaning(own, other), {"things.other"}).topic
        assert sum(topics.values()) == pytest.approx(1)
        return max(topics, key=topics.__getitem__)

    assert best(0.05, 0.5) == "things.other"
    assert best(0.001, 0.95) == "home.plumbing"
    assert with_words(meaning(0.2, 0.3), {"no.such"}) == meaning(0.2, 0.3)


def test_the_heads_are_given_the_topics_label_in_the_sentences_language() -> None:
    assert in_plain_words("une donnerie", [(4, 12, "leisure.events")], language="fr") == "une fêtes et événements"
    assert in_plain_words("no words", [], language="en") == "no words"


_TEXT = st.text(
    alphabet=st.sampled_from(list("donerigualhcbtéÉîB'’- .,0123 \u200b\u0301ßİ👍\u202eD")), max_size=120
) | st.lists(
    st.sampled_from(
        ["donnerie", "Guindaille", "hall B", "la Cité", "grains", "3", "à", "l'", "\u200d", ",", "samedi", "€"]
    ),
    max_size=14,
).map(" ".join)


@given(_TEXT)
def test_found_words_never_overlap_nor_cut_a_word(text: str) -> None:
    folded = fold(text)
    found = WORDS.found_in(folded)
    hits = sorted((hit[0], hit[1]) for part in (found.topics, found.currencies, found.places) for hit in part)
    end = 0
    for start, stop in hits:
        assert end <= start < stop <= len(folded.text)
        assert not folded.text[start - 1 : start].isalnum()
        assert not folded.text[stop : stop + 1].isalnum()
        end = stop


@given(st.lists(st.text(max_size=30), max_size=8), st.text(max_size=80))
def test_any_names_at_all_make_words_that_never_fail(names: list[str], text: str) -> None:
    words = CommunityWords(
        topics=tuple(TopicWord(name, "things.other") for name in names[::3]),
        currencies=tuple(CurrencyWord(name) for name in names[1::3]),
        places=tuple(PlaceWord(name, place("x")) for name in names[2::3]),
    )
    words.found_in(fold(text))
    words.found_in(fold(" ".join(names)))


@given(st.text(max_size=60), st.sampled_from(["topic", "currency", "place"]))
@settings(deadline=None)
def test_any_name_is_either_allowed_or_refused(name: str, sort: str) -> None:
    fault_of(name, sort=sort)  # type: ignore[arg-type]


NAMES: list[tuple[str, str, Fault | None]] = [
    ("donnerie", "topic", None),
    ("guindaille", "topic", None),
    ("coup de pouce", "topic", None),
    ("Coopflouze", "currency", None),
    ("grains", "currency", None),
    ("la Cité", "place", None),
    ("le hall B", "place", None),
    ("l'Atelier", "place", None),
    ("l'atelier", "place", "word_is_ordinary"),
    ("chien", "topic", "word_is_ordinary"),
    ("Hund", "currency", "word_is_ordinary"),
    ("het huis", "topic", "word_is_ordinary"),
    ("de la", "topic", "word_is_ordinary"),
    ("demain", "topic", "word_is_time"),
    ("Zaterdag", "place", "word_is_time"),
    ("samedi matin", "topic", "word_is_time"),
    ("12", "currency", "word_is_number"),
    ("10 h", "topic", "word_is_number"),
    ("douze", "topic", "word_is_number"),
    ("gratuit", "currency", "word_is_price"),
    ("Liège", "place", "word_is_town"),
    ("x", "topic", "word_too_short"),
    (" !", "topic", "word_too_short"),
    ("un nom beaucoup trop long pour être retenu", "place", "word_too_long"),
]


@each_row(("name", "sort", "fault"), NAMES)
def test_words_that_mean_something_to_everybody_stay_everybodys(name: str, sort: str, fault: Fault | None) -> None:
    assert fault_of(name, sort=sort) == fault  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_sentence_is_read_with_the_communitys_words() -> None:
    reading = understand(
        "Je cherche de l'aide pour une guindaille au hall B samedi, 5 grains de l'heure", at=AT, words=WORDS
    )
    assert (reading.kind, reading.topic) == ("need", "leisure.events")
    assert reading.place is not None
    assert (reading.place.name, reading.place.precision) == ("le hall B", "address")
    assert (reading.terms.mode, reading.terms.amount, reading.terms.currency, reading.terms.per) == (
        "credits",
        5,
        "h",
        "hour",
    )
    assert understand("La donnerie cherche un plombier", at=AT, words=WORDS).topic == "home.plumbing"
    assert understand("J'organise une donnerie dimanche", at=AT, words=WORDS).topic == "things.other"


@pytest.mark.slow
def test_an_own_place_is_the_start_of_a_trip_and_belongs_to_its_town() -> None:
    trip = understand("Covoiturage du hall B vers Namur lundi matin", at=AT, words=WORDS)
    assert trip.place is not None
    assert trip.destination is not None
    assert (trip.place.name, trip.destination.name) == ("le hall B", "Namur")
    within = understand("Tonte de pelouse au hall B, Louvain-la-Neuve", at=AT, words=WORDS)
    assert within.place is not None
    assert within.place.name == "le hall B"


@pytest.mark.slow
@given(_TEXT)
@settings(deadline=None, max_examples=60)
def test_spans_stay_apart_and_inside_whatever_is_written(text: str) -> None:
    if not fold(text).text.strip():
        return
    end = 0
    for span in understand(text[:300], at=AT, words=WORDS).spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
