"""The key of somebody's home, spoken of in a sentence; elsewhere a key is a tool, a lost thing or an instrument's."""

import re

_KEY = re.compile(
    r"\b(?:cles?|clefs?|trousseau)\b(?! (?:a molette|usb|de \d|anglaise|plate|dynamo))"
    r"|\b(?:huis|voordeur|reserve)?sleutels?\b|\b(?:house |spare |door )?keys?\b|\b(?:haus|wohnungs|ersatz)?schlussel\b"
)


def names_a_key(folded: str) -> bool:
    """Whether a folded text speaks of such a key."""
    return bool(_KEY.search(folded))
