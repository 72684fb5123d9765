"""The reasons that a person reads are the ones that the router gave: tested over a real ranking, so that they cannot drift apart."""

from datetime import datetime

import pytest
from django.utils import translation

from entraide.logic.reading import understand
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.gist import gist_of
from entraide.logic.routing.parties import Neighbour, RoutedPost, Spoken
from entraide.logic.routing.rank import rank
from entraide.wording.reasons import reasons

AT = datetime(2026, 3, 4, 10, 0)
SENTENCE = "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"
IXELLES = (50.8333, 4.3667)


def bruno_is_asked(**limits):
    text = "Je promène volontiers des chiens."
    bruno = Neighbour(
        identity="bruno",
        home=(50.83, 4.37),
        says=(Spoken(text=text, gist=gist_of(text, understand(text, at=AT)), vector=encode([text])[0]),),
        **limits,
    )
    post = RoutedPost(
        gist=gist_of(SENTENCE, understand(SENTENCE, at=AT)),
        at=AT,
        place=IXELLES,
        vector=encode([SENTENCE])[0],
        writer="ginette",
    )
    return rank(post=post, people=[bruno])[0].because


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_bruno_reads_his_own_words_his_hours_the_distance_and_his_terms(language):
    because = bruno_is_asked(free=("SA 08:00-13:00",), radius_km=3, terms=frozenset({"free"}))
    with translation.override(language):
        said = reasons(because)
    assert [reason.line for reason in said] == ["what", "when", "where", "return"]
    assert said[0].quote == "Je promène volontiers des chiens."
    assert "3" in said[2].words


def test_what_was_not_said_is_no_reason():
    assert [reason.line for reason in reasons(bruno_is_asked())] == ["what", "where"]
