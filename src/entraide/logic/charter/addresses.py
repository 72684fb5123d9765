"""The address of a community, made from its name: small letters, figures and hyphens, never one that would mislead."""

import re
from collections.abc import Collection

from entraide.common.text import fold

LONGEST_ADDRESS = 40
# Words that would pass for a part of the server itself, as an address or in front of a domain.
RESERVED = frozenset(
    "admin administrator api app assets board charter communities community dev draft entraide help host imap join login mail "
    "mails me mine moderation open operator pop post root search settings sign-in smtp source static status steward stewards "
    "support system tls www".split()
)
_ENDS = re.compile(r"^-+|-+$")


def slug_of(name: str) -> str:
    """The address that a name asks for: "L'Établi" gives "l-etabli"; "" if nothing of the name can stand in an address."""
    plain = fold(name).text.replace("&", " ")
    slug = _ENDS.sub("", re.sub(r"[^a-z0-9]+", "-", plain))
    if len(slug) > LONGEST_ADDRESS:
        # Cut between words where there is a good place for it.
        whole = slug[: LONGEST_ADDRESS + 1].rsplit("-", 1)[0]
        slug = whole if len(whole) >= LONGEST_ADDRESS // 2 else slug[:LONGEST_ADDRESS]
    return _ENDS.sub("", slug)


def is_reserved(slug: str) -> bool:
    """Whether nobody may have this address."""
    return slug in RESERVED


def candidates(slug: str, *, most: int = 50) -> list[str]:
    """The address itself, then the same with -2, -3 …, in the order in which they are tried."""
    return [slug, *(f"{slug[: LONGEST_ADDRESS - 4]}-{n}" for n in range(2, most + 1))]


def free_slug(slug: str, *, taken: Collection[str]) -> str:
    """The first of the candidates that is not taken. Raises ValueError when all are."""
    for one in candidates(slug):
        if one not in taken:
            return one
    raise ValueError("every address of this name is taken")
