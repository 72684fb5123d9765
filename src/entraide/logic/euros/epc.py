"""What a bank's app reads from the QR code of a transfer: the text of the European Payments Council's EPC069-12, version 2.

It must fit into a QR code of version 13 with error correction M: 331 bytes. The app fills its form from it; nothing is paid by it.
"""

import re
from typing import Final

from entraide.logic.euros.iban import read_iban

LONGEST_NAME: Final = 70
LONGEST_WORDS: Final = 140
LONGEST_REFERENCE: Final = 35
MOST_CENTS: Final = 99_999_999_999
MOST_BYTES: Final = 331


class WrongTransfer(ValueError):
    """No transfer can be said like this: the message names what is wrong."""


def payload(*, holder: str, account: str, cents: int, reference: str = "", words: str = "") -> str:
    """The text of the code.

    `holder`: whose account it is; what is beyond 70 signs is cut. `account`: its number. `cents`: how much, from one cent on.
    `reference`: what the bank carries in its structured field (twelve digits of Belgium, or RF…); with one there are no `words`, for
    the code holds one or the other. Raises WrongTransfer, or WrongIban.
    """
    name = one_line(holder)[:LONGEST_NAME].strip()
    if not name:
        raise WrongTransfer("holder")
    if not 1 <= cents <= MOST_CENTS:
        raise WrongTransfer("cents")
    if reference and (words or len(reference) > LONGEST_REFERENCE or not re.fullmatch(r"[A-Za-z0-9]+", reference)):
        raise WrongTransfer("reference")
    lines = [
        "BCD",
        "002",
        "1",  # UTF-8
        "SCT",
        "",  # the bank's own code is not needed since version 2
        name,
        read_iban(account),
        f"EUR{cents // 100}.{cents % 100:02d}",
        "",  # purpose
        reference,
        one_line(words)[:LONGEST_WORDS].strip(),
    ]
    while len(_joined(lines).encode()) > MOST_BYTES:
        # Letters of two and more bytes: words first, then the name, give way, letter by letter.
        longer = 10 if lines[10] else 5
        lines[longer] = lines[longer][:-1]
    return _joined(lines)


def one_line(text: str) -> str:
    """The text on one line, without signs that would begin another or that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n")
