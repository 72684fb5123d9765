"""The twelve papers by name, and a community's own colour on paper: its hue is kept, its chroma capped, so that all stays legible.

A paper is four numbers (static/entraide.css): hue and chroma of the paper, hue and chroma of the ink, in OKLCH; lightness is fixed.
The arithmetic of OKLCH is Björn Ottosson's (https://bottosson.github.io/posts/oklab/).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cbrt, degrees, hypot
from typing import Final

from django.utils.translation import gettext_lazy as _

# Name: (paper hue, paper chroma, ink hue, ink chroma), as in the style sheet; a test holds that they agree.
PAPERS: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "canari": (102, 0.058, 264, 0.15),
    "miel": (82, 0.045, 58, 0.09),
    "saumon": (48, 0.03, 32, 0.13),
    "rose": (8, 0.026, 8, 0.14),
    "lilas": (322, 0.024, 322, 0.13),
    "parme": (295, 0.02, 288, 0.14),
    "ciel": (235, 0.022, 256, 0.12),
    "lagune": (200, 0.024, 222, 0.075),
    "menthe": (165, 0.028, 164, 0.075),
    "tilleul": (124, 0.042, 138, 0.095),
    "lin": (80, 0.018, 45, 0.06),
    "gris": (265, 0.004, 268, 0.02),
}
NAMES: Final = {
    "canari": _("canari"),
    "miel": _("miel"),
    "saumon": _("saumon"),
    "rose": _("rose"),
    "lilas": _("lilas"),
    "parme": _("parme"),
    "ciel": _("ciel"),
    "lagune": _("lagune"),
    "menthe": _("menthe"),
    "tilleul": _("tilleul"),
    "lin": _("lin"),
    "gris": _("gris"),
}
# With more colour than this, somebody would read worse.
MOST_PAPER_CHROMA: Final = 0.04
MOST_INK_CHROMA: Final = 0.13
_GREY_BELOW: Final = 0.02


@dataclass(frozen=True)
class OwnPaper:
    """A community's own colour as a paper: its hue (0 to 359), the chroma of paper and ink, and the paper by name that is nearest."""

    hue: int
    paper_chroma: float
    ink_chroma: float
    nearest: str

    def style_sheet(self) -> str:
        """The style sheet that makes it so, of about a hundred bytes, for pages that say `data-paper="own"`."""
        return (
            f'[data-paper="own"]{{--ph:{self.hue};--pc:{self.paper_chroma:g};--ih:{self.hue};--ic:{self.ink_chroma:g}}}'
        )


def colour_in(text: str) -> str | None:
    """The colour written in `text` as six figures with a hash ("#1b3f97"), three figures or no hash allowed; None if it is none."""
    found = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", text.strip().lower())
    if not found:
        return None
    figures = found[1]
    return "#" + (figures if len(figures) == 6 else "".join(sign * 2 for sign in figures))


def own_paper(colour: str) -> OwnPaper:
    """The paper of a colour ("#1b3f97"). Raises ValueError if it is none."""
    figures = colour_in(colour)
    if figures is None:
        raise ValueError("no colour")
    _lightness, chroma, hue = oklch_of(figures)
    return OwnPaper(
        hue=round(hue) % 360,
        paper_chroma=round(min(chroma, MOST_PAPER_CHROMA), 3),
        ink_chroma=round(min(chroma, MOST_INK_CHROMA), 3),
        nearest=_nearest(chroma, hue),
    )


def oklch_of(colour: str) -> tuple[float, float, float]:
    """Lightness (0 to 1), chroma and hue (degrees) of a colour "#rrggbb" in OKLCH."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def _linear(value: float) -> float:
    """A channel of sRGB (0 to 1) without its gamma (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _nearest(chroma: float, hue: float) -> str:
    """The paper by name whose own hue is nearest; grey for what has hardly any colour."""
    if chroma < _GREY_BELOW:
        return "gris"
    coloured = [name for name in PAPERS if name != "gris"]
    return min(coloured, key=lambda name: abs((PAPERS[name][0] - hue + 180) % 360 - 180))
