"""The charter in words: each article of logic.charter.charter, and what to say where rules would break one."""

from django.utils.translation import gettext as _

from entraide.logic.charter.charter import (
    ANNOUNCED_BEFORE,
    FEWEST_REPORTS_TO_HIDE,
    LONGEST_KEPT_MONTHS,
    MOST_DECAY_PERCENT,
    MOST_FEE_PERCENT,
    Breach,
)
from entraide.wording.counts import figures, in_words
from entraide.wording.reasons import quoted


def article_title(code: str) -> str:
    """The name of an article."""
    return {
        "equal": _("Personne n'est écarté pour ce qu'il est"),
        "vote": _("Une personne, une voix"),
        "data": _("Les données ne se vendent pas"),
        "leaving": _("On part avec ce qui est à soi"),
        "adverts": _("Pas de publicité"),
        "fees": _("Des frais mesurés"),
        "exchange": _("Le premier échange est possible"),
        "care": _("La confiance d'abord"),
        "children": _("Les plus jeunes sont protégés"),
        "voice": _("Chaque membre a la parole"),
        "heard": _("Une seule plainte ne fait taire personne"),
        "told": _("Les règles se lisent"),
        "announced": _("Ce qui retire s'annonce"),
    }[code]


def article_words(code: str) -> str:
    """What an article says, in two or three sentences."""
    values = {
        "fee": figures(MOST_FEE_PERCENT),
        "decay": figures(MOST_DECAY_PERCENT),
        "years": in_words(LONGEST_KEPT_MONTHS // 12),
        "reports": in_words(FEWEST_REPORTS_TO_HIDE),
        "days": in_words(ANNOUNCED_BEFORE.days),
    }
    return {
        "equal": _(
            "Aucune règle n'exclut quelqu'un pour son origine, sa religion, son sexe, son orientation, sa santé, son handicap, son âge"
            " avancé ou ses moyens. Un groupe peut s'adresser à qui a besoin d'être entre soi ; il ne ferme pas la porte aux autres pour"
            " ce qu'ils sont."
        ),
        "vote": _(
            "Quand une communauté décide, chaque membre compte autant qu'un autre."
            " Ni parts, ni dons, ni ancienneté n'ajoutent de voix."
        ),
        "data": _(
            "Ce que vous confiez ne se vend pas, ne se loue pas, ne se donne pas. Savoir qui appartient à une communauté fermée reste entre"
            " ses membres."
        ),
        "leaving": _(
            "On quitte une communauté quand on veut, sans frais et sans préavis, avec ses données."
            " Une annonce close ne se garde jamais plus de %(years)s ans."
        ),
        "adverts": _("Personne ne paie pour être vu, et aucune règle n'oblige à recevoir de la publicité."),
        "fees": _("Une communauté peut garder une part des paiements entre membres pour vivre : %(fee)s %% au plus."),
        "exchange": _(
            "Là où l'on compte, qui arrive sans rien peut être aidé d'abord, et qui aide peut être remercié. Les livres ne s'effacent pas,"
            " chacun peut les vérifier, et au plus %(decay)s %% d'un compte retournent à la caisse commune par mois."
        ),
        "care": _(
            "Pour garder un enfant, veiller une personne fragile, loger ou accompagner quelqu'un, on a fait vérifier qui l'on est. Une"
            " communauté peut demander plus, jamais moins."
        ),
        "children": _(
            "Sans l'accord d'un parent, un enfant n'entre que là où quelqu'un fait entrer chaque personne et où les passants ne lisent pas."
        ),
        "voice": _(
            "Un membre lit tout ce qui se publie chez lui. Il peut y publier, ou au moins y ouvrir une discussion."
        ),
        "heard": _(
            "Rien n'est caché sur la parole d'une seule personne sans que quelqu'un l'ait relu : il en faut %(reports)s."
            " Qui est mis en cause sait quelle règle, et peut demander qu'un autre regarde."
        ),
        "told": _(
            "Qui pourrait entrer lit d'abord les règles, et toute leur histoire : qui a décidé quoi, quand et pourquoi."
        ),
        "announced": _(
            "Un changement qui retire quelque chose aux membres s'annonce %(days)s jours avant de valoir. Rien ne s'efface de l'histoire."
        ),
    }[code] % values


def breach_words(breach: Breach) -> str:
    """What in the rules breaks the charter, and the way out, for the field of a form."""
    article = article_title(breach.article)
    if breach.words:
        return _("La charte ne le permet pas (%(article)s) : %(words)s. Dites-le autrement, ou laissez-le.") % {
            "article": article,
            "words": quoted(breach.words),
        }
    ways = {
        "members_read_by": _("Quand seuls les membres lisent les annonces, la liste des membres reste entre eux."),
        "kept_months": _("Choisissez %(months)s mois ou moins.") % {"months": figures(LONGEST_KEPT_MONTHS)},
        "fee_percent": _("Choisissez %(fee)s %% ou moins.") % {"fee": figures(MOST_FEE_PERCENT)},
        "floor": _("Laissez un compte neuf descendre d'au moins une heure, ou de ce que vaut une heure."),
        "ceiling": _("Laissez un compte neuf monter d'au moins une heure, et de ce que l'on reçoit à l'accueil."),
        "most_per_transfer": _("Laissez donner au moins une heure en une fois, ou ce qu'elle vaut ; ou zéro."),
        "decay_percent": _("Choisissez %(percent)s %% ou moins.") % {"percent": figures(MOST_DECAY_PERCENT)},
        "welcome": _(
            "La caisse commune ne peut pas donner autant : baissez l'accueil, ou laissez-la descendre plus bas."
        ),
        "credit_cents": _("Sans argent, rien ne s'achète : mettez zéro."),
        "may_use_euros": _("Sans argent, il n'y a pas de part à garder : mettez-la à zéro."),
        "verified_through": _("Choisissez au moins une chose qui montre qui est la personne, et rien d'autre."),
        "minors": _("À tout âge, il faut que chacun soit admis et que seuls les membres lisent les annonces."),
        "may_post": _("Si seules les personnes qui animent publient, laissez les membres ouvrir des discussions."),
        "hide_after": _("Choisissez %(n)s signalements ou plus, ou zéro pour ne jamais cacher d'abord.")
        % {"n": in_words(FEWEST_REPORTS_TO_HIDE)},
    }
    return _("La charte : %(article)s. %(way)s") % {"article": article, "way": ways.get(breach.field, "")}
