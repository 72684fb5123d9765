"""In which language, and in which form of address, people are spoken to: "vous" or "tu", "Sie" or "du".

The form is the community's. A form that a language has besides its usual one is a catalogue of its own (locale/fr_TU, locale/de_DU)
that holds only what differs: gettext falls back on the language for the rest. Dutch says "je", and English "you", in both.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language

# For each form of address the languages that have a catalogue for it, as Django names them.
TONGUES: Final[Mapping[str, Mapping[str, str]]] = {"tu": {"fr": "fr-tu", "de": "de-du"}}
FALLBACK: Final = "fr"


def plain_language() -> str:
    """The active language alone: fr, nl, en or de, however people are addressed in it."""
    return (get_language() or FALLBACK).split("-")[0]


def active_tongue() -> str:
    """The active language with its form of address (fr, fr-tu, ...): what words that are kept are kept under."""
    return get_language() or FALLBACK


def tongue(*, language: str, address_form: str) -> str:
    """What to activate for a reader of this language (fr, nl, en, de) where people address one another so (vous, tu)."""
    return TONGUES.get(address_form, {}).get(language, language)
