"""What is kept about somebody, in plain words: the titles of its sections, the labels of its parts, the codes in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from entraide.wording.amounts import euros
from entraide.wording.bills import purpose_name
from entraide.wording.moments import local, month_day

_TITLES: Mapping[str, Any] = {
    "says": gettext_lazy("Ce que vous aimez faire"),
    "posts": gettext_lazy("Vos annonces"),
    "answers": gettext_lazy("Vos réponses"),
    "asks": gettext_lazy("Ce qu'on vous a demandé"),
    "messages": gettext_lazy("Vos messages"),
    "helped_by": gettext_lazy("Qui vous aide, ou l'a fait"),
    "helped": gettext_lazy("Qui vous aidez, ou avez aidé"),
    "thanks_given": gettext_lazy("Mercis que vous avez dits"),
    "thanks_received": gettext_lazy("Mercis reçus"),
    "problems_told": gettext_lazy("Soucis que vous avez signalés"),
    "problems_settled": gettext_lazy("Soucis que vous avez réglés"),
    "rings": gettext_lazy("Les échanges en rond qu'on vous a proposés"),
    "calendar": gettext_lazy("L'adresse de votre agenda"),
    "photos": gettext_lazy("Photos que vous avez montrées"),
    "shared_places": gettext_lazy("Lieux que vous montrez à quelqu'un"),
    "threads": gettext_lazy("Discussions que vous avez ouvertes"),
    "participations": gettext_lazy("Discussions que vous suivez ou avez lues"),
    "forum_follows": gettext_lazy("Forums que vous suivez"),
    "communities": gettext_lazy("Vos communautés"),
    "opened_communities": gettext_lazy("Communautés que vous avez ouvertes"),
    "attestations": gettext_lazy("Ce qui est vérifié de vous"),
    "attestation_requests": gettext_lazy("Vérifications que vous avez demandées"),
    "attestations_given": gettext_lazy("Vérifications que vous avez faites"),
    "join_requests": gettext_lazy("Vos demandes pour entrer"),
    "invitations": gettext_lazy("Invitations que vous avez faites"),
    "letters_waiting": gettext_lazy("Lettres qui attendent de partir"),
    "trusted_contact": gettext_lazy("Votre personne de confiance"),
    "blocks": gettext_lazy("Personnes que vous bloquez"),
    "passkeys": gettext_lazy("Vos clés d'accès"),
    "devices": gettext_lazy("Appareils où les nouvelles s'affichent"),
    "mandates_given": gettext_lazy("Qui peut agir pour vous"),
    "mandates_held": gettext_lazy("Pour qui vous pouvez agir"),
    "mandates_witnessed": gettext_lazy("Accords dont vous êtes témoin"),
    "reports": gettext_lazy("Ce que vous avez signalé"),
    "measures": gettext_lazy("Mesures qui vous concernent"),
    "appeals": gettext_lazy("Vos recours"),
    "notes": gettext_lazy("Notes de qui anime, à votre sujet"),
    "notes_written": gettext_lazy("Notes que vous avez écrites"),
    "panels": gettext_lazy("Petits jugements où vous avez siégé"),
    "checks": gettext_lazy("Annonces que vous avez relues"),
    "canned_words": gettext_lazy("Réponses toutes prêtes que vous avez écrites"),
    "named_words": gettext_lazy("Mots que vous avez donnés à une communauté"),
    "decided_weights": gettext_lazy("Poids que vous avez réglés"),
    "decided_safety": gettext_lazy("Règles de sécurité que vous avez décidées"),
    "decided_rules": gettext_lazy("Règles que vous avez décidées"),
    "bills_to_pay": gettext_lazy("Ce que vous aviez à payer en euros"),
    "bills_to_receive": gettext_lazy("Ce qu'on vous devait en euros"),
    "bills_asked": gettext_lazy("Montants que vous avez demandés"),
    "bills_confirmed": gettext_lazy("Paiements que vous avez confirmés"),
    "bill_rounds": gettext_lazy("Appels à cotiser que vous avez lancés"),
    "bank_accounts": gettext_lazy("Comptes de communautés que vous avez notés"),
    "payments_settled": gettext_lazy("Paiements de relevés que vous avez réglés"),
    "payments_matched": gettext_lazy("Paiements que vous avez rapprochés"),
    "departures": gettext_lazy("Déménagements que vous avez demandés"),
    "accounts": gettext_lazy("Vos comptes"),
    "account_lines": gettext_lazy("Les mouvements de vos comptes"),
    "credits_asked_of_me": gettext_lazy("Ce qu'on vous a demandé de donner"),
    "credits_i_asked": gettext_lazy("Ce que vous avez demandé à recevoir"),
    "arrivals": gettext_lazy("Arrivées qui attendent votre mot"),
    "notices": gettext_lazy("Ce qu'Entraide vous a dit"),
    "attention": gettext_lazy("Ce que le bot a appris de vos réponses"),
}
# What a person wrote or reads: shown as a sentence.
_WORDS = ("text", "words", "sentence", "subject", "name", "first_name", "note", "why", "email")
_LABELS: Mapping[str, Any] = {
    "community": gettext_lazy("Communauté"),
    "thread": gettext_lazy("Discussion"),
    "answer": gettext_lazy("Réponse reçue"),
    "email": gettext_lazy("Adresse e-mail"),
    "phone": gettext_lazy("Téléphone"),
    "hand": gettext_lazy("Écrit par"),
    "person": gettext_lazy("Pour"),
    "attested_by": gettext_lazy("Vérifié par"),
    "place_name": gettext_lazy("Lieu"),
    "said_at": pgettext_lazy("of a sentence", "Dit"),
    "made_at": gettext_lazy("Fait"),
    "added_at": gettext_lazy("Ajoutée"),
    "shared_at": gettext_lazy("Montré depuis"),
    "at": gettext_lazy("Fait"),
    "set_at": gettext_lazy("Décidé"),
    "named_at": gettext_lazy("Donné"),
    "asked_at": gettext_lazy("Demandé"),
    "given_at": gettext_lazy("Donnée"),
    "opened_at": gettext_lazy("Ouverte"),
    "joined_at": gettext_lazy("Membre depuis"),
    "published_at": gettext_lazy("Publiée"),
    "attested_at": gettext_lazy("Vérifié"),
    "agreed_at": gettext_lazy("D'accord depuis"),
    "arrived_at": gettext_lazy("Arrivée"),
    "drawn_at": gettext_lazy("Siège depuis"),
    "chosen_at": gettext_lazy("Choisie"),
    "closed_at": gettext_lazy("Close"),
    "withdrawn_at": gettext_lazy("Reprise"),
    "changed_at": gettext_lazy("Modifié"),
    "hidden_at": gettext_lazy("Masqué"),
    "starts_at": gettext_lazy("Commence"),
    "ends_at": gettext_lazy("Finit"),
    "read_at": gettext_lazy("Lu jusqu'à"),
    "seen_at": gettext_lazy("Vu"),
    "decided_at": gettext_lazy("Décidé"),
    "settled_at": gettext_lazy("Réglé"),
    "verified_at": gettext_lazy("Vérifié"),
    "verified_until": gettext_lazy("Valable jusqu'à"),
    "valid_until": gettext_lazy("Valable jusqu'à"),
    "document_on": gettext_lazy("Document du"),
    "until": gettext_lazy("Jusqu'à"),
    "ended_at": gettext_lazy("Fini"),
    "told_at": gettext_lazy("Prévenu"),
    "is_public": gettext_lazy("Visible des membres"),
    "is_steward": gettext_lazy("Anime"),
    "agrees_to_move": gettext_lazy("Suit si elle déménage"),
    "is_fine": gettext_lazy("En ordre"),
    "is_danger": gettext_lazy("Danger"),
    "used_at": gettext_lazy("Servi"),
    "uses": gettext_lazy("Servie"),
    "answered": gettext_lazy("Réponses"),
    "yeses": gettext_lazy("Oui"),
    "price": gettext_lazy("Ce que coûte de vous solliciter"),
    "updated_day": gettext_lazy("Calculé"),
    "purpose": gettext_lazy("Pour quoi"),
    "helper": gettext_lazy("Qui aide"),
    "asker": gettext_lazy("Qui est aidé"),
    "by": gettext_lazy("De la part de"),
    "what": gettext_lazy("Quoi"),
    "in_return": gettext_lazy("En échange"),
    "credits_minor": gettext_lazy("Crédits, en minutes ou en centièmes"),
    "begun_at": gettext_lazy("Commencé"),
    "promised_at": gettext_lazy("Promis"),
    "is_shown": gettext_lazy("Montré sur votre page"),
    "steward_words": gettext_lazy("Vos mots pour les deux"),
    "cents": gettext_lazy("Montant"),
    "paid_at": gettext_lazy("Payé le"),
    "payer": gettext_lazy("Qui paie"),
    "payee": gettext_lazy("Qui est payé"),
    "period": gettext_lazy("Période"),
    "iban": gettext_lazy("Compte"),
    "holder": gettext_lazy("Au nom de"),
    "number": gettext_lazy("Numéro"),
    "giver": gettext_lazy("De"),
    "receiver": gettext_lazy("À"),
    "reply": gettext_lazy("Réponse"),
    "proposed_at": gettext_lazy("Proposé"),
    "offer": gettext_lazy("Offre"),
    "need": gettext_lazy("Besoin"),
    "state": gettext_lazy("État"),
    "seen_where": gettext_lazy("Vu où"),
    "ended_why": gettext_lazy("Pourquoi"),
}
_FIELDS: Mapping[str, Any] = {
    "first_name": gettext_lazy("Prénom"),
    "email": gettext_lazy("Adresse e-mail"),
    "about": gettext_lazy("En quelques mots"),
    "language": gettext_lazy("Langue"),
    "home_name": gettext_lazy("Quartier, au kilomètre près"),
    "radius_km": gettext_lazy("Rayon, en kilomètres"),
    "asks_per_day": gettext_lazy("Sollicitations par jour, au plus"),
    "asks_per_week": gettext_lazy("Sollicitations par semaine, au plus"),
    "is_paused": gettext_lazy("En pause"),
    "paused_until": gettext_lazy("En pause jusqu'à"),
    "wants_mail": gettext_lazy("Veut des mails"),
    "teaches_reader": gettext_lazy("Apprend au bot"),
    "adult_on": gettext_lazy("Majeur à partir de"),
    "joined_at": gettext_lazy("Ici depuis"),
}


def _state_name(state: str) -> str:
    """Where a post, an ask, an exchange, a ring, a bill or a request stands; a state of none of them is given back."""
    return {
        "accepted": pgettext("état", "accepté"),
        "agreed": pgettext("état", "quelqu'un est trouvé"),
        "answered": pgettext("état", "en discussion"),
        "cancelled": pgettext("état", "annulé"),
        "countered": pgettext("état", "autre chose est proposé"),
        "declined": pgettext("état", "pas cette fois"),
        "done": pgettext("état", "fait"),
        "ended": pgettext("état", "clos"),
        "fallen": pgettext("état", "ne se fait pas"),
        "lapsed": pgettext("état", "resté sans suite"),
        "members": pgettext("état", "chez des membres"),
        "missed": pgettext("état", "manqué"),
        "netted": pgettext("état", "annulé en rond"),
        "open": pgettext("état", "ouvert"),
        "paid": pgettext("état", "payé"),
        "pending": pgettext("état", "en attente"),
        "problem": pgettext("état", "un souci est à régler"),
        "promised": pgettext("état", "promis"),
        "proposed": pgettext("état", "proposé"),
        "released": pgettext("état", "plus nécessaire"),
        "reminded": pgettext("état", "promis"),
        "reneged": pgettext("état", "promesse reprise"),
        "said_paid": pgettext("état", "dit payé"),
        "settled": pgettext("état", "réglé"),
        "standing": pgettext("état", "promis"),
        "stands": pgettext("état", "maintenu"),
        "thanked": pgettext("état", "fait, et merci dit"),
        "undone": pgettext("état", "défait"),
        "waiting": pgettext("état", "en attente"),
        "withdrawn": pgettext("état", "retiré"),
    }.get(state, state)


def _reply_name(reply: str) -> str:
    """What somebody replied to a ring; anything else, as the words of somebody, is given back."""
    return {"yes": _("oui"), "no": _("non"), "waiting": pgettext("état", "en attente")}.get(reply, reply)


# Codes and minor units as people say them.
_SAID: Mapping[str, Callable[[Any], str]] = {
    "cents": euros,
    "purpose": purpose_name,
    "state": _state_name,
    "reply": _reply_name,
}
_SPOKEN = {"fr": "Français", "nl": "Nederlands", "en": "English", "de": "Deutsch"}


@dataclass(frozen=True)
class RowTold:
    """One row: its `words` (a person's own, or ""), and its facts, each a label and a value."""

    words: str
    facts: tuple[tuple[str, str], ...]


def section_title(name: str) -> str:
    """The title of a section."""
    return str(_TITLES[name])


def row_told(row: Mapping[str, Any], *, now: datetime) -> RowTold:
    """One row in plain words, at the aware moment `now`. What only a machine reads (readings, codes, sums) is left to the file."""
    name = next((one for one in _WORDS if row.get(one)), "")
    facts = [
        (str(_LABELS[key]), _value(_SAID[key](value) if key in _SAID else value, now))
        for key, value in row.items()
        if key in _LABELS and key != name
    ]
    return RowTold(str(row.get(name, "")), tuple(fact for fact in facts if fact[1]))


def person_told(fields: Mapping[str, Any], *, now: datetime) -> tuple[tuple[str, str], ...]:
    """What somebody has told of themselves and set, as labels and values; `fields` as the models have them."""
    said = {**fields, "language": _SPOKEN.get(str(fields["language"]), fields["language"])}
    told = [(str(label), _value(said[key], now)) for key, label in _FIELDS.items()]
    return tuple(one for one in told if one[1])


def _value(value: Any, now: datetime) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return month_day(local(value).date(), now=now)
    if isinstance(value, date):
        return month_day(value, now=now)
    return f"{value:.1f}" if isinstance(value, float) else str(value)
