"""What a new community may start from: every template is whole in four languages, within the charter, and its address is its own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.charter.addresses import LONGEST_ADDRESS, RESERVED, free_slug, is_reserved, slug_of
from entraide.logic.charter.charter import breaches
from entraide.logic.charter.templates import codes, template, templates
from entraide.logic.reading.topics import topic_codes

LANGUAGES = ("fr", "nl", "en", "de")


def test_the_eight_that_were_promised_are_there() -> None:
    assert set(codes()) == {
        "town", "neighbours", "association", "independents", "brand", "makers", "food", "students"
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_each_is_whole_in_each_language(code: str, language: str) -> None:
    found = template(code=code, language=language)
    assert found
    assert found.label
    assert found.hint
    assert found.motto
    assert found.sections
    assert 0 < len(found.welcome) <= 1000
    assert len(found.motto) <= 160
    assert len({section.lower() for section in found.sections}) == len(found.sections) <= 20
    assert all(len(section) <= 60 for section in found.sections)
    families = {one.partition(".")[0] for one in topic_codes()}
    assert all(one in topic_codes() or one in families for one in found.topics)


def test_the_languages_say_different_things() -> None:
    for code in codes():
        assert len({template(code=code, language=language).hint for language in LANGUAGES}) == len(LANGUAGES)  # type: ignore[union-attr]


@pytest.mark.parametrize("code", codes())
def test_none_breaks_the_charter(code: str) -> None:
    found = template(code=code, language="fr")
    assert found
    assert not breaches(found.rules)


def test_independents_have_coopworks_six_fields_and_its_currency() -> None:
    found = template(code="independents", language="fr")
    assert found
    assert {one for one in topic_codes() if one.startswith("work.")} == set(found.topics)
    assert len(found.topics) == len(found.sections) == 6
    assert found.currency
    assert found.currency.name == "Coopflouze"
    assert found.rules.currency == "credits"


def test_there_is_none_of_another_name_and_french_stands_for_other_languages() -> None:
    assert template(code="bank", language="fr") is None
    assert templates(language="it") == templates(language="fr")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Smart s'entraide", "smart-s-entraide"),
        ("Ixelles s’entraide", "ixelles-s-entraide"),
        ("L’Établi", "l-etabli"),
        ("Café & Cie, rue Œillet 12", "cafe-cie-rue-oeillet-12"),
        ("Straße der Grüße", "strasse-der-grusse"),
        ("Ελλάδα", ""),
        ("---", ""),
    ],
)
def test_an_address_is_read_off_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=200))
def test_an_address_is_always_one_that_can_be_typed(name: str) -> None:
    slug = slug_of(name)
    assert len(slug) <= LONGEST_ADDRESS
    assert not slug or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


@given(st.integers(min_value=0, max_value=20))
def test_the_next_of_one_name_gets_a_number(so_many: int) -> None:
    taken: set[str] = set()
    for _ in range(so_many):
        taken.add(free_slug("rue-longue", taken=taken))
    assert len(taken) == so_many
    assert taken == {"rue-longue", *(f"rue-longue-{n}" for n in range(2, so_many + 1))} - (
        {"rue-longue"} if not so_many else set()
    )


def test_words_of_the_server_itself_are_nobodys() -> None:
    assert all(is_reserved(one) for one in RESERVED)
    assert is_reserved(slug_of("Admin"))
    assert not is_reserved(slug_of("Les voisins de Malibran"))
