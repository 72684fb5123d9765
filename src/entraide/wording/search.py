"""How the search for helpers goes on, told to whoever looks for them: a title and a sentence for each step."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from entraide.wording.counts import figures


def step_title(step: str) -> str:
    """The step in a few words, as the subject of a mail or a line of news."""
    return {
        "wider": _("La recherche va plus loin"),
        "kin": _("La recherche s'ouvre à d'autres voisins"),
        "stewards": _("Les personnes qui animent la communauté sont prévenues"),
        "forum": _("Votre demande est sur le forum"),
    }.get(step, _("Personne n'a pu pour l'instant"))


def step_words(step: str, facts: Mapping[str, Any]) -> str:
    """The step in a sentence or two. `facts` are those that were kept with it: radius_km, people."""
    if step == "wider" and facts.get("radius_km"):
        km = figures(round(facts["radius_km"]))
        return _("Entraide cherche maintenant jusqu'à %(km)s km. Chacun garde sa propre limite.") % {"km": km}
    said = {
        "wider": _("Entraide cherche maintenant plus loin. Chacun garde sa propre limite."),
        "kin": _("Entraide cherche aussi parmi ceux qui ont écrit quelque chose de proche."),
        "stewards": _("Qui anime la communauté sait que vous cherchez encore, et connaît peut-être quelqu'un."),
        "forum": _("Votre demande est aussi sur le forum de la communauté."),
    }
    return said.get(
        step,
        _(
            "Personne n'a pu pour l'instant. Votre annonce reste ouverte, et Entraide regarde chaque jour "
            "s'il y a quelqu'un de nouveau. Voici ce qui aide."
        ),
    )
