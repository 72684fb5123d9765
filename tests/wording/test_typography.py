"""The marks and spaces of each language."""

import pytest

from entraide.wording.typography import typeset, unbroken


@pytest.mark.parametrize(
    ("language", "plain", "set_well"),
    [
        ("nl", '"%(words)s"', "“%(words)s”"),
        ("de", 'Nicht klar: "%(line)s"', "Nicht klar: „%(line)s“"),
        ("nl", 'We kennen "%(a)s" niet. Probeer "A" of "B".', "We kennen “%(a)s” niet. Probeer “A” of “B”."),
        ("en", "%(name)s's sentence, the neighbours'.", "%(name)s’s sentence, the neighbours’."),
        ("nl", "Nooit 's nachts.", "Nooit ’s nachts."),
        ("fr", "d'%(place)s, qu'<b>ici</b>", "d’%(place)s, qu’<b>ici</b>"),
        ("fr", "Élargir à %(km)s km", "Élargir à %(km)s\u00a0km"),
        ("de", "bis %(km)s km, ab 8 Uhr", "bis %(km)s\u00a0km, ab 8\u00a0Uhr"),
        ("nl", "om 8 u., 3 mensen", "om 8\u00a0u., 3 mensen"),
        ("fr", "samedi 8 h 30 – 11 h", "samedi 8\u00a0h\u00a030\u00a0– 11\u00a0h"),
        ("en", '<a href="/x">it\'s "here"</a>', '<a href="/x">it’s “here”</a>'),
    ],
)
def test_marks_and_spaces_are_set_around_what_is_left_alone(language: str, plain: str, set_well: str) -> None:
    assert typeset(plain, language=language) == set_well


def test_a_question_mark_never_stands_alone_on_a_line() -> None:
    assert unbroken("Qui m'aide ? Près d'ici.") == "Qui m'aide\u00a0? Près d'ici."
    assert unbroken("Kun je helpen? :-)") == "Kun je helpen? :-)"
