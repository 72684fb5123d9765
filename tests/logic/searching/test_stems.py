"""Forms of one word meet, in each of the four languages; words that are something else do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.common.text import fold_key
from entraide.logic.searching.stems import stems
from entraide.logic.searching.words import LANGUAGES

FORMS = {
    "fr": """vélo vélos / travail travaux / cheval chevaux / gâteau gâteaux / réparer répare réparation réparateur réparée
        / jardin jardins jardinage jardiner jardinier / garder garde gardez / plombier plomberie / nettoyer nettoyage nettoie
        / déménager déménage déménagement déménagements / promener promenade promène promeneur / chien chiens chienne
        / leçon leçons / enfant enfants / perceuse perceuses / bricoler bricolage bricoleur / peindre peinture / maison maisons
        / jeu jeux / clé clés clef / cuisine cuisiner cuisinier / prêter prête prêt / ordinateur ordinateurs ordi""",
    "nl": """fiets fietsen fietsje / boor boren / les lessen / huis huizen / brief brieven / hond honden hondje
        / herstel herstellen herstelt hersteld / oppas oppassen / kind kinderen / geven geef geeft / boodschap boodschappen
        / lenen leen leent / tuin tuinen / wandel wandelen wandeling / ladder ladders / koken kook kookt / taal talen
        / verhuizen verhuis verhuizing / klusje klusjes klussen""",
    "en": """bike bikes / baby babies / repair repairs repaired repairing / garden gardening gardener / drill drills drilling
        / paint painting painter / child children / shelf shelves / walk walking walked / move moving moved / box boxes""",
    "de": """Fahrrad Fahrräder Fahrraeder / Hund Hunde / Kind Kinder Kindern / Lehrer Lehrerin Lehrerinnen / leihen leihe leiht
        / Bohrmaschine Bohrmaschinen / Schlüssel Schluessel / Umzug Umzüge / Wohnung Wohnungen / kochen koche kocht
        / Buch Bücher / Reparatur reparieren""",
}
GROUPS = [(language, group.split()) for language, groups in FORMS.items() for group in groups.split("/")]
APART = [
    ("fr", "cours", "courses"),
    ("fr", "chien", "chiffon"),
    ("fr", "plante", "plombier"),
    ("en", "garden", "garage"),
    ("nl", "fiets", "fles"),
    ("de", "Hund", "Hand"),
]


@pytest.mark.parametrize(
    ("language", "forms"), GROUPS, ids=lambda value: value[0] if isinstance(value, list) else value
)
def test_forms_of_a_word_have_a_stem_in_common(language: str, forms: list[str]) -> None:
    first, *others = (stems(fold_key(form), language) for form in forms)
    assert all(first & other for other in others)


@pytest.mark.parametrize(("language", "one", "other"), APART)
def test_other_words_have_none(language: str, one: str, other: str) -> None:
    assert not stems(fold_key(one), language) & stems(fold_key(other), language)


@given(
    word=st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=30), language=st.sampled_from(LANGUAGES)
)
def test_every_word_has_a_stem_of_three_letters_at_least_if_it_has_as_many(word: str, language: str) -> None:
    found = stems(word, language)
    assert found
    assert all(len(stem) >= min(len(word), 2) for stem in found)
