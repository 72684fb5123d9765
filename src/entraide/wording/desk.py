"""What stewards did, and why a post looks doubtful, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from entraide.wording.moderation import measure_name

# The happenings that stand in the log of a community's desk: what was done in its name, by whom.
DEEDS = (
    "account_limited",
    "appeal_settled",
    "attestation_declined",
    "attestation_revoked",
    "attested",
    "attester_named",
    "canned_words_gone",
    "canned_words_kept",
    "case_settled",
    "community_changed",
    "community_closed",
    "community_opened",
    "hidden_deleted",
    "invitation_made",
    "invitation_taken_back",
    "invited_by_mail",
    "join_decided",
    "measure_lifted",
    "measure_taken",
    "note_written",
    "panel_gave_up",
    "post_checked",
    "post_refiled",
    "post_released",
    "problem_settled",
    "rules_changed",
    "rules_held",
    "rules_taken_back",
    "safety_rule_changed",
    "sections_named",
    "steward_made",
    "steward_unmade",
    "thing_reported",
    "thread_closed",
    "thread_pinned",
    "weights_changed",
    "word_named",
    "word_taken_back",
)


def deed_words(kind: str, *, facts: Mapping[str, Any]) -> str:
    """One line of the log: what was done, without a subject; `kind` is one of DEEDS, `facts` those of the happening."""
    if kind in ("measure_taken", "measure_lifted"):
        name = measure_name(str(facts.get("measure", "")))
        return (_("Mesure prise : %(name)s") if kind == "measure_taken" else _("Mesure levée : %(name)s")) % {
            "name": name
        }
    if kind == "case_settled":
        return (
            _("Signalement regardé : rien à redire")
            if facts.get("finding") == "fine"
            else _("Signalement regardé : règle enfreinte")
        )
    if kind == "appeal_settled":
        return (
            _("Recours : la décision tient")
            if facts.get("outcome") == "stands"
            else _("Recours : la décision est levée")
        )
    if kind == "account_limited":
        is_own = facts.get("floor_minor") is not None
        return _("Limites d'un compte fixées") if is_own else _("Limites d'un compte remises à celles des règles")
    return {
        "attestation_declined": _("Vérification refusée"),
        "attestation_revoked": _("Vérification retirée"),
        "attested": _("Vérification donnée"),
        "attester_named": _("Vérificateur nommé"),
        "canned_words_gone": _("Mots tout prêts retirés"),
        "canned_words_kept": _("Mots tout prêts gardés"),
        "community_changed": _("Réglages de la communauté changés"),
        "community_closed": _("Communauté fermée"),
        "community_opened": _("Communauté ouverte"),
        "hidden_deleted": _("Effacé pour de bon, trente jours après avoir été caché"),
        "invitation_made": _("Invitation faite"),
        "invitation_taken_back": _("Invitation retirée"),
        "invited_by_mail": _("Invitations envoyées par e-mail"),
        "join_decided": _("Demande d'entrée traitée"),
        "note_written": _("Note écrite"),
        "panel_gave_up": _("Petit jugement rendu au bureau, faute de voix"),
        "post_checked": _("Annonce relue"),
        "post_refiled": _("Annonce rangée autrement"),
        "post_released": _("Annonce relue et parue"),
        "rules_changed": _("Règles changées"),
        "rules_held": _("Nouvelles règles en vigueur"),
        "rules_taken_back": _("Changement de règles retiré"),
        "problem_settled": _("Souci d'un échange réglé"),
        "safety_rule_changed": _("Règle de confiance changée"),
        "sections_named": _("Rubriques du forum changées"),
        "steward_made": _("Animateur nommé"),
        "steward_unmade": _("Animateur déchargé"),
        "thing_reported": _("Signalement reçu"),
        "thread_closed": _("Discussion fermée ou rouverte"),
        "thread_pinned": _("Discussion épinglée ou détachée"),
        "weights_changed": _("Ordre des sollicitations changé"),
        "word_named": _("Mot d'ici nommé"),
        "word_taken_back": _("Mot d'ici retiré"),
    }.get(kind, kind)


def sign_words(sign: str) -> str:
    """A sign of doubt (logic.charter.doubts) in words."""
    return {
        "money_first": _("de l'argent à envoyer d'avance"),
        "contact": _("un numéro, une adresse ou un lien dans la phrase"),
        "repeated": _("la même phrase plusieurs fois"),
        "flood": _("beaucoup d'annonces d'un compte tout neuf"),
    }.get(sign, sign)
