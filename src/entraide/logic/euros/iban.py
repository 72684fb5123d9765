"""Account numbers: read as people type them, checked as ISO 13616 says, written in fours, or shown by their end alone.

Checksum, length and shape by country come from python-stdnum. Its list of Belgian banks is left aside: it ages, and a right
number of a new bank must not be refused; the two national check digits of Belgium are looked at here.
"""

from typing import Final

from stdnum import iban
from stdnum.exceptions import ValidationError

# Where a transfer in euros reaches an account by SEPA (EPC409-09), by the first two letters of its number.
SEPA: Final = frozenset(
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA".split()
)


class WrongIban(ValueError):
    """No account number. Codes: missing, wrong (checksum, length or shape), not_sepa (right, but no transfer in euros gets there)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_iban(text: str) -> str:
    """The account number in `text`, bare and in capitals. Raises WrongIban."""
    bare = "".join(text.split()).replace("-", "").replace(".", "").upper().removeprefix("IBAN").lstrip(":")
    if not bare:
        raise WrongIban("missing")
    if not bare.isascii() or not bare.isalnum():
        raise WrongIban("wrong")
    try:
        iban.validate(bare, check_country=False)
    except ValidationError:
        raise WrongIban("wrong") from None
    if bare.startswith("BE") and int(bare[-2:]) != (int(bare[4:-2]) % 97 or 97):
        raise WrongIban("wrong")
    if bare[:2] not in SEPA:
        raise WrongIban("not_sepa")
    return bare


def in_fours(number: str) -> str:
    """A bare account number as people read it: "BE68 5390 0754 7034"."""
    return iban.format(number)


def end_of(number: str) -> str:
    """What may be shown of an account number to who need not know it: "BE… 7034"."""
    return f"{number[:2]}… {number[-4:]}" if number else ""
