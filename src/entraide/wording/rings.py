"""Rings in words: what goes along an arrow, where a ring stands, and the news of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.counts import figures
from entraide.wording.moments import day, local
from entraide.wording.readings import topic_label
from entraide.wording.told_news import News, Told

_LINE = 15


class _Topical(Protocol):
    topic: str


def short_lines(need: _Topical | None) -> tuple[str, ...]:
    """What a need is about, in one or two short lines; nothing of a sentence that is gone."""
    if need is None:
        return ()
    lines = [""]
    for word in topic_label(need.topic).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return (lines[0], lines[1] + ("…" if len(lines) > 2 else "")) if len(lines) > 1 else (lines[0],)


def ring_state(state: str) -> str:
    """Where a ring stands, in a word or two."""
    return {
        "proposed": _("attend des réponses"),
        "standing": _("tient"),
        "fallen": _("ne se fait pas"),
        "lapsed": _("resté sans réponse"),
    }.get(state, state)


def ring_size(members: int) -> str:
    """How many are in it."""
    return ngettext("%(n)s personne", "%(n)s personnes", members) % {"n": figures(members)}


def _path(told: Told) -> str:
    return f"/r/{told.facts['ring']}/"


def _proposed(told: Told) -> News:
    said = _("Un rond de %(members)s se dessine, avec vous") % {"members": ring_size(int(told.facts["members"]))}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Chacun aide le suivant, et personne ne doit rien. Sans réponse avant %(moment)s, rien ne se fait.")
        % {"moment": _until(told)},
        path=_path(told),
        button=_("Voir le rond"),
    )


def _stands(told: Told) -> News:
    said = _("Le rond tient : tout le monde a dit oui")
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Vous aidez %(name)s. Convenez ensemble du moment.") % {"name": told.who},
        path=f"/e/{told.exchange_code}/" if told.exchange_code else _path(told),
        button=_("Ouvrir l'échange"),
    )


def _ended(told: Told) -> News:
    said = _("Le rond ne se fait pas cette fois")
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Rien n'est perdu : vos annonces restent ouvertes, et d'autres ronds se cherchent."),
        path=_path(told),
        button=_("Voir le rond"),
    )


def _until(told: Told) -> str:
    """The day until which an answer is waited for."""
    at: datetime | None = parse_datetime(str(told.facts.get("answer_by", "")))
    return day(local(at)) if at else _("quelques jours")


# ring_proposed: a ring with me waits for answers; ring_stands: all said yes; ring_ended: it came to nothing, after I said yes.
RING_KINDS: Mapping[str, Callable[[Told], News]] = {
    "ring_proposed": _proposed,
    "ring_stands": _stands,
    "ring_ended": _ended,
}
