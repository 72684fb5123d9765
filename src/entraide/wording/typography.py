"""The typography of each language: which spaces must not break, which quotation marks and apostrophes are right.

Applied to the platform's own words when translations are compiled, and to nothing that people wrote.
Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale; Duden; Taalunie.
"""

import re

NARROW = "\u202f"
FIXED = "\u00a0"
# What must never be touched: tags, template placeholders, addresses.
_LEAVE = re.compile(r"(<[^>]*>|%\([^)]*\)[sd]|\{[^}]*\}|https?://\S+|&\w+;)")


_BEFORE_MARKS = re.compile(r" (?=[;:!?»](?:\s|$))|(?<=«) ")


def unbroken(sentence: str) -> str:
    """What somebody wrote, letter for letter, but a line never begins with a question mark or ends with «.

    As long as `sentence`, so the places of its lines still hold.
    """
    return _BEFORE_MARKS.sub(FIXED, sentence)


def unbroken_line(words: str) -> str:
    """A few words that stay on one line."""
    return words.replace(" ", FIXED)


# Stands for what must not be touched while the marks are set: a quotation may hold a placeholder, or be one.
_HELD = "\ue000"


def typeset(text: str, *, language: str) -> str:
    """`text` (which may hold HTML tags and placeholders) with the spaces and marks of `language` (fr, nl, en, de)."""
    held = iter(_LEAVE.findall(text))
    result = re.sub(_HELD, lambda _: next(held), _measures(_marks(_LEAVE.sub(_HELD, text), language)))
    return _french_spaces(result) if language == "fr" else result


def _measures(text: str) -> str:
    """A number and its unit stay together, and so do both ends of a range: the number may be a placeholder."""
    text = re.sub(rf"(?<=[\d{_HELD}]) (?=(?:km|h|kB|ko|kg|m|u\.|Uhr)(?![\w])|[€%])", FIXED, text)
    text = re.sub(rf"(?<={FIXED}h) (?=[\d{_HELD}])", FIXED, text)
    return re.sub(rf"(?<=[\dh{_HELD}]) – (?=[\d{_HELD}])", f"{FIXED}– ", text)


def _marks(text: str, language: str) -> str:
    """Curly apostrophes, and quotation marks in pairs."""
    text = re.sub(rf"(?<=[\w{_HELD}])'(?=[\w\s.,;:!?){_HELD}]|$)", "’", text)
    if language == "nl":
        text = re.sub(r"(?<!\w)'(?=[snt]\b)", "’", text)
    if language == "de":
        return re.sub(r"[\"“]([^\"“”]*)[\"”]", "„\\1“", text)
    if language in ("en", "nl"):
        return re.sub(r"\"([^\"]*)\"", "“\\1”", text)
    return text


def _french_spaces(text: str) -> str:
    """Narrow no-break space before ; ! ?, no-break before : and inside « »."""
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?](?:\s|$|<|\)|»))", NARROW, text)
    text = re.sub(r"[ \u00a0]+(?=:(?:\s|$|<))", FIXED, text)
    text = re.sub(r"«[ \u00a0]*", "«" + FIXED, text)
    return re.sub(r"[ \u00a0]*»", FIXED + "»", text)
