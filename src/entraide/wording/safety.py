"""What needs care, and whom a community trusts with it: the classes, the rules and their reasons, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.logic.routing.attestations import ASKABLE
from entraide.logic.routing.trust import Level, SafetyRule
from entraide.wording.moments import listed
from entraide.wording.standing import kinds_listed


def class_name(code: str) -> str:
    """The name of a safety class, as a heading: "Les enfants"."""
    return {
        "children": _("Les enfants"),
        "care": _("Les personnes fragiles"),
        "lodging": _("Un lit, un toit"),
        "accompanying": _("Accompagner quelqu'un"),
        "keys": _("Les clés d'un logement"),
        "nights": _("La nuit"),
    }[code]


def entrusted(classes: Sequence[str]) -> str:
    """What these classes entrust: "un enfant et les clés d'un logement"."""
    said = {
        "children": pgettext("on confie", "un enfant"),
        "care": pgettext("on confie", "une personne fragile"),
        "lodging": pgettext("on confie", "un lit ou un toit"),
        "accompanying": pgettext("on confie", "quelqu'un à accompagner"),
        "keys": pgettext("on confie", "les clés d'un logement"),
        "nights": pgettext("on confie", "des heures de nuit"),
    }
    return listed([said[code] for code in classes])


def level_words(level: Level, *, community: str) -> str:
    """Who may help, as a choice: "Les personnes vérifiées par Ixelles"."""
    return {
        "anybody": _("Tout le monde"),
        "verified": _("Les personnes dont une communauté d'ici a vérifié l'identité"),
        "verified_here": _("Les personnes dont %(community)s a vérifié l'identité") % {"community": community},
    }[level]


def more_words(rule: SafetyRule) -> str:
    """What a rule asks for besides its level, in a row: "18 ans ou plus et premiers secours"; empty for nothing."""
    kinds = ["adult"] if rule.for_adults_only else []
    return kinds_listed([*kinds, *(kind for kind in ASKABLE if kind in rule.kinds)])


def rule_words(rule: SafetyRule, *, community: str) -> str:
    """The whole rule: who may help, and what must be attested besides."""
    said, more = level_words(rule.level, community=community), more_words(rule)
    return _("%(who)s, avec : %(more)s") % {"who": said, "more": more} if more else said


def care_words(classes: Sequence[str], rule: SafetyRule, *, kind: str, community: str) -> str:
    """What is entrusted and who may therefore help: one or two sentences for whoever writes, reads or is asked."""
    values = {"what": entrusted(classes), "community": community, "more": more_words(rule)}
    if values["more"]:
        by_level = care_words(classes, SafetyRule(rule.level), kind=kind, community=community)
        first = by_level if rule.level != "anybody" else _("Il s'agit de confier %(what)s.") % values
        return f"{first} {_('Il faut aussi que soit attesté : %(more)s.') % values}"
    if rule.level == "anybody":
        return _("Il s'agit de confier %(what)s. Tout le monde peut aider : faites d'abord connaissance.") % values
    if kind == "offer":
        said = {
            "verified": _(
                "Il s'agit de confier %(what)s. Seule une personne dont une communauté a vérifié l'identité peut le proposer."
            ),
            "verified_here": _(
                "Il s'agit de confier %(what)s. Seule une personne dont %(community)s a vérifié l'identité peut le proposer."
            ),
        }
    else:
        said = {
            "verified": _(
                "Il s'agit de confier %(what)s. Seules les personnes dont une communauté a vérifié l'identité sont sollicitées"
                " et peuvent dire oui."
            ),
            "verified_here": _(
                "Il s'agit de confier %(what)s. Seules les personnes dont %(community)s a vérifié l'identité sont sollicitées"
                " et peuvent dire oui."
            ),
        }
    return said[rule.level] % values


def ground_words(*, is_own: bool, community: str) -> str:
    """Where the rule comes from, for a link to it: the charter, or the community itself."""
    if is_own:
        return _("%(community)s en a décidé ainsi :") % {"community": community}
    return _("La charte le demande partout.")
