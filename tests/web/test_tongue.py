"""Pages address people as their community does; outside they say vous, and to machines the language alone."""

import pytest
from django.test import Client
from django.utils import translation
from tests.other_tongue import with_tu
from tests.web import rows

from entraide.wording.tongue import plain_language

__all__ = ["with_tu"]


@pytest.mark.usefixtures("with_tu")
@pytest.mark.django_db
def test_pages_of_a_community_that_says_tu_do_and_the_next_page_elsewhere_does_not() -> None:
    chloe = rows.person("Chloé")
    rows.member(rows.community(address_form="tu"), chloe, is_steward=True)
    rows.member(rows.community(slug="namur", name="Namur"), chloe, is_steward=True)
    client = rows.signed_in(chloe)
    page = client.get("/c/ixelles/weights/")
    assert "que tu aies vu" in page.content.decode()
    assert '<html lang="fr"' in page.content.decode()
    assert page.headers["Content-Language"] == "fr"
    assert "que vous ayez vu" in client.get("/c/namur/weights/").content.decode()
    assert plain_language() == translation.get_language()


@pytest.mark.django_db
def test_sentences_in_the_readers_language_are_not_marked_as_foreign_in_any_form() -> None:
    house = rows.community(address_form="tu")
    rows.post(rows.person("Ginette"), community=house)
    page = Client(headers={"accept-language": "fr"}).get("/c/ixelles/").content.decode()
    assert '<html lang="fr"' in page
    assert 'class="sentence" lang=' not in page
