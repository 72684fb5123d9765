"""References by which a bank transfer says what it pays: the Belgian structured communication, and the creditor reference of ISO 11649.

A Belgian one has ten digits and two that check them (modulo 97, where 97 stands for 0): "+++123/4567/89002+++". Banks carry it as
twelve digits. The other begins with RF and is known in all of SEPA. Both are checked with python-stdnum.
"""

import re
from typing import Final

from stdnum import iso11649
from stdnum.be import ogm_vcs
from stdnum.exceptions import ValidationError

# The first of these numbers that are given out; below it a communication would be mostly noughts, which people mistype.
_LEAST: Final = 10**8
_MOST: Final = 10**10 - 1

# Twelve digits as people and banks write them in a free text: with signs around and between, or bare. Not part of a longer number.
_WRITTEN = re.compile(r"(?<![0-9])[0-9]{3}[ /.-]{0,3}[0-9]{4}[ /.-]{0,3}[0-9]{5}(?![0-9])")
_RF = re.compile(r"(?<![A-Z0-9])RF[0-9]{2}(?:[ ]?[A-Z0-9]){1,21}(?![A-Z0-9])")


def communication_of(number: int) -> str:
    """The Belgian structured communication, as twelve digits, whose first ten are this number. Raises ValueError if there is none."""
    if not 0 < number <= _MOST:
        raise ValueError(f"{number} does not have one to ten digits")
    digits = f"{number:010d}"
    return digits + ogm_vcs.calc_check_digits(digits)


def communication_from(chance: int) -> str:
    """A Belgian structured communication that is as good as random, from an integer of 64 random bits or more (not below 0)."""
    return communication_of(_LEAST + chance % (_MOST - _LEAST + 1))


def as_written(reference: str) -> str:
    """A reference as people copy it: "+++123/4567/89002+++", or "RF18 5390 0754 7034"."""
    if is_belgian(reference):
        return f"+++{ogm_vcs.format(reference)}+++"
    return " ".join(reference[n : n + 4] for n in range(0, len(reference), 4))


def is_belgian(reference: str) -> bool:
    """Whether this is a Belgian structured communication, with the right check digits, as twelve bare digits."""
    return len(reference) == 12 and reference.isascii() and reference.isdigit() and ogm_vcs.is_valid(reference)


def read_reference(text: str) -> str | None:
    """The reference that `text` is, bare: twelve digits, or RF and what follows. None if it is neither, or mistyped."""
    kept = text.strip().strip("+*").strip()
    if not kept.isascii():
        return None
    digits = re.sub(r"[ /.+*-]", "", kept)
    if is_belgian(digits):
        return digits
    try:
        return iso11649.validate(kept)
    except ValidationError:
        return None


def references_in(text: str) -> tuple[str, ...]:
    """All the right references in a free text, bare, each once, in their order. What is mistyped is left out."""
    found = sorted(
        [*_WRITTEN.finditer(text), *_RF.finditer(text.upper() if len(text.upper()) == len(text) else text)],
        key=lambda match: match.start(),
    )
    return tuple(dict.fromkeys(read for match in found if (read := read_reference(match.group()))))


def runs_of_digits(text: str) -> tuple[str, ...]:
    """Runs of twelve digits in a free text that look like a Belgian communication and are none: mistyped, perhaps."""
    runs = (re.sub(r"[^0-9]", "", match.group()) for match in _WRITTEN.finditer(text))
    return tuple(dict.fromkeys(run for run in runs if not is_belgian(run)))


def digits_apart(one: str, other: str) -> int:
    """In how many places two Belgian communications differ; two that were swapped by their typist count as one."""
    if len(one) != len(other):
        return max(len(one), len(other))
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    ):
        return 1
    return len(apart)
