"""News that is about no post, in words: for each kind of notice one function, used by mails and by the page of one's own news.

To add a kind: a function here (or in the wording module of its subject) that takes `Told` and gives `News`, a line in KINDS, and
the kind in a sort of mail (journeys/when_to_mail.py). A test holds that no kind is told without words.
"""

from collections.abc import Callable
from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.bills import BILL_KINDS
from entraide.wording.counts import figures
from entraide.wording.credit_news import CREDIT_KINDS
from entraide.wording.exchange_news import EXCHANGE_KINDS
from entraide.wording.mandates import MANDATE_KINDS
from entraide.wording.moderation_news import MODERATION_KINDS
from entraide.wording.moves import MOVE_KINDS
from entraide.wording.reasons import quoted
from entraide.wording.rings import RING_KINDS
from entraide.wording.rules import RULES_KINDS
from entraide.wording.standing_news import STANDING_KINDS
from entraide.wording.talk_news import TALK_KINDS
from entraide.wording.told_news import News, Told

__all__ = ["KINDS", "News", "Told", "news_of"]


def news_of(told: Told) -> News:
    """The news in the active language. Of a kind without words, or without a fact they need, only that there is some.

    So a page or a mail never fails for what an older or newer version has kept.
    """
    say = KINDS.get(told.kind)
    with suppress(KeyError):
        if say:
            return say(told)
    return News(subject=_("Il y a du nouveau."), title=_("Il y a du nouveau."))


def _message(told: Told) -> News:
    said = _("%(name)s vous a écrit") % {"name": told.who}
    return News(subject=said, title=f"{said}.", path=_thread_path(told), button=_("Lire et répondre"))


def _reply(told: Told) -> News:
    about = _("Du nouveau dans %(thread)s") % {"thread": _thread_name(told)}
    return News(
        subject=about,
        title=f"{about}.",
        words=_("Vous suivez cette discussion."),
        path=_thread_path(told),
        button=_("Lire et répondre"),
    )


def _thread(told: Told) -> News:
    said = _("%(name)s ouvre une discussion : %(thread)s") % {"name": told.who, "thread": quoted(told.thread)}
    if not told.facts.get("person"):
        said = _("Une discussion s'ouvre : %(thread)s") % {"thread": quoted(told.thread)}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Vous suivez le forum de %(community)s.") % {"community": told.community},
        path=_thread_path(told),
        button=_("Lire la discussion"),
    )


def _thread_name(told: Told) -> str:
    """Its subject in quotation marks; of one that is not there any more, none."""
    return quoted(told.thread) if told.thread else _("une discussion")


def _thread_path(told: Told) -> str:
    if not told.thread_code:
        return "/mine/"
    return f"/{'e' if told.facts.get('is_exchange') else 't'}/{told.thread_code}/"


def _forum_news(told: Told) -> News:
    n = int(told.facts.get("threads", 1))
    count = ngettext("%(n)s discussion", "%(n)s discussions", n) % {"n": figures(n)}
    said = _("Ce qui s'est dit dans %(community)s") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Du nouveau dans %(count)s depuis le dernier résumé.") % {"count": count},
        path=f"/c/{told.slug}/forum/",
        button=_("Ouvrir le forum"),
    )


def _join_asked(told: Told) -> News:
    said = _("%(name)s demande à rejoindre %(community)s") % {"name": told.who, "community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("La réponse vous revient, ou à quelqu'un d'autre qui anime la communauté."),
        path=f"/c/{told.slug}/requests/",
        button=_("Lire la demande"),
    )


def _let_in(told: Told) -> News:
    said = _("Vous voilà membre de %(community)s") % {"community": told.community}
    words = _("Un mot vous attend avec la réponse.") if told.facts.get("has_words") else ""
    path = f"/c/{told.slug}/ask/" if told.facts.get("has_words") else f"/c/{told.slug}/welcome/"
    return News(subject=said, title=f"{said}.", words=words, path=path, button=_("Entrer"))


def _not_let_in(told: Told) -> News:
    said = _("%(community)s n'a pas retenu votre demande cette fois") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Vous pourrez la refaire dans trente jours."),
        path=f"/c/{told.slug}/ask/",
        button=_("Lire la réponse"),
    )


def _steward_now(told: Told) -> News:
    said = _("Vous animez maintenant %(community)s") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Vous pouvez rendre cette tâche quand vous voulez, à la page des membres."),
        path=f"/c/{told.slug}/",
        button=_("Ouvrir la communauté"),
    )


def _house_closed(told: Told) -> News:
    said = _("%(community)s est fermée") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Ce qui s'y est dit reste lisible à ses membres. Vos autres communautés continuent."),
        path=f"/c/{told.slug}/",
        button=_("Ouvrir la page"),
    )


# message: somebody wrote to me; reply: new messages in a thread that I follow; thread: a new thread in a forum that I follow;
# forum_news: what was said in a forum since the last digest; join_asked: somebody asks to join what I run; let_in, not_let_in: what
# was decided of my request; steward_now: I run a community from now on; house_closed: a community of mine is closed.
KINDS: dict[str, Callable[[Told], News]] = {
    "message": _message,
    "reply": _reply,
    "thread": _thread,
    "forum_news": _forum_news,
    "join_asked": _join_asked,
    "let_in": _let_in,
    "not_let_in": _not_let_in,
    "steward_now": _steward_now,
    "house_closed": _house_closed,
    **BILL_KINDS,
    **RING_KINDS,
    **TALK_KINDS,
    **EXCHANGE_KINDS,
    **MODERATION_KINDS,
    **RULES_KINDS,
    **STANDING_KINDS,
    **MOVE_KINDS,
    **MANDATE_KINDS,
    **CREDIT_KINDS,
}
