"""Papers: the style sheet has the same numbers, and any colour of a community's own stays legible, by day and by night."""

import re
from math import cos, radians, sin
from pathlib import Path

import pytest

import entraide.web
from entraide.wording.papers import (
    MOST_INK_CHROMA,
    MOST_PAPER_CHROMA,
    NAMES,
    PAPERS,
    colour_in,
    oklch_of,
    own_paper,
)

SHEET = Path(entraide.web.__file__).parent / "static" / "entraide.css"


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """The relative luminance (WCAG 2.2) of a colour in OKLCH, clipped into sRGB as a browser does."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return sum(
        part * min(1, max(0, one)) for part, one in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    )


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances."""
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def test_the_style_sheet_knows_the_same_papers() -> None:
    said = re.findall(
        r'\[data-paper="(\w+)"\]\s*\{ --ph: ([\d.]+);\s*--pc: ([\d.]+);\s*--ih: ([\d.]+);\s*--ic: ([\d.]+); \}',
        SHEET.read_text(encoding="utf-8"),
    )
    assert {name: tuple(map(float, numbers)) for name, *numbers in said} == PAPERS
    assert set(NAMES) == set(PAPERS)


@pytest.mark.parametrize("hue", range(0, 360, 3))
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_every_hue_is_legible_on_its_own_paper_by_day_and_by_night(hue: int, share: float) -> None:
    pc, ic = MOST_PAPER_CHROMA * share, MOST_INK_CHROMA * share
    sheet, night = luminance(0.95, pc, hue), luminance(0.3, ic * 0.5, hue)
    assert contrast(luminance(0.24, 0.04, hue), sheet) >= 7
    assert contrast(luminance(0.41, 0.03, hue), sheet) >= 7
    assert contrast(luminance(0.395, ic, hue), sheet) >= 7
    assert contrast(luminance(0.395, ic, hue), 1.0) >= 7
    assert contrast(luminance(0.94, 0.008, 95), night) >= 7
    assert contrast(luminance(0.9, pc * 1.7, hue), night) >= 7


def test_a_brands_colour_keeps_its_hue_and_loses_what_is_too_much() -> None:
    red = own_paper("#E4002B")
    assert abs(red.hue - oklch_of("#e4002b")[2]) <= 1
    assert (red.paper_chroma, red.ink_chroma) == (MOST_PAPER_CHROMA, MOST_INK_CHROMA)
    assert red.nearest in ("rose", "saumon")
    assert own_paper("#888").nearest == "gris"
    assert len(red.style_sheet()) <= 110


@pytest.mark.parametrize("text", ["", "blue", "#12", "#1234567", "url(x)", "#12g456", "1b3f97;}"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert colour_in(text) is None
    with pytest.raises(ValueError, match="no colour"):
        own_paper(text)
