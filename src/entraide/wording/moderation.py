"""Rules of conduct, measures and what the desk does, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from entraide.logic.charter.conduct import own_rule


def conduct_words(code: str) -> str:
    """A rule of conduct as a sentence that everybody understands; "" for an unknown code."""
    return {
        "respect": _("On se parle avec respect : ni insultes, ni menaces."),
        "equality": _("Personne n'est écarté ni rabaissé pour ce qu'il est."),
        "harassment": _("On n'insiste pas auprès de qui ne veut pas."),
        "honesty": _("On ne trompe personne : pas de fausse annonce, pas d'argent à envoyer d'avance."),
        "advertising": _("Pas de publicité, pas de message envoyé en nombre."),
        "privacy": _("On ne publie ni l'adresse, ni le téléphone, ni l'histoire de quelqu'un d'autre."),
        "safety": _("Rien qui mette quelqu'un en danger, les enfants d'abord."),
        "law": _("Rien d'interdit par la loi."),
    }.get(code, "")


def rule_words(code: str, *, own_rules: Sequence[str] = ()) -> str:
    """The rule that a report or a measure names, in words.

    `own_rules` are those of the version of the community's rules that the code names (logic.charter.conduct); one that is not among
    them is said to be a rule of the community.
    """
    own = own_rule(code)
    if own is None:
        return conduct_words(code)
    if 1 <= own.number <= len(own_rules):
        return own_rules[own.number - 1]
    return _("Une règle de la communauté.")


def thing_name(kind: str) -> str:
    """What was reported, as a word (post, person, message, thread, say)."""
    return {
        "post": _("Annonce"),
        "person": _("Personne"),
        "message": _("Message"),
        "thread": _("Discussion"),
        "say": _("Phrase d'une page"),
    }.get(kind, "")


def measure_name(kind: str) -> str:
    """A measure, as what was done."""
    return {
        "warn": _("Avertissement"),
        "hide": _("Retrait de la vue"),
        "suspend": _("Suspension"),
        "exclude": _("Exclusion"),
        "delete": _("Effacement"),
    }.get(kind, "")


def measure_sentence(kind: str, *, what: str = "") -> str:
    """A measure in a sentence to whom it concerns; `what` it is about (thing_name)."""
    if kind == "hide":
        return {
            "post": _("Votre annonce est cachée."),
            "message": _("Un de vos messages est caché."),
            "thread": _("Une discussion que vous avez ouverte est cachée."),
            "say": _("Une phrase de votre page est cachée."),
        }.get(what, _("Quelque chose que vous avez écrit est caché."))
    return {
        "warn": _("Rien n'est caché ; c'est un rappel."),
        "suspend": _("Vous pouvez lire, mais pas écrire pendant un temps."),
        "exclude": _("Vous ne faites plus partie de la communauté."),
        "delete": _("Ce qui était caché est effacé pour de bon."),
    }.get(kind, "")
