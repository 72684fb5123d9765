"""Talking, in words: how one follows a thread or a forum."""

from django.utils.translation import gettext as _


def way_words(how: str) -> str:
    """How one hears of what is new: no, each, day or week."""
    return {
        "no": _("Ne pas suivre"),
        "each": _("Un mail à chaque nouveauté"),
        "day": _("Un mail par jour au plus"),
        "week": _("Un mail par semaine au plus"),
    }.get(how, how)


def trick_words(trick: str) -> str:
    """What to beware of in a message (logic.talking.tricks), and what to do."""
    return {
        "secrets": _(
            "Un code, un numéro de carte ou une pièce d'identité ne se donne à personne, même pour être payé."
        ),
        "untraceable": _("Un tel paiement ne se reprend jamais : personne ici n'en a besoin."),
        "overpaid": _("Un paiement dont il faut rendre une partie est presque toujours faux."),
        "money_first": _("On vous demande de payer avant. Ici, on paie quand c'est fait, ou main à main."),
        "fees_first": _(
            "Des frais à payer d'abord, un transporteur qui apporterait l'argent : c'est presque toujours faux."
        ),
        "account_first": _("Un numéro de compte dès les premiers mots : attendez d'être convenus de quelque chose."),
        "leaves": _(
            "On vous propose de parler ailleurs. Tant que rien n'est convenu, restez ici : en cas de souci, on peut vous aider."
        ),
    }.get(trick, "")


def own_trick_words(trick: str) -> str:
    """What the writer of such a message is told before it leaves."""
    return {
        "secrets": _(
            "Votre message parle d'un code, d'une carte ou d'une pièce d'identité. Ne donnez jamais rien de tel."
        ),
        "untraceable": _("Votre message parle d'un paiement qui ne se reprend pas."),
        "overpaid": _("Votre message parle d'un paiement dont une partie serait rendue."),
        "money_first": _("Votre message demande de payer avant."),
        "fees_first": _("Votre message parle de frais à payer d'abord."),
        "account_first": _("Votre message donne un numéro de compte dès les premiers mots."),
        "leaves": _("Votre message propose de parler ailleurs qu'ici."),
    }.get(trick, "")


def kilobytes(size: int) -> str:
    """How large something is, `size` in bytes: "38 ko"."""
    return _("%(n)s ko") % {"n": max(1, round(size / 1000))}
