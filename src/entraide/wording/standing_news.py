"""News of attestations in words: asked of me, given, declined, taken back, ending. Their kind is never in the subject of a mail."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from entraide.wording.standing import kind_name, kinds_listed
from entraide.wording.told_news import News, Told


def _attest_asked(told: Told) -> News:
    said = _("%(name)s vous demande une vérification") % {"name": told.who}
    return News(
        subject=said,
        title=f"{said}.",
        words=f"{kind_name(str(told.facts.get('kind')))}.",
        path=f"/c/{told.slug}/attestations/",
        button=_("Lire la demande"),
    )


def _of_attestation(told: Told) -> News:
    """What became of something attested of the reader. Its kind is not in the subject: mails lie open."""
    values = {"community": told.community}
    subject, words, button = {
        "attested": (_("%(community)s a fait une vérification pour vous"), "", _("Voir qui peut la lire")),
        "attest_declined": (
            _("%(community)s n'a pas pu faire votre vérification"),
            _("Un mot vous attend, qui dit pourquoi."),
            _("Lire la réponse"),
        ),
        "attest_revoked": (
            _("%(community)s a retiré une vérification"),
            _("La raison se lit à la page de vos vérifications."),
            _("Lire pourquoi"),
        ),
        "attest_ending": (
            _("Une vérification de %(community)s se termine dans le mois"),
            _("Vous pouvez en demander une nouvelle dès maintenant."),
            _("Voir mes vérifications"),
        ),
        "attest_ended": (
            _("Une vérification de %(community)s est à son terme"),
            _("Vous pouvez en demander une nouvelle."),
            _("Voir mes vérifications"),
        ),
    }[told.kind]
    said = subject % values
    kind = kind_name(str(told.facts.get("kind")))
    return News(subject=said, title=f"{said}.", words=f"{kind}. {words}".strip(), path="/attestations/", button=button)


def _attest_renew(told: Told) -> News:
    said = _("Une vérification que vous avez faite se termine dans le mois")
    return News(
        subject=said,
        title=f"{said}.",
        words=_("%(what)s, pour %(name)s.") % {"what": kind_name(str(told.facts.get("kind"))), "name": told.who},
        path=f"/c/{told.slug}/attestations/",
        button=_("Ouvrir les vérifications"),
    )


def _attester_named(told: Told) -> News:
    said = _("%(community)s vous confie des vérifications") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Quand un membre le demande : %(kinds)s.") % {"kinds": kinds_listed(told.facts.get("kinds", []))},
        path=f"/c/{told.slug}/attestations/",
        button=_("Ouvrir les vérifications"),
    )


STANDING_KINDS: dict[str, Callable[[Told], News]] = {
    "attest_asked": _attest_asked,
    "attested": _of_attestation,
    "attest_declined": _of_attestation,
    "attest_revoked": _of_attestation,
    "attest_ending": _of_attestation,
    "attest_ended": _of_attestation,
    "attest_renew": _attest_renew,
    "attester_named": _attester_named,
}
