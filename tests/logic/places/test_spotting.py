"""Spotting places in sentences: what is one, what is not, which words, and what stands before them."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.places import Mention, distance_km, find, spot

SENTENCES = [
    line.split("\t")
    for line in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@each_row(("language", "home", "expected", "sentence"), SENTENCES)
def test_the_places_of_a_sentence_are_spotted_and_nothing_else(
    language: str, home: str, expected: str, sentence: str
) -> None:
    where = find(name=home)[0].place if home else None
    wanted = [find(name=name, home=where, language=language)[0].place for name in expected.split("|") if name]
    mentions = spot(sentence, language=language, home=where)
    assert len(mentions) == len(wanted), [m.text for m in mentions]
    for mention, place in zip(mentions, wanted, strict=True):
        assert distance_km(mention.place, place) < 1, (mention.place, place)


def only(sentence: str, **more: object) -> Mention:
    (mention,) = spot(sentence, **more)  # type: ignore[arg-type]
    return mention


def test_the_span_is_of_the_sentence_as_written() -> None:
    sentence = "👋 Où ça ? À Sᴛ… ou plutôt à Saint‑Gilles (1060) !"
    mention = spot(sentence, language="fr")[-1]
    assert sentence[mention.start : mention.end] == mention.text
    assert mention.text.startswith("Saint‑Gilles")
    assert mention.postcode == "1060"


def test_a_postcode_beside_the_name_belongs_to_the_mention() -> None:
    assert only("Frigo à donner, 1070 Anderlecht", language="fr").text == "1070 Anderlecht"
    assert only("Frigo à donner à Anderlecht 1070", language="fr").text == "Anderlecht 1070"
    assert only("Frigo à donner, B-1070 Anderlecht", language="fr").text == "B-1070 Anderlecht"
    assert only("Abzugeben in 50823 Köln", language="de").text == "50823 Köln"


def test_a_price_or_a_year_beside_a_name_does_not() -> None:
    assert only("Vélo à vendre à Anderlecht 1500 euros", language="fr").text == "Anderlecht"
    assert only("Huis te koop in Leuven 2000", language="nl").postcode is None


def test_what_stands_before_is_told() -> None:
    def said(sentence: str, language: str) -> list[tuple[str | None, str | None]]:
        return [(m.preposition, m.relation) for m in spot(sentence, language=language)]

    assert said("de Namur à Liège", "fr") == [("de", "of"), ("a", "at")]
    assert said("près de Namur", "fr") == [("pres de", "near")]
    assert said("autour de la Croix-Rousse", "fr")[0][1] == "near"
    assert said("dans un rayon de 10 km autour de Namur", "fr")[0][1] == "near"
    assert said("in een straal van 8 km rond Tervuren", "nl")[0][1] == "near"
    assert said("im Umkreis von 10 km um Aachen", "de")[0][1] == "near"
    assert said("within 3 km of Leuven", "en")[0][1] == "near"
    assert said("naar Luik", "nl") == [("naar", "to")]
    assert said("from Ghent to Paris", "en") == [("from", "from"), ("to", "to")]
    assert said("von Aachen nach Essen", "de") == [("von", "from"), ("nach", "to")]
    assert said("entre Namur et Liège", "fr")[0][1] == "between"
    assert said("Uccle", "fr") == [(None, None)]


def test_the_preposition_starts_where_it_is_written() -> None:
    sentence = "Jardin près de Namur"
    mention = only(sentence, language="fr")
    assert sentence[mention.preposition_start : mention.start] == "près de "


@each_row("joint", [" -> ", "->", " → ", " - ", "–", "/", " > "])
def test_the_two_ends_of_a_trip_are_joined_by_an_arrow(joint: str) -> None:
    start, end = spot(f"covoit Liège{joint}Bruxelles demain", language="fr")
    assert (start.text, end.text) == ("Liège", "Bruxelles")
    assert end.is_after_arrow
    assert not start.is_after_arrow


def test_words_after_a_place_may_say_where_it_lies() -> None:
    mention = only("Terrain près de Die (Drôme)", language="fr")
    assert mention.text == "Die"
    assert mention.belongs_to is not None
    assert mention.belongs_to.precision == "region"
    narrower = only("Samen koken in Gent, Dampoort", language="nl")
    assert narrower.text == "Gent, Dampoort"
    assert narrower.place.parent == "Gent"


def test_another_place_of_the_sentence_helps_to_choose_between_namesakes() -> None:
    start, end = spot("Je vais de Saint-Gilles à Uccle", language="fr")
    assert start.place.country == end.place.country == "BE"


def test_masked_words_hold_no_place() -> None:
    sentence = "à Namur le 3 mars à Liège"
    assert [m.text for m in spot(sentence, language="fr", masked=[(2, 7)])] == ["Liège"]


def test_namesakes_far_apart_make_a_mention_ambiguous() -> None:
    assert only("Cours de danse à Saint-Nicolas", language="fr").is_ambiguous
    liege = find(name="Liège")[0].place
    assert not only("Cours de danse à Saint-Nicolas", language="fr", home=liege).is_ambiguous


def test_a_misspelt_place_after_a_sure_word_is_spotted() -> None:
    mention = only("Je cherche un studio à Bruxeles", language="fr")
    assert mention.is_misspelt
    assert mention.place.country == "BE"
    assert spot("Je cherche un studion à louer", language="fr") == []


def test_all_capitals_are_read_too() -> None:
    assert [m.place.name for m in spot("URGENT CHERCHE STUDIO A IXELLES", language="fr")] == ["Ixelles"]


def test_a_folded_sentence_may_be_given() -> None:
    assert spot(fold("à Namur"), language="fr") == spot("à Namur", language="fr")


def assert_spans_are_whole_words(sentence: str) -> None:
    end = 0
    for mention in spot(sentence):
        assert end <= mention.start < mention.end <= len(sentence)
        assert mention.text == sentence[mention.start : mention.end]
        assert mention.found
        assert not (mention.start and sentence[mention.start - 1].isalnum() and sentence[mention.start].isalnum())
        assert not (mention.end < len(sentence) and sentence[mention.end].isalnum() and mention.text[-1].isalnum())
        end = mention.end


@given(st.text(max_size=300))
def test_any_text_is_read_and_no_word_is_cut(text: str) -> None:
    assert_spans_are_whole_words(text)


WORDS = ["Namur", "1050", "Ixelles", "à", "de", "Saint", "-", "St.", "Paris", "11e", "(", ")", ",", "->", "Die", "Essen",
         "Straße", "ß", "½", "é", "e\u0301", "🏠", "'", "’", "s/", "l'", "in", "Gent", "4000", "€", "Bxl", "La", "\u200b"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", " ", "-"]))
def test_any_mix_of_names_marks_and_numbers_is_read_and_no_word_is_cut(words: list[str], joint: str) -> None:
    assert_spans_are_whole_words(joint.join(words)[:300])


def test_five_thousand_digits_are_no_place() -> None:
    assert spot("4" * 5000) == []
