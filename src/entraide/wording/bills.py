"""Bills in words: what they are for, where they stand, and what is said beside a payment that waits for a human."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from entraide.wording.amounts import euros
from entraide.wording.told_news import News, Told


def purpose_name(purpose: str) -> str:
    """What a bill is for, in one word."""
    return {
        "exchange": _("Coup de main"),
        "subscription": _("Cotisation"),
        "share": _("Part de coopérative"),
        "solidarity": _("Solidarité"),
        "credits": _("Achat de pièces"),
    }.get(purpose, purpose)


def bill_title(*, purpose: str, what: str, period: str) -> str:
    """What a bill is for, in a line: "Cotisation 2026", "Part de coopérative"; of an exchange what was promised: "Promener Filou"."""
    name = purpose_name(purpose)
    if purpose == "exchange":
        return what or name
    return f"{name} {period}" if period else name


def state_name(state: str) -> str:
    """Where a bill stands, in a word or two."""
    return {
        "waiting": _("à payer"),
        "said_paid": _("dit payé"),
        "paid": _("payé"),
        "cancelled": _("annulé"),
    }.get(state, state)


def way_name(way: str) -> str:
    """How it was paid."""
    return {"transfer": _("par virement"), "cash": _("en main propre"), "card": _("par carte")}.get(way, "")


def because_words(code: str) -> str:
    """Why a bill is thought of for a payment."""
    return {
        "near_reference": _("communication presque juste"),
        "same_amount": _("même montant"),
        "name": _("même prénom"),
    }.get(code, code)


def statement_fault(code: str) -> str:
    """Why a file was not taken, and what to do."""
    return {
        "not_xml": _(
            "Ce fichier n'est pas un relevé que nous savons lire. Exportez-le de votre banque au format CAMT.053 (XML)."
        ),
        "unsafe": _(
            "Ce fichier contient ce qu'un relevé ne contient jamais. Téléchargez-le à nouveau de votre banque."
        ),
        "not_a_statement": _("C'est un autre fichier de banque. Choisissez le relevé de fin de journée : CAMT.053."),
        "too_many_entries": _("C'est beaucoup à la fois. Exportez une période plus courte."),
        "broken": _("Un mouvement de ce relevé est incomplet. Téléchargez-le à nouveau de votre banque."),
        "too_big": _("Ce fichier dépasse 5 Mo. Exportez une période plus courte."),
        "missing": _("Choisissez d'abord le fichier."),
    }.get(code, _("Ce fichier n'a pas pu être lu. Rien n'a changé."))


def _amount(told: Told) -> str:
    return euros(int(told.facts.get("cents", 0)))


def _path(told: Told) -> str:
    return f"/b/{told.facts['bill']}/"


def _from(told: Told) -> str:
    return told.community if told.facts.get("to_community") else told.who


def _bill(told: Told) -> News:
    said = _("%(name)s vous demande %(amount)s") % {"name": _from(told), "amount": _amount(told)}
    words = purpose_name(str(told.facts.get("purpose")))
    if told.facts.get("purpose") == "exchange":
        words = _("Comme vous l'avez convenu. Vous payez directement, par virement : rien ne passe par Entraide.")
    return News(subject=said, title=f"{said}.", words=words, path=_path(told), button=_("Voir comment payer"))


def _said_paid(told: Told) -> News:
    said = _("%(name)s dit avoir payé %(amount)s") % {"name": told.who, "amount": _amount(told)}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Regardez sur votre compte, puis dites si c'est arrivé."),
        path=_path(told),
        button=_("Dire si c'est arrivé"),
    )


def _paid(told: Told) -> News:
    said = _("%(amount)s : bien reçus par %(name)s") % {"name": _from(told), "amount": _amount(told)}
    return News(subject=said, title=f"{said}.", path=_path(told), button=_("Ouvrir"))


def _missing(told: Told) -> News:
    said = _("%(name)s ne trouve pas vos %(amount)s") % {"name": _from(told), "amount": _amount(told)}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Un virement prend parfois un jour ouvrable. Vérifiez le compte et la communication."),
        path=_path(told),
        button=_("Vérifier"),
    )


def _cancelled(told: Told) -> News:
    said = _("%(name)s ne demande plus %(amount)s") % {"name": _from(told), "amount": _amount(told)}
    return News(subject=said, title=f"{said}.", words=_("Vous n'avez plus rien à payer."), path=_path(told))


def _lapsed(told: Told) -> News:
    said = _("Vos %(amount)s n'ont pas été payés en trois mois") % {"amount": _amount(told)}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("La demande s'arrête, et votre numéro de compte est effacé. Vous pouvez la refaire."),
        path=_path(told),
    )


def _twice(told: Told) -> News:
    said = _("%(name)s a payé %(amount)s deux fois") % {"name": told.who, "amount": _amount(told)}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Une fois par carte, une fois autrement. Rendez-lui l'un des deux."),
        path=_path(told),
        button=_("Ouvrir"),
    )


def _account(told: Told) -> News:
    said = _("Le compte bancaire de %(community)s a changé") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Changé par %(name)s. Vérifiez que c'est bien le bon : les membres y paieront.") % {"name": told.who},
        path=f"/c/{told.slug}/euros/",
        button=_("Vérifier le compte"),
    )


BILL_KINDS: Mapping[str, Callable[[Told], News]] = {
    "bill": _bill,
    "bill_said_paid": _said_paid,
    "bill_paid": _paid,
    "bill_missing": _missing,
    "bill_cancelled": _cancelled,
    "bill_lapsed": _lapsed,
    "bill_twice": _twice,
    "bank_account": _account,
}


def bill_columns() -> tuple[str, ...]:
    """The headings of the table of a community's bills, as its columns are (records.payments.queries.bills_as_rows)."""
    return (
        *(_("Adresse"), _("Pour"), _("Période"), _("Détail"), _("Prénom"), _("Montant"), _("Vu sur les relevés")),
        *(_("État"), _("Manière"), _("Communication"), _("Demandé"), _("Avant le"), _("Payé")),
    )


def bill_row(row: tuple[Any, ...]) -> list[str]:
    """One row of that table in plain words: amounts with a point and no sign, days as 2026-03-04."""
    code, purpose, period, what, name, cents, paid, state, way, reference, asked_at, due_on, paid_at = row
    return [
        *(code, purpose_name(purpose), period, what, name or "", _plain(cents), _plain(paid)),
        *(state_name(state), way_name(way), reference, f"{asked_at:%Y-%m-%d}"),
        *(f"{due_on:%Y-%m-%d}" if due_on else "", f"{paid_at:%Y-%m-%d}" if paid_at else ""),
    ]


def _plain(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
