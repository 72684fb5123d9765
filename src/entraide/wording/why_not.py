"""Why somebody was not asked, rule by rule in plain words, and what would change it. Only ever one's own case."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.counts import figures
from entraide.wording.distances import about_km_from_you, whole_km


@dataclass(frozen=True)
class Hindrance:
    """One reason. `words` say it, `remedy` what would change it (may be empty), `where` the page on which that is done.

    `where`: home, limits, hours, pause, me (parts of the settings), likes, community, safety, or empty.
    """

    words: str
    remedy: str = ""
    where: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """What the sentences name: see journeys.explain_routing.OwnCase. `has_home`: whether the person has said where they live."""

    kind: str
    writer: str
    topic: str
    community: str
    is_community_open: bool
    has_home: bool
    distance_km: float | None
    radius_km: float
    post_radius_km: float | None
    asked_today: int
    asked_this_week: int
    asks_per_day: int | None


def hindrance(code: str, *, facts: CaseFacts) -> Hindrance:
    """The rule with this code (logic.routing.eligibility.RULES) in words, for the person whom it leaves out.

    `spared` is no rule: nothing leaves them out, but they were asked so much of late that others are asked instead.
    """
    values = {"name": facts.writer, "topic": facts.topic, "community": facts.community}
    match code:
        case "own_post":
            return Hindrance(_("C'est votre propre annonce."))
        case "blocked":
            return Hindrance(_("Vous avez bloqué la personne qui l'a écrite."))
        case "away":
            return Hindrance(_("Vous êtes en pause."), _("Reprenez quand vous voulez"), "pause")
        case "other_community":
            remedy = _("Devenir membre") if facts.is_community_open else ""
            return Hindrance(
                _("Cette annonce s'adresse aux membres de %(community)s.") % values,
                remedy,
                "community" if remedy else "",
            )
        case "too_far":
            return _too_far(facts)
        case "only_the_same":
            if facts.kind == "offer":
                return Hindrance(_("Vous avez écrit que vous proposez la même chose."))
            return Hindrance(
                _("Vous avez écrit que vous cherchez la même chose."), _("Écrire que vous le proposez aussi"), "likes"
            )
        case "not_said":
            if facts.kind == "offer":
                said = _("Vous n'avez rien écrit qui montre que vous en avez besoin (« %(topic)s »).") % values
                return Hindrance(said, _("Écrire ce dont vous avez besoin"), "likes")
            said = _("Vous n'avez rien écrit qui ressemble à cela (« %(topic)s »).") % values
            return Hindrance(said, _("Écrire ce que vous aimez faire"), "likes")
        case "not_free":
            return Hindrance(
                _("D'après vos heures, vous n'êtes pas libre à ce moment-là."), _("Changer mes heures"), "hours"
            )
        case "asked_enough":
            return _asked_enough(facts)
        case "spared":
            return Hindrance(
                _(
                    "On vous a déjà beaucoup sollicité ces derniers temps : nous gardons votre attention "
                    "pour ce que peu d'autres peuvent faire."
                )
            )
        case "not_verified":
            return Hindrance(
                _("Pour ce genre d'aide, il faut une vérification que vous n'avez pas encore."),
                _("Lire la règle, et à qui la demander"),
                "safety",
            )
        case "only_verified":
            return Hindrance(
                _("%(community)s ne sollicite que des membres dont elle a vérifié l'identité.") % values,
                _("Lire la règle, et à qui le demander"),
                "safety",
            )
        case "writer_not_verified":
            return Hindrance(
                _("Qui propose ce genre d'aide doit avoir été vérifié, et %(name)s ne l'est pas encore.") % values,
                _("Lire la règle"),
                "safety",
            )
        case "other_terms":
            return Hindrance(
                _("Ce n'est pas pour cela que vous avez dit aider (gratuitement, contre des pièces ou de l'argent)."),
                _("Changer mes limites"),
                "limits",
            )
        case _:
            return Hindrance(
                _("Vous et %(name)s n'avez pas dit parler une même langue.") % values, _("Dire mes langues"), "me"
            )


def _too_far(facts: CaseFacts) -> Hindrance:
    if not facts.has_home:
        return Hindrance(_("Entraide ne sait pas où vous habitez."), _("Dire ma commune"), "home")
    if facts.distance_km is None:
        return Hindrance(_("L'annonce ne dit pas où cela se passe."))
    values = {"near": about_km_from_you(facts.distance_km), "km": figures(whole_km(facts.radius_km))}
    if facts.distance_km > facts.radius_km:
        return Hindrance(_("C'est %(near)s, et vous allez jusqu'à %(km)s km.") % values, _("Aller plus loin"), "limits")
    if facts.post_radius_km is not None and facts.distance_km > facts.post_radius_km:
        values["km"] = figures(whole_km(facts.post_radius_km))
        return Hindrance(_("C'est %(near)s, et l'annonce cherche jusqu'à %(km)s km.") % values)
    return Hindrance(_("C'est loin du lieu que vous avez nommé vous-même."), _("Changer ce que j'aime faire"), "likes")


def _asked_enough(facts: CaseFacts) -> Hindrance:
    if facts.asks_per_day is not None and facts.asked_today >= facts.asks_per_day:
        said = ngettext(
            "Vous avez été sollicité %(n)s fois en un jour : c'est la limite que vous avez fixée.",
            "Vous avez été sollicité %(n)s fois en un jour : c'est la limite que vous avez fixée.",
            facts.asked_today,
        ) % {"n": figures(facts.asked_today)}
    else:
        said = ngettext(
            "Vous avez été sollicité %(n)s fois en une semaine : c'est la limite que vous avez fixée.",
            "Vous avez été sollicité %(n)s fois en une semaine : c'est la limite que vous avez fixée.",
            facts.asked_this_week,
        ) % {"n": figures(facts.asked_this_week)}
    return Hindrance(said, _("Changer mes limites"), "limits")


def rule_words(code: str, *, count: int) -> str:
    """A rule in a few words, for the log that a steward reads: what it says of the `count` people (at least 1) whom it leaves out."""
    return {
        "own_post": ngettext("a écrit l'annonce", "ont écrit l'annonce", count),
        "blocked": ngettext("ne souhaite pas cette rencontre", "ne souhaitent pas se rencontrer", count),
        "away": ngettext("est en pause", "sont en pause", count),
        "other_community": ngettext("n'est pas de la communauté", "ne sont pas de la communauté", count),
        "too_far": ngettext("habite trop loin", "habitent trop loin", count),
        "only_the_same": ngettext("cherche ou propose la même chose", "cherchent ou proposent la même chose", count),
        "not_said": ngettext("n'a rien écrit d'assez proche", "n'ont rien écrit d'assez proche", count),
        "not_free": ngettext("n'est pas libre à ce moment-là", "ne sont pas libres à ce moment-là", count),
        "asked_enough": ngettext("a déjà été sollicitée assez souvent", "ont déjà été assez sollicités", count),
        "not_verified": ngettext(
            "n'est pas vérifiée comme la règle le demande", "ne sont pas vérifiés comme la règle le demande", count
        ),
        "only_verified": ngettext(
            "n'est pas vérifiée par cette communauté", "ne sont pas vérifiés par cette communauté", count
        ),
        "writer_not_verified": ngettext(
            "attend que la personne qui propose soit vérifiée",
            "attendent que la personne qui propose soit vérifiée",
            count,
        ),
        "other_terms": ngettext("aide à d'autres conditions", "aident à d'autres conditions", count),
        "no_shared_language": ngettext("ne parle aucune langue commune", "ne parlent aucune langue commune", count),
    }[code]
