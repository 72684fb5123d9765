"""`entraide understand "…"`: the sheet for a person, in a terminal and in a pipe, in four languages, at every width."""

import io
import json
import re
import sys
from contextlib import redirect_stdout
from datetime import datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.console.colours import marks_under, painted_line
from entraide.console.columns import columns, harmless, lines_of, padded, signs, wrapped
from entraide.console.command_line import main
from entraide.console.reading_sheet import bar, sheet, terminal_language
from entraide.logic.reading import understand
from entraide.logic.reading.interpretation import Candidate, PlaceSaid, Reading, Span, Terms, TimeSaid

AT = datetime(2026, 3, 4, 10, 0)
AMINA = "Bonjour, Amina cherche quelqu'un pour promener son chien samedi matin à Ixelles, 10 € de l'heure"


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_how: str) -> None:
        """Nothing to change here."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal with colours, for `redirect_stdout`."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return Terminal()


def place(name: str, postcode: str) -> PlaceSaid:
    return PlaceSaid(name, postcode, "BE", 50.5, 4.5, "municipality")


DOUBTFUL = Reading(
    language="fr",
    kind="need",
    action="lend",
    topic="things.tools",
    subject="une échelle",
    place=place("Saint-Nicolas", "4420"),
    time=TimeSaid("2026-03-07T08:00", "2026-03-07T12:00"),
    terms=Terms("barter", in_return="un pot de confiture", in_return_topic="food.sharing"),
    confidence=0.42,
    questions=("topic", "kind", "place"),
    spans=(Span("subject", 0, 10),),
    candidates=(Candidate("things.tools", 0.4), Candidate("home.repair", 0.3)),
    place_candidates=(place("Saint-Nicolas", "4420"), place("Sint-Niklaas", "9100")),
)


def lines(reading: Reading, *, sentence: str = "une échelle", width: int = 80, language: str = "fr") -> list[str]:
    with translation.override(language):
        return list(sheet(sentence, reading, now=AT, width=width))


def test_a_pipe_gets_marks_under_the_words_and_nothing_that_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", AMINA, "--at", "2026-03-04T10:00", "--language", "fr"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    rows = out.splitlines()
    for words, mark in (("Ixelles", "."), ("samedi matin", "-"), ("10 € de l'heure", "=")):
        row = next(n for n, line in enumerate(rows) if words in line)
        start = rows[row].index(words)
        assert rows[row + 1][start : start + len(words)] == mark * len(words), words
    assert "___\u00a0quoi" in out
    assert "Le lieu est Ixelles (1050), Belgique" in out


def test_a_terminal_draws_lines_and_needs_no_marks(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        assert main(["understand", AMINA, "--language", "fr"]) == 0
    out = terminal.getvalue()
    assert "\x1b[4:4;32mIxelles\x1b[0m" in out
    assert "\x1b[4:4;32moù\x1b[0m" in out
    assert "___" not in out
    assert re.sub(r"\x1b\[[\d;:]*m", "", out).count("\x1b") == 0


def test_no_color_is_respected_in_a_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stdout(terminal):
        assert main(["understand", AMINA]) == 0
    assert "\x1b" not in terminal.getvalue()
    assert "......." in terminal.getvalue()


def test_a_sentence_cannot_steer_the_terminal(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        assert main(["understand", "je prête \x1b]0;pirate\x07 mon \x9bvélo \u202eà Gand"]) == 0
    out = re.sub(r"\x1b\[[\d;:]*m", "", terminal.getvalue())
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


def test_json_is_one_line_that_gives_the_same_reading_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", AMINA, "--at", "2026-03-04T10:00", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert Reading.from_dict(json.loads(out)) == understand(AMINA, at=AT)


def test_what_cannot_be_read_is_said_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "x" * 301]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "cannot be read: too_long\n")


def test_doubts_come_in_order_with_their_reasons_and_answers() -> None:
    rows = lines(DOUBTFUL)
    text = "\n".join(rows)
    topic, kind, where = (text.index(words) for words in ("De quoi s’agit-il", "Cherchez-vous", "Quel lieu"))
    assert topic < kind < where
    assert "le plus probable a 40 %" in text.replace("\u00a0", " ")
    assert "    - Sint-Niklaas (9100)" in rows
    assert "De dix lectures aussi sûres que celle-ci, quatre sont justes." in text
    assert "Ce nom peut désigner" in text


def test_a_sure_reading_asks_nothing() -> None:
    sure = Reading("fr", "offer", "give", "things.tools", "une échelle", confidence=0.97)
    text = "\n".join(lines(sure))
    assert "sans rien demander" in text
    assert "toutes ou presque" in text


def test_a_word_of_thanks_is_asked_what_it_is_and_shows_no_topics() -> None:
    text = "\n".join(lines(Reading("fr", "none", None, None, None, candidates=(Candidate("food.sharing", 0.1),))))
    assert "Cherchez-vous" in text
    assert "Les thèmes les plus probables" not in text


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_terminal_in_any_language(language: str, width: int) -> None:
    for line in lines(DOUBTFUL, sentence="une échelle 👩‍👩‍👧 日本語 " * 5, width=width, language=language):
        assert columns(line) <= width, line


def test_the_sheet_speaks_the_language_asked_for() -> None:
    assert "De plaats is Saint-Nicolas (4420), België: een gemeente." in "\n".join(lines(DOUBTFUL, language="nl"))
    assert "Der Ort ist Saint-Nicolas (4420), Belgien: eine Gemeinde." in "\n".join(lines(DOUBTFUL, language="de"))
    assert "The place is Saint-Nicolas (4420), Belgium: a municipality." in "\n".join(lines(DOUBTFUL, language="en"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "de_BE.UTF-8"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fry_NL"}, "en"),  # Frisian is no French
        ({}, "en"),
    ],
)
def test_the_language_is_the_terminals_own(environment: dict[str, str], language: str) -> None:
    assert terminal_language(environment) == language


def test_a_bar_is_drawn_in_letters_where_the_output_knows_no_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bar(0.5, width=10) == "█████"
    screen = Terminal()
    screen.encoding = "ascii"  # type: ignore[misc]
    monkeypatch.setattr(sys, "stdout", screen)
    assert bar(0.5, width=10) == "#####"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("vélo", 4),
        ("ve\u0301lo", 4),
        ("日本語", 6),
        ("👩‍👩‍👧", 2),
        ("👍🏽", 2),
        ("🇧🇪🇫🇷", 4),
        ("❤️", 2),
        ("zero\u200bwidth", 9),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
    ],
)
def test_text_is_as_wide_as_it_is_drawn(text: str, width: int) -> None:
    assert columns(text) == width


def test_marks_stand_under_the_words_after_wide_signs() -> None:
    row = signs([("日本 👩‍👩‍👧 ", None), ("ve\u0301lo", "what"), (" ", None), ("語", "where")])
    assert marks_under(row) == " " * 8 + "____ .."


def test_colours_run_on_over_the_signs_of_one_part(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        drawn = painted_line(signs([("ab", "when"), ("c", None)]))
    assert drawn == "\x1b[4:5;33mab\x1b[0mc"


@settings(max_examples=200)
@given(st.text(max_size=80), st.integers(min_value=2, max_value=30))
def test_lines_are_never_too_wide_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    shown = harmless(text)
    cut = lines_of(signs([(shown, None)]), width=width)
    assert all(sum(sign.columns for sign in line) <= width for line in cut)
    assert "".join(sign.text for line in cut for sign in line).replace(" ", "") == shown.replace(" ", "")


@given(st.text(max_size=40), st.integers(min_value=2, max_value=30))
def test_padded_text_has_exactly_the_width(text: str, width: int) -> None:
    assert columns(padded(harmless(text), width=width)) == width


@given(st.text(max_size=60))
def test_harmless_text_keeps_its_length_and_steers_nothing(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not any(sign < " " or "\x7f" <= sign < "\xa0" for sign in shown)


def test_a_paragraph_is_cut_between_words() -> None:
    assert wrapped("promener un chien", width=11) == ["promener un", "chien"]
