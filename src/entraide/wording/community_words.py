"""A community's own words in plain words: what each of them means, as its members and its stewards read it."""

from django.utils.translation import gettext as _

from entraide.wording.readings import topic_label


def meaning_words(*, sort: str, topic: str = "", worth: str = "", town: str = "", postcode: str = "") -> str:
    """What a word means, to be read after it: "c'est : Fêtes", "une heure de crédit", "à Louvain-la-Neuve (1348)"."""
    if sort == "topic":
        return topic_label(topic)
    if sort == "currency":
        return _("une heure rendue") if worth == "h" else _("une pièce de la communauté")
    return f"{town} ({postcode})" if postcode else town


def word_fault(code: str, *, name: str) -> str:
    """Why a community may not name that word, and what to do; empty for a code that says nothing of the word itself."""
    said = {
        "word_too_short": _("Écrivez le mot, avec deux lettres au moins."),
        "word_too_long": _("C'est un peu long : 40 signes au plus."),
        "word_is_number": _("« %(name)s » est un nombre : Entraide le lit déjà. Choisissez un mot à vous."),
        "word_is_time": _("« %(name)s » dit déjà quand. Choisissez un mot qui ne dit ni jour ni heure."),
        "word_is_price": _("« %(name)s » dit déjà ce qu'il y a en échange. Choisissez un mot à vous."),
        "word_is_town": _(
            "« %(name)s » est une commune que tout le monde connaît. Précisez : « la place de %(name)s »."
        ),
        "word_is_ordinary": _(
            "« %(name)s » est un mot de tous les jours : toutes les phrases qui le disent seraient mal lues. "
            "Précisez-le avec un deuxième mot."
        ),
        "word_is_there": _("Votre communauté a déjà ce mot. Retirez-le d'abord pour lui donner un autre sens."),
        "too_many_spellings": _("Six autres formes suffisent."),
        "too_many_words": _("Votre communauté a déjà 200 mots. Retirez-en un qui ne sert plus, puis ajoutez celui-ci."),
    }.get(code, "")
    return said % {"name": name} if "%(name)s" in said else said
