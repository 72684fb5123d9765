"""Small numbers in words: "Deux réponses", "cinq voisins"; from thirteen on, and for anything not whole, figures."""

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_WORDS = {
    2: _("deux"),
    3: _("trois"),
    4: _("quatre"),
    5: _("cinq"),
    6: _("six"),
    7: _("sept"),
    8: _("huit"),
    9: _("neuf"),
    10: _("dix"),
    11: _("onze"),
    12: _("douze"),
}


def in_words(number: float) -> str:
    """`number` in words from two to twelve, else in figures (one is said by the sentence around it)."""
    word = _WORDS.get(int(number)) if number == int(number) else None
    return str(word) if word else figures(number)


def figures(number: float) -> str:
    """`number` in figures as the active language writes it: "1 250", "2,5"; at most two decimals, none if whole."""
    rounded = round(number, 2)
    return number_format(int(rounded) if rounded == int(rounded) else rounded, use_l10n=True, force_grouping=True)


def counted(number: int, *, most: int) -> str:
    """`number` in figures; where it is beyond `most`, up to which was counted: "plus de 1 000"."""
    return figures(number) if number <= most else gettext("plus de %(n)s") % {"n": figures(most)}
