"""A message as HTML: its words and nothing else; web addresses are links that vouch for nothing; no sign of it becomes mark-up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.web.message_words import message_html


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Un mot.", "<p>Un mot.</p>"),
        ("Un.\n\nDeux.\nTrois.", "<p>Un.</p><p>Deux.<br>Trois.</p>"),
        ("<b>Gras</b> & co", "<p>&lt;b&gt;Gras&lt;/b&gt; &amp; co</p>"),
    ],
)
def test_words_come_in_paragraphs_and_lines(words: str, html: str) -> None:
    assert str(message_html(words)) == html


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Voyez https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("(voir http://example.org/x)", "http://example.org/x"),
        ("https://fr.wikipedia.org/wiki/Flagey_(Ixelles), dit-il", "https://fr.wikipedia.org/wiki/Flagey_(Ixelles)"),
        ("« https://example.org/ »", "https://example.org/"),
    ],
)
def test_an_address_becomes_a_link_without_the_marks_after_it(words: str, address: str) -> None:
    found = re.findall(r'<a href="([^"]+)" rel="nofollow ugc noopener noreferrer">([^<]+)</a>', message_html(words))
    assert found == [(address, address)]


@pytest.mark.parametrize("words", ["javascript:alert(1)", "data:text/html,x", "example.org", "ftp://example.org/"])
def test_nothing_else_becomes_a_link(words: str) -> None:
    assert "<a" not in message_html(words)


@given(st.text(max_size=200))
def test_whatever_is_written_no_mark_up_but_ours_comes_of_it(words: str) -> None:
    html = str(message_html(words))
    rest = re.sub(r'</?p>|<br>|<a href="https?://[^"<>]*" rel="nofollow ugc noopener noreferrer">|</a>', "", html)
    assert "<" not in rest
    assert ">" not in rest
