"""How many neighbours a sentence would reach, and where: what somebody reads before they publish anything."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.reading.interpretation import Reading
from entraide.wording.counts import figures
from entraide.wording.distances import whole_km
from entraide.wording.moments import listed
from entraide.wording.readings import topic_label
from entraide.wording.tongue import plain_language


def of_place(name: str) -> str:
    """French joins "de" to a name: "d'Ixelles", "de Gand", "du Roeulx", "des Lilas"; the others take the bare name."""
    if plain_language() != "fr":
        return name
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.lower().startswith(article.lower()):
            return joined + name[len(article) :]
    if re.match(r"(?i)[aeiouyàâéèêëîïôöùûüœæ]", name) or re.match(r"H[aeéèiouy]", name):
        return f"d’{name}"
    return f"de {name}"


def near_place(name: str) -> str:
    """ "près d'Ixelles" """
    return _("près %(of_place)s") % {"of_place": of_place(name), "place": name}


def reach_words(
    *, count: int, kind: str, radius_km: float | None, place: str, has_more: bool = False
) -> tuple[str, str]:
    """Who would be reached, in two parts, the first of them to be stressed: ("7 voisins", "pourraient vous aider, …").

    `has_more`: there may be more than were counted. `kind` need or offer; `radius_km` None and `place` empty for something done at a
    distance or at nobody knows where.
    """
    if count == 0:
        near = f" {near_place(place)}" if place else ""
        if kind == "need":
            said = _("n'a encore proposé cela%(near)s. Publiez : l'annonce reste ouverte à tous.")
        else:
            said = _("n'a encore cherché cela%(near)s. Publiez : l'annonce reste ouverte à tous.")
        return _("Personne"), said % {"near": near}
    where = _where(radius_km, place)
    who = ngettext("%(n)s voisin", "%(n)s voisins", count) % {"n": figures(count)}
    if has_more:
        who = _("Au moins %(n)s voisins") % {"n": figures(count)}
    if kind == "need":
        does = ngettext("pourrait vous aider%(where)s.", "pourraient vous aider%(where)s.", count)
    else:
        does = ngettext("pourrait en avoir besoin%(where)s.", "pourraient en avoir besoin%(where)s.", count)
    return who, does % {"where": where}


def _where(radius_km: float | None, place: str) -> str:
    if radius_km and place:
        values = {"km": figures(whole_km(radius_km)), "of_place": of_place(place), "place": place}
        return _(", à moins de %(km)s km %(of_place)s") % values
    if radius_km:
        return _(", à moins de %(km)s km de chez vous") % {"km": figures(whole_km(radius_km))}
    return ""


def chosen_because(*, reading: Reading, parts: Collection[str], count: int) -> str:
    """Why just these `count` people: "Pourquoi ces personnes : elles habitent assez près et sont libres." """
    said = []
    if "offer" in parts and reading.topic:
        wrote = ngettext(
            "elle a écrit quelque chose sur « %(topic)s »", "elles ont écrit quelque chose sur « %(topic)s »", count
        )
        said.append(wrote % {"topic": topic_label(reading.topic)})
    if "nearness" in parts and not reading.remote:
        said.append(ngettext("elle habite assez près", "elles habitent assez près", count))
    if "time" in parts and reading.time:
        said.append(ngettext("elle est libre à ce moment-là", "elles sont libres à ce moment-là", count))
    why = ngettext("Pourquoi cette personne : %(reasons)s.", "Pourquoi ces personnes : %(reasons)s.", count)
    return why % {"reasons": listed(said)} if said else ""
