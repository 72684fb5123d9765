"""The parts of the score and their weights, in words: what each counts, and what turning them would change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.routing.turning import Turn
from entraide.wording.counts import figures
from entraide.wording.distances import about_km


def part_name(name: str) -> str:
    """The name of a part of the score."""
    return {
        "offer": _("Ce que la personne a écrit"),
        "nearness": _("La proximité"),
        "time": _("Le temps libre"),
        "answers": _("La fiabilité des réponses"),
        "fairness": _("L'équité"),
        "ties": _("Les liens"),
    }[name]


def part_meaning(name: str) -> str:
    """What a part of the score looks at."""
    return {
        "offer": _("Ce qu'elle propose, aime ou a déjà fait, comparé à ce qui est demandé."),
        "nearness": _("Plus elle habite près, plus tôt on lui demande."),
        "time": _("Si elle a dit être libre à ce moment-là."),
        "answers": _("Si elle répond souvent quand on lui demande, oui ou non."),
        "fairness": _("Qui a été beaucoup sollicité ou a beaucoup aidé passe après, qui vient d'arriver passe avant."),
        "ties": _("La même communauté, ou s'être déjà entraidés."),
    }[name]


def points(weight: float) -> int:
    """A weight as it is shown and typed: in hundredths."""
    return round(weight * 100)


def change_words(name: str, *, before: float, after: float) -> str:
    """ "La proximité : 10 → 20" """
    return _("%(part)s : %(before)s → %(after)s") % {
        "part": part_name(name),
        "before": figures(points(before)),
        "after": figures(points(after)),
    }


def turn_words(turn: Turn) -> str:
    """What changes for one post: how many others would come first, and one example without any name."""
    if not turn.people:
        return _("Personne à solliciter en ce moment.")
    if not turn.newly_first:
        return ngettext("La même personne d'abord.", "Les mêmes %(n)s personnes d'abord.", turn.first) % {
            "n": figures(turn.first)
        }
    said = ngettext(
        "%(n)s autre personne parmi les %(first)s premières.",
        "%(n)s autres personnes parmi les %(first)s premières.",
        turn.newly_first,
    ) % {"n": figures(turn.newly_first), "first": figures(turn.first)}
    return f"{said} {_example(turn)}".strip()


def _example(turn: Turn) -> str:
    comes, goes = turn.comes, turn.goes
    if comes is None or goes is None or not turn.part:
        return ""
    values = {"part": part_name(turn.part)}
    if comes.distance_km is None or goes.distance_km is None:
        return _("Ce qui décide : %(part)s.") % values
    values |= {"comes": about_km(comes.distance_km), "goes": about_km(goes.distance_km)}
    return _("Par exemple quelqu'un %(comes)s passerait avant quelqu'un %(goes)s. Ce qui décide : %(part)s.") % values
