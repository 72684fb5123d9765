"""Finding the number of a document in a remark, so that none is ever kept: register, card, passport, licence, policy, account.

It looks for the shape that they share, long figures or figures mixed with capitals, and lets dates, years and hours be.
"""

import re
from typing import Final

_DATE: Final = re.compile(
    r"(?<![\d./-])(?:"
    r"[0-3]?\d\s?[./-]\s?[01]?\d\s?[./-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2}"
    r"|[0-2]?\d\s?(?:[:.][0-5]\d|[hu](?:\s?[0-5]\d)?)"
    r")(?![\d/-]|\.\d)"
)
_FIGURES: Final = re.compile(r"\d(?:[ \u00a0\u202f./_-]{0,3}\d){5,}")
_MIXED: Final = re.compile(r"\b(?=[A-Z0-9-]*[A-Z])(?=(?:[A-Z-]*\d){5})[A-Z0-9]+(?:-[A-Z0-9]+)*\b")


def holds_document_number(text: str) -> bool:
    """Whether something in `text` looks like the number of a document, in any of the ways in which they are written."""
    without_dates = _DATE.sub(" · ", text)
    return bool(_FIGURES.search(without_dates) or _MIXED.search(without_dates.upper()))
