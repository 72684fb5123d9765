"""News of credits in words: somebody gave some, asks for some, declined. How much stands on the page, not in mails that lie open."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from entraide.wording.told_news import News, Told


def _credits(told: Told) -> News:
    name = told.who if told.facts.get("person") else _("La caisse commune")
    said = {
        "thanks": _("%(name)s vous remercie pour votre aide"),
        "work": _("%(community)s vous remercie pour votre travail"),
        "welcome": _("%(community)s vous fait un cadeau de bienvenue"),
        "purchase": _("Votre achat à %(community)s est arrivé"),
        "request": _("%(name)s vous a donné ce que vous demandiez"),
        "undo": _("%(name)s vous a rendu ce que vous aviez donné"),
    }.get(str(told.facts.get("sort")), _("%(name)s vous a donné quelque chose"))
    said %= {"name": name, "community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("C'est dans votre compte à %(community)s.") % {"community": told.community},
        path=f"/c/{told.slug}/credits/",
        button=_("Voir mon compte"),
    )


def _asked(told: Told) -> News:
    said = _("%(name)s vous demande un geste") % {"name": told.who}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Rien ne bouge avant votre réponse, et non est une réponse."),
        path=f"/c/{told.slug}/credits/#asked",
        button=_("Lire la demande"),
    )


def _declined(told: Told) -> News:
    said = _("%(name)s ne donne pas cette fois") % {"name": told.who}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Votre demande est close. Vous pouvez en parler ensemble."),
        path=f"/c/{told.slug}/credits/",
        button=_("Voir mon compte"),
    )


def _limited(told: Told) -> News:
    said = (
        _("Votre compte à %(community)s a ses propres limites")
        if told.facts.get("sort") == "own"
        else _("Votre compte à %(community)s a de nouveau les limites de tous")
    ) % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Les animateurs en ont décidé. Une question ? Écrivez-leur."),
        path=f"/c/{told.slug}/credits/",
        button=_("Voir mon compte"),
    )


def _netted(told: Told) -> News:
    said = _("Des dettes en rond sont tombées à %(community)s") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("On vous demande moins, et vous demandez d'autant moins : rien n'a bougé dans votre compte."),
        path=f"/c/{told.slug}/credits/#netted",
        button=_("Voir lesquelles"),
    )


# credits: something came to my account; credits_asked: somebody asks me for some; credits_declined: whom I asked does not give;
# account_limited: my account has limits of its own, or those of the rules again; debts_netted: of what I ask and what is asked of me,
# as much fell away in rings.
CREDIT_KINDS: dict[str, Callable[[Told], News]] = {
    "credits": _credits,
    "credits_asked": _asked,
    "credits_declined": _declined,
    "account_limited": _limited,
    "debts_netted": _netted,
}
