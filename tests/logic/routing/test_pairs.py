"""Whom the routing's own reader and encoder find for what people write: labelled pairs, and what must not be taken for another.

`pairs.jsonl` holds posts in four languages, each with sentences of people labelled 2 (says just that), 1 (could well help) and 0
(same words, other thing; same thing, other side). One half was for fitting, the figure of the other is held here.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from math import log2
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from entraide.logic.reading import Written, understand_all
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.fit import Fit, fits
from entraide.logic.routing.gist import gist_of
from entraide.logic.routing.parties import Neighbour, RoutedPost, Spoken
from entraide.logic.routing.search import Search
from entraide.logic.routing.vectors import likenesses
from entraide.logic.routing.weights import FIT

AT = datetime(2026, 5, 6, 10, 0)
HOME = (50.46, 4.86)
# What the checking half reached when this was written, less a little.
LEAST_NDCG = 0.70


@cache
def spoken(*texts: str) -> tuple[Spoken, ...]:
    """Sentences, read and encoded in one go."""
    readings = understand_all([Written(text, at=AT, home=HOME) for text in texts])
    return tuple(
        Spoken(text, gist_of(text, reading), vector)
        for text, reading, vector in zip(texts, readings, encode(texts), strict=True)
    )


def fitting(written: Spoken, says: tuple[Spoken, ...]) -> list[Fit]:
    """The sentences by which their speakers would be asked about the post, best first."""
    search = Search(RoutedPost(gist=written.gist, at=AT, vector=written.vector))
    speakers = Neighbour(identity="everybody", says=says)
    found, _ = fits(search, speakers, likenesses=likenesses(written.vector, [say.vector for say in says]))
    least = FIT.least_wanted if written.gist.kind == "offer" else FIT.least
    return [fit for fit in found if fit.value >= least]


def gain(grades: list[int]) -> float:
    """Discounted cumulative gain of the first ten."""
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:10]))


def checked() -> Iterator[dict[str, Any]]:
    """The pairs of the checking half."""
    lines = (Path(__file__).parent / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return (pair for pair in map(json.loads, lines) if pair["half"] == "check")


@pytest.mark.slow
def test_among_all_that_people_say_those_who_can_help_come_first() -> None:
    pairs = list(checked())
    everything = [pair["text"] for pair in pairs] + [say for pair in pairs for _, say in pair["says"]]
    read = {say.text: say for say in spoken(*dict.fromkeys(everything))}
    by_language: dict[str, dict[str, None]] = {}
    for pair in pairs:
        by_language.setdefault(pair["language"], {}).update(dict.fromkeys(say for _, say in pair["says"]))
    reached = []
    for pair in pairs:
        grades = {say: grade for grade, say in pair["says"]}
        says = tuple(read[say] for say in by_language[pair["language"]])
        found = [grades.get(fit.say.text, 0) for fit in fitting(read[pair["text"]], says)]
        reached.append(gain(found) / gain(sorted(grades.values(), reverse=True)))
    assert mean(reached) >= LEAST_NDCG


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        ("Mon piano sonne faux", "Accordeur de piano, je me déplace", "Je déménage des pianos et des meubles lourds"),
        ("Mijn piano is vals", "Ik stem piano's bij de mensen thuis", "Transport van piano's en brandkasten"),
        ("My piano needs tuning", "Piano tuner, evenings too", "We shift pianos and other heavy things"),
        ("Mein Klavier muss gestimmt werden", "Ich stimme Klaviere", "Klaviertransporte und schwere Lasten"),
        ("Qui aurait une perceuse à prêter ?", "Mes outils : perceuse, scie, niveau, à emprunter", "Je prête ma remorque"),
        ("Wie leent mij een ladder uit?", "Mijn ladder mag je lenen", "Ik zoek een ladder van zes meter"),
        ("My lawn needs mowing", "I cut grass with my own mower", "I cut hair at home"),
        ("Wer schneidet meine Haare?", "Friseurin, ich komme nach Hause", "Ich schneide Hecken und Sträucher"),
        ("Mon fils a besoin d'aide en maths", "J'explique les maths aux ados", "Ma fille cherche un prof de maths"),
        ("Gratis af te halen: bed en kast", "Wij zoeken een bed voor de logeerkamer", "Ik monteer kasten en bedden"),
        ("Thirty sturdy boxes to give away", "We are moving and need boxes", "I carry boxes when people move"),
        ("Verschenke Äpfel und Birnen", "Ich nehme gern Obst für Marmelade", "Äpfel kostenlos abzugeben"),
    ],
)  # fmt: skip
def test_a_piano_tuner_is_found_and_a_piano_mover_is_not_the_first(written: str, right: str, wrong: str) -> None:
    post, tuner, mover = spoken(written, right, wrong)
    found = [fit.say.text for fit in fitting(post, (mover, tuner))]
    assert found[:1] == [right]
    assert wrong not in found or found.index(wrong) > 0
