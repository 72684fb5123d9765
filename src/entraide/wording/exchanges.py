"""How an exchange stands, in words: its mark, its steps, what the platform notes between the messages, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.wording.moments import at_moment


@dataclass(frozen=True)
class StepLine:
    """One of the five steps: its name, what is said of it, and whether it is `past`, `now` or `ahead`."""

    name: str
    words: str
    place: str


# Which step each state is at: Réponse, Promesse, Rappel, Fait, Merci.
_AT: Mapping[str, int] = {
    "answered": 1,
    "promised": 2,
    "reminded": 3,
    "missed": 3,
    "problem": 3,
    "done": 4,
    "thanked": 4,
    "settled": 5,
    "reneged": 0,
    "ended": 0,
}


def step_lines(state: str, *, moments: Sequence[str], ended_at_step: int = 5) -> list[StepLine]:
    """The five steps of an exchange in this state; `moments` says when each was, "" where it was not.

    Of one that ended early only what was is past, and nothing is now.
    """
    names = (_("Réponse"), _("Promesse"), _("Rappel"), pgettext("étape", "Fait"), _("Merci"))
    now = _AT[state]
    lines = []
    for n, (name, words) in enumerate(zip(names, moments, strict=True)):
        is_past = n < now or (now == 0 and bool(words) and n < ended_at_step)
        lines.append(StepLine(name, words, "past" if is_past else "now" if now and n == now else "ahead"))
    return lines


def mark_of(state: str) -> tuple[str, str]:
    """The mark beside the names, and its word: (need, offer or done; "C'est promis")."""
    return {
        "answered": ("offer", _("Réponse")),
        "promised": ("offer", _("C'est promis")),
        "reminded": ("offer", _("C'est promis")),
        "missed": ("need", _("À voir ensemble")),
        "problem": ("need", _("Un souci")),
        "done": ("done", _("C'est fait")),
        "thanked": ("done", _("C'est fait")),
        "settled": ("done", _("C'est fait, et réglé")),
        "reneged": ("need", _("Promesse reprise")),
        "ended": ("need", _("Échange clos")),
    }[state]


def turn_words(turn: str) -> str:
    """What is to be done in an exchange, or what one waits for, in a list."""
    return {
        "propose": _("Écrivez-vous, et promettez"),
        "wait_answer": _("votre proposition attend une réponse"),
        "answer": _("une promesse vous est proposée"),
        "keep": _("c'est promis"),
        "say_done": _("est-ce fait ?"),
        "wait_done": _("l'autre dira si c'est fait"),
        "missed": _("l'un de vous n'était pas là"),
        "thank": _("il reste à dire merci"),
        "give": _("il reste à donner ce qui est promis en échange"),
        "wait_thanks": _("c'est fait"),
        "problem": _("un souci est à régler"),
        "settled": _("tout est réglé"),
        "over": _("clos"),
    }[turn]


def ended_words(outcome: str, *, name: str, is_mine: bool) -> str:
    """How it ended, for one of the two; `name`: the other; `is_mine`: whether the reader ended it."""
    return {
        "reneged": _("Vous avez repris la promesse.")
        if is_mine
        else _("%(name)s ne pouvait plus. C'est ainsi, parfois."),
        "withdrawn": _("La réponse est retirée."),
        "not_chosen": _("Quelqu'un d'autre a été choisi. La réponse a compté : merci."),
        "post_withdrawn": _("L'annonce est retirée."),
        "lapsed": _("Le moment est passé."),
        "gone": _("L'autre personne a quitté Entraide."),
        "no_show": _("L'un des deux n'était pas là, et rien d'autre n'a été convenu."),
        "problem": _("Il y a eu un souci, et la promesse est close."),
        "unknown": _("Personne n'a dit ce qu'il en était : l'échange se repose."),
    }.get(outcome, _("L'échange est clos.")) % {"name": name}


def stage_words(kind: str, *, who: str, other: str, at: datetime, now: datetime) -> str:
    """What the platform notes between the messages: `who` did it ("Vous" or a name), `other` is the other of the two.

    `kind` is what happened: promised, done_asker and so on as records.exchanges keeps their moments.
    """
    moment = at_moment(at, now=now)
    you = who == ""
    said = {
        "promised": _("C'est promis, %(moment)s."),
        "done": _("Vous avez dit « c'est fait » %(moment)s.") if you else _("%(who)s a dit « c'est fait » %(moment)s."),
        "thanked": _("Vous avez dit merci %(moment)s.") if you else _("%(who)s a dit merci %(moment)s."),
        "reminded": _("Rappel envoyé à tous les deux, %(moment)s."),
        "missed": _("%(who)s : « pas là », dit %(moment)s."),
        "problem": _("Vous avez signalé un souci %(moment)s.") if you else _("%(who)s a signalé un souci %(moment)s."),
        "problem_settled": _("Le souci est réglé, %(moment)s."),
        "return": _("Ce qui était promis en échange est donné, %(moment)s."),
        "settled": _("Tout est réglé, %(moment)s."),
        "skipped": _("Une fois est sautée."),
        "ended": _("L'échange est clos, %(moment)s."),
        "reneged": _("Vous avez repris la promesse %(moment)s.")
        if you
        else _("%(who)s a repris la promesse %(moment)s."),
        "proposed": _("Vous avez proposé une promesse %(moment)s.")
        if you
        else _("%(who)s a proposé une promesse %(moment)s."),
    }[kind]
    return said % {"who": who, "other": other, "moment": moment}
