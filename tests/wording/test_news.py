"""News that is about no post: no kind is told without words and without a sort of mail, and none fails for a fact that is gone."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from entraide.journeys.when_to_mail import SORTS
from entraide.wording.news import KINDS, Told, news_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "entraide"


def kinds_told() -> set[str]:
    """Every kind that some journey tells of, as it stands in the source."""
    calls = [
        node
        for path in SOURCE.glob("journeys/**/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and "tell_of" in (getattr(node.func, "attr", ""), getattr(node.func, "id", ""))
    ]
    values = [word.value for call in calls for word in call.keywords if word.arg == "kind"]
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


def test_every_kind_that_is_told_has_words() -> None:
    assert kinds_told() <= set(KINDS)


def test_every_kind_with_words_belongs_to_a_sort_of_mail() -> None:
    assert set(KINDS) <= {kind for kinds in SORTS.values() for kind in kinds}


@pytest.mark.parametrize("kind", [*KINDS, "nothing we know"])
@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_news_is_said_whatever_is_gone(kind: str, language: str) -> None:
    with translation.override(language):
        bare = news_of(Told(kind=kind))
        whole = news_of(Told(kind=kind, community="Ixelles", slug="ixelles", person="Bruno", person_code="b7"))
    for news in (bare, whole):
        assert news.subject
        assert news.title
        assert news.path.startswith("/")
