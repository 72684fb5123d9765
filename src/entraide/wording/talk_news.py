"""News of conversations besides messages, in words: a place that is shown, a mail that could not be taken in as it was."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from entraide.wording.told_news import News, Told


def _path(told: Told) -> str:
    return f"/t/{told.thread_code}/" if told.thread_code else "/mine/"


def _place_shown(told: Told) -> News:
    said = _("%(name)s vous montre où vous retrouver") % {"name": told.who}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Le lieu se lit sur la page de l'échange, tant qu'il y reste montré."),
        path=_path(told),
        button=_("Voir le lieu"),
    )


def _mail_not_taken(told: Told) -> News:
    return News(
        subject=_("Votre réponse par mail n'a pas été transmise"),
        title=_("Votre réponse par mail n'a pas été transmise."),
        words=_why(str(told.facts.get("code", ""))),
        path=_path(told),
        button=_("Ouvrir la conversation"),
    )


def _why(code: str) -> str:
    """Why a mail was not taken in, and what to do."""
    said = {
        "means_nothing": _("Nous n'y avons trouvé que ce qu'elle citait. Écrivez au-dessus, ou sur la page."),
        "too_long": _("Elle dépasse 4 000 signes. Envoyez-la en deux fois, ou écrivez sur la page."),
        "thread_closed": _("La discussion est close : on peut la lire, plus y répondre."),
        "cannot_write": _("Il n'est plus possible de s'écrire dans cette conversation."),
        "no_messages": _("Vous ne pouvez pas écrire pour l'instant. Vos nouvelles disent pourquoi et jusqu'à quand."),
        "suspended": _("Vous ne pouvez pas écrire pour l'instant. Vos nouvelles disent pourquoi et jusqu'à quand."),
        "excluded": _(
            "Vous ne faites plus partie de cette communauté. Vos nouvelles disent pourquoi et jusqu'à quand."
        ),
        "not_member": _("C'est réservé aux membres de la communauté. Rejoignez-la d'abord."),
        "too_many_messages": _("Vous avez beaucoup écrit aujourd'hui. Reprenez demain."),
        "no_picture": _("La photo n'a pas pu être lue. Ajoutez-la sur la page."),
    }
    return said.get(code) or _("La page de la conversation dit ce qui est possible.")


def _files_left_out(told: Told) -> News:
    return News(
        subject=_("Votre message est transmis, sans ce qui y était joint"),
        title=_("Votre message est transmis, sans ce qui y était joint."),
        words=_("Un mail n'apporte qu'une photo, et seulement quand on vous l'a demandée."),
        path=_path(told),
        button=_("Ouvrir la conversation"),
    )


# place_shown: somebody shows me where to meet; mail_not_taken, files_left_out: what became of a mail of mine.
TALK_KINDS: dict[str, Callable[[Told], News]] = {
    "place_shown": _place_shown,
    "mail_not_taken": _mail_not_taken,
    "files_left_out": _files_left_out,
}
