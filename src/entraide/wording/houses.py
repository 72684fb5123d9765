"""A community in words: how one enters it, how many belong to it, where it is at home."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.counts import counted

# As far as a page counts members.
MOST_COUNTED = 10_000
MOST_NAMED = 3


def entry_fact(entry: str) -> str:
    """How one enters, as a fact among others: "ouverte à qui veut"."""
    return {
        "open": _("ouverte à qui veut"),
        "request": _("on demande à entrer"),
        "invitation": _("sur invitation"),
    }.get(entry, "")


def members_fact(number: int, *, most: int = MOST_COUNTED) -> str:
    """ "1 240 membres", "plus de 10 000 membres"; "elle vous attend" for nobody."""
    if not number:
        return _("elle vous attend")
    said = ngettext("%(n)s membre", "%(n)s membres", number)
    return said % {"n": counted(number, most=most)}


def area_fact(communes: Sequence[Mapping[str, Any]]) -> str:
    """The communes that it is for: "Ixelles et Etterbeek", "Ixelles, Etterbeek, Uccle et d'autres"; "" for anywhere."""
    names = [str(one.get("name", "")) for one in communes]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return _("%(names)s et d'autres") % {"names": ", ".join(names[:MOST_NAMED])}
    if len(names) == 1:
        return names[0]
    return _("%(names)s et %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def uses_fact(uses: int, most_uses: int | None) -> str:
    """How often an invitation was used: "2 personnes sur 20", "3 personnes"."""
    if most_uses is None:
        return ngettext("%(n)s personne entrée", "%(n)s personnes entrées", uses) % {
            "n": counted(uses, most=MOST_COUNTED)
        }
    return ngettext("%(n)s personne entrée sur %(most)s", "%(n)s personnes entrées sur %(most)s", uses) % {
        "n": uses,
        "most": most_uses,
    }
