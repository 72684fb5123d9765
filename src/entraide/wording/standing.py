"""Attestations and standing in words: the kinds, what each means, and the few facts that may be said of somebody. No stars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.logic.routing.attestations import KINDS
from entraide.wording.counts import figures, in_words
from entraide.wording.moments import listed, local, month_day
from entraide.wording.readings import topic_label
from entraide.wording.tongue import plain_language

# More families than these are not named: what somebody helps with is a fact, not a list to be long on.
MOST_FAMILIES = 3


@dataclass(frozen=True, kw_only=True)
class AttestedTold:
    """One attestation as a viewer may read it: `house` is the name of the community ("" if that is not for them to know).

    `is_consequence`: only what follows from it is said. `until`: the last day on which it holds, None for no end.
    """

    kind: str
    name: str = ""
    house: str = ""
    until: date | None = None
    is_consequence: bool = False


@dataclass(frozen=True, kw_only=True)
class StandingTold:
    """What may be said of somebody: since when they are a member (None: not here), how often they helped with what, what is attested.

    `families` are codes of families of topics, the most frequent first; `is_new`: here for less than four weeks.
    """

    since: datetime | None
    is_new: bool = False
    helped: int = 0
    thanked: int = 0
    families: tuple[str, ...] = ()
    attested: tuple[AttestedTold, ...] = ()


def standing_lines(told: StandingTold, *, now: datetime) -> list[str]:
    """The standing as a few short sentences, each without its full stop."""
    lines: list[str] = []
    if told.since:
        lines.append(
            _("Ici depuis peu") if told.is_new else _("Membre depuis %(month)s") % {"month": _month(told.since)}
        )
    if told.helped:
        lines.append(helped_words(told.helped, families=told.families))
    if told.thanked:
        said = ngettext("Un merci reçu", "%(n)s mercis reçus", told.thanked)
        lines.append(said % {"n": in_words(told.thanked) if told.thanked < 17 else figures(told.thanked)})
    return lines + [attested_line(one, now=now) for one in told.attested]


def helped_words(times: int, *, families: Sequence[str] = ()) -> str:
    """How often somebody helped, and with what: "A aidé quatre fois (animaux, vélos)"."""
    said = ngettext("A aidé une fois", "A aidé %(times)s fois", times) % {"times": in_words(times)}
    with_what = ", ".join(_lowered(topic_label(family)) for family in families[:MOST_FAMILIES])
    return f"{said} ({with_what})" if with_what else said


def attested_line(one: AttestedTold, *, now: datetime) -> str:
    """One attestation for others to read: "Identité vérifiée par Ixelles, jusqu'au 4 mars 2029"."""
    if one.is_consequence:
        said = _("Peut garder des enfants ici")
    else:
        said = {
            "identity": _("Identité vérifiée"),
            "address": _("Habite la commune, vérifié"),
            "adult": _("Majorité vérifiée"),
            "extract": _("Extrait de casier judiciaire vu"),
            "first_aid": _("Brevet de premiers secours vu"),
            "driving": _("Permis de conduire vu"),
            "insurance": _("Assurance vue"),
            "member": _("Membre de %(name)s, vérifié") % {"name": one.name},
            "skill": _("%(name)s, vérifié") % {"name": one.name},
        }[one.kind]
        by = _("par %(house)s") % {"house": one.house} if one.house else _("par une communauté d'ici")
        said = f"{said} {by}"
    if one.until is None:
        return said
    return f"{said}, {until_words(one.until, now=now)}"


def until_words(until: date, *, now: datetime) -> str:
    """ "jusqu'au 4 mars 2029" """
    return _("jusqu'au %(day)s") % {"day": month_day(until, now=now)}


def kind_name(kind: str, *, name: str = "") -> str:
    """A kind as a heading or a choice: "Identité"; with its organisation or qualification, if it has one."""
    if name and kind == "member":
        return pgettext("attestation", "Membre de %(name)s") % {"name": name}
    if name and kind == "skill":
        return name
    return {
        "identity": pgettext("attestation", "Identité"),
        "address": pgettext("attestation", "Domicile dans la commune"),
        "adult": pgettext("attestation", "18 ans ou plus"),
        "extract": pgettext("attestation", "Extrait de casier pour le travail avec des enfants"),
        "first_aid": pgettext("attestation", "Premiers secours"),
        "driving": pgettext("attestation", "Permis de conduire"),
        "insurance": pgettext("attestation", "Assurance"),
        "member": pgettext("attestation", "Membre d'une organisation"),
        "skill": pgettext("attestation", "Qualification"),
    }.get(kind, kind)


def kind_shown(kind: str) -> str:
    """What is shown in person for an attestation of this kind, and what becomes of it."""
    return {
        "identity": _("Une pièce d'identité, montrée en personne."),
        "address": _("Un document récent qui porte l'adresse. Ni la rue ni le numéro ne sont notés."),
        "adult": _("Une pièce d'identité. La date de naissance n'est pas notée."),
        "extract": _(
            "Le modèle 596.2 (Belgique), le bulletin n° 3 (France) ou son équivalent, de moins de trois mois. Les membres lisent"
            " seulement « peut garder des enfants ici »."
        ),
        "first_aid": _("Le brevet ou le certificat, avec sa date."),
        "driving": _("Le permis de conduire."),
        "insurance": _("La preuve d'assurance pour ce que vous faites, avec la date où elle commence."),
        "member": _("La carte ou la confirmation de l'organisation."),
        "skill": _("Le diplôme, l'agrément ou le certificat."),
    }[kind]


def longest_words(kind: str) -> str:
    """How long an attestation of this kind may hold: "cinq ans au plus"."""
    days = KINDS[kind].longest_days
    if days is None:
        return _("sans fin")
    years = round(days / 365)
    return ngettext("un an au plus", "%(years)s ans au plus", years) % {"years": in_words(years)}


def counts_for(kind: str) -> str:
    """What an attestation of this kind is for, where Entraide itself looks at it; empty where only people do."""
    proves = KINDS[kind].proves
    if proves == "identity":
        return _("Ouvre les aides réservées aux personnes vérifiées.")
    if proves == "adult":
        return _("Ouvre les aides réservées aux majeurs.")
    return ""


def kinds_listed(kinds: Sequence[str]) -> str:
    """Several kinds in a row: "identité, permis de conduire et assurance"."""
    return listed([_lowered(kind_name(kind)) for kind in kinds])


def end_words(how: str) -> str:
    """How an attestation ended, in one or two words."""
    return {
        "revoked": _("retirée"),
        "given_up": _("rendue"),
        "expired": _("à son terme"),
        "renewed": _("renouvelée"),
    }[how]


def date_fault_words(fault: str) -> str:
    """What is wrong with the dates of an attestation, and the way out (logic.routing.attestations.DateFault); "" for anything else."""
    said = {
        "document_date_missing": _("Donnez la date du document : son temps court à partir de ce jour."),
        "document_ahead": _("Cette date est encore à venir. Donnez le jour où le document a été établi."),
        "document_too_old": _("Ce document est trop ancien pour être attesté. Il en faut un plus récent."),
        "until_past": _("Ce jour est passé. Choisissez-en un à venir."),
        "until_too_late": _("C'est plus long que ce genre d'attestation ne le permet. Laissez vide pour le plus long."),
    }
    return said.get(fault, "")


def _lowered(words: str) -> str:
    """The words as they stand inside a sentence. German nouns keep their capital, names that begin with a figure theirs."""
    return words if plain_language() == "de" or words[:2].isupper() else words[:1].lower() + words[1:]


def _month(moment: datetime) -> str:
    """ "mars 2024" """
    at = local(moment)
    return pgettext("mois", "%(month)s %(year)s") % {"month": MONTHS[at.month], "year": at.year}


def readers_words(kind: str, *, house: str, is_hidden: bool, is_open: bool) -> str:
    """Who reads an attestation about oneself."""
    values = {"house": house}
    if is_hidden:
        return _("Vous ne la montrez pas. Elle compte quand même, et qui vérifie à %(house)s la voit.") % values
    if KINDS[kind].seen_by == "stewards":
        return (
            _("Lue par vous et par qui vérifie à %(house)s. Les membres lisent « peut garder des enfants ici ».")
            % values
        )
    if kind == "identity" and is_open:
        return _("Lue par les membres de %(house)s, et par qui vous rencontre sur ce serveur.") % values
    if kind == "identity":
        return _("Lue par les membres de %(house)s. Ailleurs on lit : vérifiée par une communauté d'ici.") % values
    return _("Lue par les membres de %(house)s.") % values
