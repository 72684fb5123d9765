"""A community's rules in plain words, made from the data of logic.charter.rules: what holds, what differs, and the news of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.charter.changes_told import Change
from entraide.logic.charter.rules import FIELDS, Rules
from entraide.wording.amounts import euros
from entraide.wording.counts import figures, in_words
from entraide.wording.moments import listed, local, month_day
from entraide.wording.readings import topic_label
from entraide.wording.standing import kinds_listed
from entraide.wording.told_news import News, Told
from entraide.wording.tongue import active_tongue

MINUS: Final = "−"
# The fields that are told together, chapter by chapter.
CHAPTERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("entering", ("entry", "minors")),
    ("reading", ("posts_read_by", "forum_read_by", "members_read_by")),
    ("helping", ("may_post", "may_be_asked", "topics", "posts_checked", "checkers")),
    (
        "return",
        ("currency", "currency_name", "may_use_euros", "fee_percent", "subscription_cents", "subscription_every"),
    ),
    ("accounts", ("floor", "ceiling", "prices", "per_hour", "most_per_transfer", "books_read_by")),
    ("commons", ("welcome", "commons_floor", "decay_percent", "decay_free", "debt_when_leaving", "credit_cents")),
    ("verified", ("verified_through", "verifiers")),
    ("talking", ("forum",)),
    ("trouble", ("members_settle", "hide_after")),
    ("keeping", ("kept_months",)),
)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """Some rules that belong together: a heading and a sentence for each; `code` is that of CHAPTERS."""

    code: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeTold:
    """One change in words: what it is about, what was, what will be. Of one's own rules, the sentences that came and went."""

    subject: str
    before: str = ""
    after: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    takes_away: bool = False


def chapter_title(code: str) -> str:
    """The heading of a chapter of rules."""
    return {
        "entering": _("Entrer"),
        "reading": _("Lire"),
        "helping": _("Publier et aider"),
        "return": _("En échange"),
        "accounts": _("Les comptes"),
        "commons": _("La caisse commune"),
        "verified": _("Être vérifié"),
        "talking": _("Discuter"),
        "trouble": _("Quand ça ne va pas"),
        "keeping": _("Ce qui se garde"),
    }[code]


def chapters(rules: Rules) -> list[Chapter]:
    """All rules but one's own words, in plain sentences."""
    return [
        Chapter(
            code=code,
            title=chapter_title(code),
            sentences=said,
        )
        for code, fields in CHAPTERS
        if (said := tuple(filter(None, (rule_words(one, rules) for one in fields))))
    ]


def in_short(rules: Rules) -> list[str]:
    """What somebody should know before they join or post: at most five sentences, the usual left out."""
    return list(_in_short(rules, active_tongue()))


@lru_cache(maxsize=1024)
def _in_short(rules: Rules, _tongue: str) -> tuple[str, ...]:
    """The same for one tongue: words alone, which are the same for everybody, on every page of a community."""
    usual = Rules()
    telling = ["entry", "posts_read_by", "currency"]
    telling += [name for name in FIELDS if name not in telling and getattr(rules, name) != getattr(usual, name)]
    said = [rule_words(name, rules) for name in telling if name != "own_rules"]
    return tuple(filter(None, dict.fromkeys(said)))[:5]


def rule_words(field: str, rules: Rules) -> str:
    """What the rules say about one field, as a sentence; empty where another field says it, or it means nothing there."""
    return _SAY[field](rules)


def choice_words(field: str, value: Any) -> str:
    """One value of a field among several to choose from, as a sentence."""
    # As where something is counted: where nothing is, some rules say nothing, and a choice must say what it is.
    given: Any = {"currency": "credits", field: value}
    return rule_words(field, replace(Rules(), **given))


def subject(field: str) -> str:
    """What a field is about, in a few words: a heading, or the label of a form."""
    return {
        "entry": _("Qui entre"),
        "minors": _("Les moins de 18 ans"),
        "posts_read_by": _("Qui lit les annonces"),
        "forum_read_by": _("Qui lit les discussions"),
        "members_read_by": _("Qui voit la liste des membres"),
        "may_post": _("Qui publie"),
        "may_be_asked": _("Qui est sollicité et répond"),
        "topics": _("De quoi il s'agit"),
        "posts_checked": _("Les annonces relues"),
        "checkers": _("Combien de personnes relisent"),
        "currency": _("Ce que l'on compte"),
        "currency_name": _("Le nom de la monnaie"),
        "floor": _("Le compte, au plus bas"),
        "ceiling": _("Le compte, au plus haut"),
        "prices": _("Le prix d'une heure"),
        "per_hour": _("L'heure, par usage"),
        "most_per_transfer": _("Le plus que l'on donne en une fois"),
        "welcome": _("L'accueil"),
        "commons_floor": _("La caisse commune, au plus bas"),
        "decay_percent": _("Ce qui revient à la caisse chaque mois"),
        "decay_free": _("Ce qui n'y revient jamais"),
        "debt_when_leaving": _("La dette de qui s'en va"),
        "credit_cents": _("Acheter à la communauté"),
        "books_read_by": _("Qui lit les livres de comptes"),
        "may_use_euros": _("L'argent"),
        "fee_percent": _("La solidarité sur les paiements"),
        "subscription_cents": _("La cotisation"),
        "subscription_every": _("La cotisation vaut pour"),
        "verified_through": _("Ce qui vérifie un membre"),
        "verifiers": _("Qui vérifie"),
        "members_settle": _("Qui tranche"),
        "hide_after": _("Après des signalements"),
        "forum": _("Qui ouvre des discussions"),
        "own_rules": _("Nos propres mots"),
        "kept_months": _("Combien de temps on garde"),
    }[field]


def change_told(change: Change, *, before: Rules, after: Rules) -> ChangeTold:
    """One change between two versions of the rules, in words."""
    if change.field == "own_rules":
        return ChangeTold(
            subject=subject(change.field), gained=change.gained, lost=change.lost, takes_away=change.takes_away
        )
    return ChangeTold(
        subject=subject(change.field),
        before=_value_words(change.field, before),
        after=_value_words(change.field, after),
        takes_away=change.takes_away,
    )


def _value_words(field: str, rules: Rules) -> str:
    if field == "floor":
        return signed(rules.floor)
    if field == "ceiling":
        return signed(rules.ceiling)
    if field == "commons_floor":
        return signed(rules.commons_floor)
    if field in ("per_hour", "most_per_transfer", "welcome", "decay_free", "decay_percent", "credit_cents"):
        # As it would be said where something is counted, so that a change is told even where nothing is yet.
        return figures(getattr(rules, field))
    if field == "subscription_every":
        return every_words(rules.subscription_every)
    if field == "currency_name":
        return rules.currency_name or _("sans nom à elle")
    if field == "checkers":
        return figures(rules.checkers)
    return rule_words(field, rules)


def signed(balance: int) -> str:
    """A balance as it is written: "+ 20", "− 20", "0"."""
    if not balance:
        return "0"
    return f"{'+' if balance > 0 else MINUS}\u202f{figures(abs(balance))}"


def _of(field: str, **said: Callable[[], str]) -> Callable[[Rules], str]:
    return lambda rules: said[getattr(rules, field)]()


def _topics(rules: Rules) -> str:
    if not rules.topics:
        return _("On s'aide pour tout.")
    return _("On s'aide pour : %(topics)s.") % {"topics": listed([topic_label(code) for code in rules.topics])}


def _posts_checked(rules: Rules) -> str:
    if rules.posts_checked == "none":
        return _("Une annonce paraît aussitôt.")
    n = rules.checkers
    by = ngettext("par une personne qui anime", "par %(n)s personnes qui animent", n) % {"n": in_words(n)}
    if rules.posts_checked == "first":
        return _("La première annonce de chacun est relue %(by)s avant de paraître.") % {"by": by}
    return _("Chaque annonce est relue %(by)s avant de paraître.") % {"by": by}


def _currency(rules: Rules) -> str:
    if rules.currency == "gift":
        return _("On s'aide gratuitement, ou contre un petit échange.")
    name, limits = rules.currency_name, {"floor": signed(rules.floor), "ceiling": signed(rules.ceiling)}
    if rules.currency == "hours":
        said = (
            _("On compte en heures, que l'on appelle %(name)s.") % {"name": name} if name else _("On compte en heures.")
        )
    else:
        said = _("On compte en %(name)s.") % {"name": name} if name else _("On compte en pièces.")
    return f"{said} " + _("Un compte va de %(floor)s à %(ceiling)s.") % limits


def _counted(say: Callable[[Rules], str]) -> Callable[[Rules], str]:
    """What means something only where something is counted."""
    return lambda rules: "" if rules.currency == "gift" else say(rules)


def how_many(count: int, rules: Rules) -> str:
    """So many of what the community counts: "3 heures", "12 copeaux", "4 pièces"."""
    if rules.currency_name:
        return f"{figures(count)} {rules.currency_name}"
    if rules.currency == "hours":
        return ngettext("%(n)s heure", "%(n)s heures", count) % {"n": figures(count)}
    return ngettext("%(n)s pièce", "%(n)s pièces", count) % {"n": figures(count)}


def _prices(rules: Rules) -> str:
    if rules.prices == "free":
        return _("Le prix d'un coup de main se convient à deux.")
    return _("Une heure vaut une heure, qui que ce soit qui aide.")


def _per_hour(rules: Rules) -> str:
    if rules.currency != "credits" or not rules.per_hour:
        return ""
    return _("L'usage est de %(much)s l'heure.") % {"much": how_many(rules.per_hour, rules)}


def _most_per_transfer(rules: Rules) -> str:
    if not rules.most_per_transfer:
        return ""
    return _("On donne au plus %(much)s en une fois.") % {"much": how_many(rules.most_per_transfer, rules)}


def _welcome(rules: Rules) -> str:
    if not rules.welcome:
        return ""
    return _("Qui arrive reçoit %(much)s de la caisse commune.") % {"much": how_many(rules.welcome, rules)}


def _commons_floor(rules: Rules) -> str:
    return _("La caisse commune peut descendre à %(floor)s.") % {"floor": signed(rules.commons_floor)}


def _decay(rules: Rules) -> str:
    if not rules.decay_percent:
        return _("Un compte plein reste plein : rien ne s'en va avec le temps.")
    values = {"percent": figures(rules.decay_percent), "free": how_many(rules.decay_free, rules)}
    return _("Chaque mois, %(percent)s %% de ce qu'un compte a au-dessus de %(free)s revient à la caisse.") % values


def _credit_cents(rules: Rules) -> str:
    if not rules.credit_cents:
        return _("Cela ne s'achète pas : cela vient d'un coup de main.")
    return _("On peut en acheter à la communauté : %(price)s pièce.") % {"price": euros(rules.credit_cents)}


def _fee(rules: Rules) -> str:
    if not rules.may_use_euros:
        return ""
    if not rules.fee_percent:
        return _("La communauté ne garde rien des paiements.")
    values = {"percent": figures(rules.fee_percent)}
    return _("Qui paie un autre membre peut ajouter %(percent)s %% pour la communauté. Rien n'y oblige.") % values


def _subscription(rules: Rules) -> str:
    if not rules.subscription_cents:
        return _("Être membre ne coûte rien.")
    said = {
        "year": _("La cotisation est de %(amount)s par an."),
        "month": _("La cotisation est de %(amount)s par mois."),
    }
    return said[rules.subscription_every] % {"amount": euros(rules.subscription_cents)}


def every_words(every: str) -> str:
    """For how long a subscription is paid."""
    return {"year": _("un an"), "month": _("un mois")}[every]


def _verified_through(rules: Rules) -> str:
    return _("Devient membre vérifié qui a fait voir, au choix : %(kinds)s.") % {
        "kinds": kinds_listed(rules.verified_through)
    }


def _hide_after(rules: Rules) -> str:
    if not rules.hide_after:
        return _("Rien n'est caché avant que quelqu'un l'ait relu.")
    return ngettext(
        "Après le signalement d'une personne, c'est caché jusqu'à ce que quelqu'un l'ait relu.",
        "Après le signalement de %(n)s personnes, c'est caché jusqu'à ce que quelqu'un l'ait relu.",
        rules.hide_after,
    ) % {"n": in_words(rules.hide_after)}


def _kept_months(rules: Rules) -> str:
    return ngettext(
        "Une annonce close se garde un mois, puis s'efface.",
        "Une annonce close se garde %(n)s mois, puis s'efface.",
        rules.kept_months,
    ) % {"n": in_words(rules.kept_months)}


def _nothing(_rules: Rules) -> str:
    return ""


_SAY: Final[dict[str, Callable[[Rules], str]]] = {
    "entry": _of(
        "entry",
        open=lambda: _("Tout le monde peut entrer."),
        request=lambda: _("On demande à entrer, et quelqu'un qui anime la communauté répond."),
        invitation=lambda: _("On entre sur invitation."),
    ),
    "minors": _of(
        "minors",
        none=lambda: _("Il faut avoir 18 ans."),
        from_16=lambda: _("On peut entrer dès 16 ans."),
        with_consent=lambda: _("Avant 18 ans, on entre avec l'accord d'un parent."),
        all=lambda: _("On peut entrer à tout âge."),
    ),
    "posts_read_by": _of(
        "posts_read_by",
        all=lambda: _("Tout le monde lit les annonces, même sans compte."),
        members=lambda: _("Seuls les membres lisent les annonces."),
    ),
    "forum_read_by": _of(
        "forum_read_by",
        all=lambda: _("Tout le monde lit les discussions, même sans compte."),
        members=lambda: _("Seuls les membres lisent les discussions."),
    ),
    "members_read_by": _of(
        "members_read_by",
        all=lambda: _("Tout le monde voit la liste des membres."),
        members=lambda: _("Les membres voient qui d'autre est membre."),
        stewards=lambda: _("Seules les personnes qui animent voient la liste des membres."),
    ),
    "may_post": _of(
        "may_post",
        members=lambda: _("Chaque membre publie."),
        verified=lambda: _("Seuls les membres vérifiés publient."),
        stewards=lambda: _("Seules les personnes qui animent publient."),
    ),
    "may_be_asked": _of(
        "may_be_asked",
        members=lambda: _("Chaque membre peut être sollicité et répondre."),
        verified=lambda: _("Seuls les membres vérifiés sont sollicités et répondent."),
    ),
    "topics": _topics,
    "posts_checked": _posts_checked,
    "checkers": _nothing,
    "currency": _currency,
    "currency_name": _nothing,
    "floor": _nothing,
    "ceiling": _nothing,
    "prices": _counted(_prices),
    "per_hour": _counted(_per_hour),
    "most_per_transfer": _counted(_most_per_transfer),
    "welcome": _counted(_welcome),
    "commons_floor": _counted(_commons_floor),
    "decay_percent": _counted(_decay),
    "decay_free": _nothing,
    "debt_when_leaving": _counted(
        _of(
            "debt_when_leaving",
            commons=lambda: _("La dette de qui s'en va reste à la caisse commune."),
            others=lambda: _("La dette de qui s'en va se partage entre les comptes les plus pleins."),
            stays=lambda: _("La dette de qui s'en va l'attend, si la personne revient."),
        )
    ),
    "credit_cents": _counted(_credit_cents),
    "books_read_by": _counted(
        _of(
            "books_read_by",
            stewards=lambda: _(
                "Chacun lit son compte et celui de la caisse. Les livres entiers, sans les noms, sont aux personnes qui animent."
            ),
            members=lambda: _(
                "Chacun lit son compte et celui de la caisse, et chaque membre peut relire les livres entiers, sans les noms."
            ),
        )
    ),
    "may_use_euros": lambda rules: (
        _("On peut aussi demander un prix en euros : la phrase le dit.")
        if rules.may_use_euros
        else _("Ici, pas d'argent.")
    ),
    "fee_percent": _fee,
    "subscription_cents": _subscription,
    "subscription_every": _nothing,
    "verified_through": _verified_through,
    "verifiers": _of(
        "verifiers",
        stewards=lambda: _("Les personnes qui animent vérifient."),
        named=lambda: _("Les personnes qui animent vérifient, et des membres nommés pour cela."),
    ),
    "members_settle": lambda rules: (
        _("Des membres tirés au sort tranchent les cas simples.")
        if rules.members_settle
        else _("Les personnes qui animent tranchent, et disent quelle règle n'a pas été suivie.")
    ),
    "hide_after": _hide_after,
    "forum": _of(
        "forum",
        off=lambda: _("Il n'y a pas de forum."),
        members=lambda: _("Chaque membre ouvre des discussions."),
        verified=lambda: _("Les membres vérifiés ouvrent des discussions, chaque membre y répond."),
        stewards=lambda: _("Les personnes qui animent ouvrent des discussions, chaque membre y répond."),
    ),
    "own_rules": lambda rules: " ".join(rules.own_rules),
    "kept_months": _kept_months,
}


def _what_changes(told: Told) -> str:
    """When it holds, and what it is about, as far as the notice says."""
    known = [subject(code) for code in told.facts.get("changed", ()) if code in FIELDS]
    said = []
    if "holds_from" in told.facts:
        at = local(datetime.fromisoformat(str(told.facts["holds_from"])))
        said.append(_("Cela vaut à partir du %(day)s.") % {"day": month_day(at.date())})
    if known:
        said.append(_("Ce qui change : %(what)s.") % {"what": listed(known)})
    return " ".join(said)


def _rules_change(told: Told) -> News:
    said = _("Les règles de %(community)s changent") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_what_changes(told),
        path=f"/c/{told.slug}/rules/history/",
        button=_("Lire ce qui change"),
    )


def _rules_stay(told: Told) -> News:
    said = _("Les règles de %(community)s ne changent pas") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Le changement annoncé a été retiré."),
        path=f"/c/{told.slug}/rules/",
        button=_("Lire les règles"),
    )


# rules: the rules of a community were changed, now or from a day on; rules_back: a change that was announced was taken back.
RULES_KINDS: dict[str, Callable[[Told], News]] = {"rules": _rules_change, "rules_back": _rules_stay}
