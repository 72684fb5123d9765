"""The names of days and months agree with Unicode's CLDR, as Babel carries it."""

import pytest
from babel.dates import get_day_names, get_month_names

from entraide.common.text import fold
from entraide.logic.reading.moments import names
from entraide.logic.reading.moments.vocabulary import words

LANGUAGES = ("fr", "nl", "en", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_are_those_of_cldr(language: str) -> None:
    cldr = get_day_names("wide", locale=language)
    assert names.WEEKDAYS[language] == [fold(cldr[number]).text for number in range(7)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_those_of_cldr(language: str) -> None:
    cldr = get_month_names("wide", locale=language)
    assert names.MONTHS[language] == [fold(cldr[number]).text for number in range(1, 13)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_weekdays_of_cldr_are_known(language: str) -> None:
    for number, short in get_day_names("abbreviated", locale=language).items():
        assert fold(short).text.rstrip(".") in names.SHORT_WEEKDAYS[language][number].split("|")


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_months_of_cldr_are_known(language: str) -> None:
    for number, short in get_month_names("abbreviated", locale=language).items():
        kinds = words()[fold(short).text.rstrip(".")]
        assert kinds.get("SOFT_MONTH", kinds.get("MONTH")) == number


def test_a_long_name_misspelt_by_one_letter_is_known() -> None:
    assert words()["samdi"] == words()["samedi"]
    assert words()["donedrag".replace("drag", "rdag")] == words()["donderdag"]
    assert "zaterdga" not in words()  # the last letter stays


def test_no_misspelling_shadows_a_word_of_the_grammar() -> None:
    assert words()["mardi"]["WEEKDAY"] == 1
    assert "mari" not in words()
