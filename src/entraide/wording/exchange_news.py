"""News of exchanges: what was proposed, promised, is near, was done, thanked for, missed, or went wrong."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from entraide.wording.moments import day, local
from entraide.wording.told_news import News, Told


def _path(told: Told) -> str:
    return f"/e/{told.exchange_code}/" if told.exchange_code else "/mine/"


def _news(told: Told, said: str, *, words: str = "", button: str = "", path: str = "") -> News:
    return News(
        subject=said,
        title=said if said.endswith("?") else f"{said}.",
        words=words,
        path=path or _path(told),
        button=button or _("Ouvrir l'échange"),
    )


def _with_promise(told: Told, words: str) -> str:
    """The promise as a sentence, then what more there is to say."""
    return f"{told.promise} {words}".strip()


def _proposed(told: Told) -> News:
    said = _("%(name)s vous propose une promesse") % {"name": told.who}
    if told.facts.get("is_change"):
        said = _("%(name)s propose de changer votre promesse") % {"name": told.who}
    return _news(
        told,
        said,
        words=_with_promise(told, _("D'accord, ou autrement ? C'est promis quand vous acceptez.")),
        button=_("Lire et répondre"),
    )


def _accepted(told: Told) -> News:
    said = _("C'est promis avec %(name)s") % {"name": told.who}
    return _news(told, said, words=_with_promise(told, _("Entraide vous le rappellera la veille.")))


def _reminder_day(told: Told) -> News:
    said = _("C'est demain, avec %(name)s") % {"name": told.who}
    return _news(told, said, words=_with_promise(told, _("Un empêchement ? Dites-le maintenant, d'une ligne.")))


def _reminder_hours(told: Told) -> News:
    said = _("C'est tout à l'heure, avec %(name)s") % {"name": told.who}
    return _news(told, said, words=told.promise)


def _done_asked(told: Told) -> News:
    said = _("Avec %(name)s, est-ce fait ?") % {"name": told.who}
    return _news(told, said, words=told.promise, button=_("Dire ce qu'il en est"))


def _done_said(told: Told) -> News:
    said = _("%(name)s dit que c'est fait") % {"name": told.who}
    return _news(
        told,
        said,
        words=_("Et vous ? Sans un mot de votre part avant %(day)s, cela compte comme fait.")
        % {"day": _on_day(told.facts.get("counts_at", ""))},
        button=_("Dire ce qu'il en est"),
    )


def _done(told: Told) -> News:
    said = _("C'est fait, avec %(name)s") % {"name": told.who}
    return _news(told, said, words=_("Il reste à dire merci."), button=_("Dire merci"))


def _thanked(told: Told) -> News:
    said = _("%(name)s vous dit merci") % {"name": told.who}
    return _news(told, said, words=_("Vous pouvez montrer ce merci sur votre page."), button=_("Lire le merci"))


def _reneged(told: Told) -> News:
    said = _("%(name)s ne peut plus") % {"name": told.who}
    words = _("La promesse est close.")
    if told.facts.get("asks_others"):
        words = _("La promesse est close. D'autres sont sollicités dès maintenant.")
    return _news(told, said, words=_with_promise(told, words))


def _missed(told: Told) -> News:
    said = _("%(name)s dit que vous n'étiez pas là") % {"name": told.who}
    return _news(
        told,
        said,
        words=_("Un autre moment, ou un malentendu ? Vous pouvez le dire."),
        button=_("Dire ce qu'il en est"),
    )


def _problem(told: Told) -> News:
    said = _("%(name)s dit qu'il y a eu un souci") % {"name": told.who}
    return _news(
        told,
        said,
        words=_("Une personne qui anime la communauté vous aide tous les deux. Dites aussi ce que vous en savez."),
        button=_("Lire et répondre"),
    )


def _problem_answered(told: Told) -> News:
    said = _("%(name)s a répondu au souci que vous avez signalé") % {"name": told.who}
    return _news(told, said, button=_("Lire la réponse"))


def _problem_desk(told: Told) -> News:
    said = _("Un souci dans un échange, dans %(community)s") % {"community": told.community}
    return _news(told, said, words=_("Les deux attendent votre aide."), button=_("Voir ce qui s'est passé"))


def _problem_settled(told: Told) -> News:
    said = _("Le souci de votre échange est réglé")
    return _news(told, said, button=_("Lire ce qui est décidé"))


def _time_skipped(told: Told) -> News:
    said = _("%(name)s saute une fois de votre promesse") % {"name": told.who}
    return _news(told, said, words=_("Les autres fois restent promises."))


def _time_wanted(told: Told) -> News:
    said = _("%(name)s reprend une fois qui était sautée") % {"name": told.who}
    return _news(told, said)


def _series_ended(told: Told) -> News:
    said = _("%(name)s met fin à votre promesse régulière") % {"name": told.who}
    return _news(told, said, words=_("Ce qui est fait reste fait. Il reste à dire merci."))


def _return_given(told: Told) -> News:
    said = _("%(name)s a donné ce qui était promis en échange") % {"name": told.who}
    return _news(told, said)


def _partner_gone(told: Told) -> News:
    said = _("Quelqu'un avec qui vous aviez un échange a quitté Entraide")
    return _news(told, said, words=_("L'échange est clos."))


def _on_day(moment: str) -> str:
    at: datetime | None = parse_datetime(moment)
    return day(local(at).date()) if at else ""


# promise_proposed, promise_accepted: the terms, for whoever is to answer or has proposed; reminder_day, reminder_hours: it is near;
# done_asked: nobody said yet whether it is done; done_said: the other did; exchange_done: thanks are due; thanked: somebody said
# thank you; reneged: the other cannot; missed: the other says one was not there; problem, problem_answered, problem_settled: for the
# two; problem_desk: for whoever runs the community; time_skipped, time_wanted, series_ended: of a repeated promise; return_given:
# what was promised in return came; partner_gone: the other erased their account.
EXCHANGE_KINDS: Mapping[str, Callable[[Told], News]] = {
    "promise_proposed": _proposed,
    "promise_accepted": _accepted,
    "reminder_day": _reminder_day,
    "reminder_hours": _reminder_hours,
    "done_asked": _done_asked,
    "done_said": _done_said,
    "exchange_done": _done,
    "thanked": _thanked,
    "reneged": _reneged,
    "missed": _missed,
    "problem": _problem,
    "problem_answered": _problem_answered,
    "problem_desk": _problem_desk,
    "problem_settled": _problem_settled,
    "time_skipped": _time_skipped,
    "time_wanted": _time_wanted,
    "series_ended": _series_ended,
    "return_given": _return_given,
    "partner_gone": _partner_gone,
}
