"""How people are addressed: as their community does, in the language that they read; whatever asks for the language gets it alone."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from tests.other_tongue import YOURS, with_tu

from entraide.adapters.mail.letter import compose
from entraide.adapters.mail.news_letters import NewsLetter
from entraide.wording.told_news import Told
from entraide.wording.tongue import TONGUES, plain_language, tongue

SOURCE = Path(__file__).parents[2] / "src" / "entraide"
__all__ = ["with_tu"]


def test_a_language_without_two_forms_says_the_same_in_both() -> None:
    assert [tongue(language=one, address_form="tu") for one in ("fr", "nl", "en", "de")] == [
        "fr-tu",
        "nl",
        "en",
        "de-du",
    ]
    assert [tongue(language=one, address_form="vous") for one in ("fr", "nl", "en", "de")] == ["fr", "nl", "en", "de"]


@pytest.mark.usefixtures("with_tu")
def test_what_the_other_form_does_not_say_the_language_says() -> None:
    with translation.override("fr-tu"):
        assert "que tu aies vu" in gettext(YOURS)
        assert plain_language() == "fr"
        assert ngettext("%(n)s heure", "%(n)s heures", 2) == "%(n)s heures"
    with translation.override("fr"):
        assert "que vous ayez vu" in gettext(YOURS)


def test_numbers_and_plurals_are_those_of_the_language_in_every_form() -> None:
    for form in (one for forms in TONGUES.values() for one in forms.values()):
        plain = form.split("-")[0]
        said = []
        for code in (plain, form):
            with translation.override(code):
                said.append(
                    (number_format(1250.5, force_grouping=True), gettext("Annonces"), translation.get_language_bidi())
                )
        assert said[0] == said[1]


@pytest.mark.usefixtures("with_tu")
def test_a_letter_speaks_as_the_community_does() -> None:
    letter = NewsLetter(
        identity="notice-1",
        to="ginette@example.org",
        language="fr",
        first_name="Ginette",
        told=Told(kind="message", person="Bruno", thread_code="abc"),
        site="https://example.org",
        settings_address="https://example.org/settings/",
    )
    assert "Lis et réponds" in compose(letter, house="Ixelles", address_form="tu").text
    assert "Lis et réponds" not in compose(letter, house="Ixelles").text
    assert 'lang="fr"' in compose(letter, house="Ixelles", address_form="tu").html


def test_nobody_asks_django_for_the_language_itself() -> None:
    asking = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bget_language\(", path.read_text(encoding="utf-8")) and path.name != "tongue.py"
    ]
    assert asking == []
    tags = [str(path) for path in SOURCE.rglob("*.html") if "get_current_language" in path.read_text(encoding="utf-8")]
    assert tags == []
