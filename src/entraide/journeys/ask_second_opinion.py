"""Ask for a second opinion of a sentence, because its writer wants one: only if our own reading is unsure, and within the day's cap.

Two short transactions with the network between them, for nobody else may wait for an endpoint: first the most it can cost is set
aside, then what it did cost takes its place. A worker that dies in between has counted too much rather than too little.
"""

import logging
import time
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from entraide.adapters.interpreters.port import Interpreter, NoAnswer
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.anonymous import without_names
from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.second_opinion import Opinion, is_wanted
from entraide.records.outlays import changes
from entraide.records.people.models import Person

logger = logging.getLogger(__name__)

PURPOSE = "second_opinion"
# The same sentence is not asked about twice within this time, whoever wrote it.
REMEMBERED_S = 3600

_interpreters: list[Interpreter] = []


@dataclass(frozen=True)
class Asked:
    """What came of asking. `opinion`: None if there was none to be had; `was_sent`: whether the sentence may have left this server."""

    opinion: Opinion | None
    was_sent: bool


def install(interpreter: Interpreter | None) -> None:
    """Take the interpreter that the operator named; None: nobody is ever asked."""
    _interpreters[:] = [interpreter] if interpreter else []


def interpreter_name() -> str:
    """What members are told the interpreter is called; empty when there is none."""
    return _interpreters[0].name if _interpreters else ""


def ask_second_opinion(
    *, text: str, reading: Reading, settled: Set[str], now: datetime, writer: Person | None = None
) -> Asked:
    """Ask about `text`, of which `reading` is our own reading; the writer has `settled` kind or topic already, or neither.

    What is sent has no names, streets, e-mail addresses and numbers to ring. Of the `writer` it is told nothing.

    Raises Refusal: not_offered (no interpreter, or nothing that is in doubt). Whatever goes wrong outside is no opinion, no error.
    """
    if not _interpreters or not is_wanted(reading, settled=settled):
        raise Refusal("not_offered")
    interpreter = _interpreters[0]
    sent = without_names(text, language=reading.language, names=[writer.first_name] if writer else [])
    # The digest is keyed: whoever could read the memory of the cache would find no sentences there.
    slot = "opinion:" + salted_hmac(PURPOSE, f"{interpreter.name}\n{sent}", algorithm="sha256").hexdigest()
    if not cache.add(slot, Asked(None, was_sent=True), REMEMBERED_S):
        return cache.get(slot) or Asked(None, was_sent=True)
    asked = _ask(interpreter, sent, now)
    if asked.was_sent:
        cache.set(slot, asked, REMEMBERED_S)
    else:
        cache.delete(slot)
    return asked


def _ask(interpreter: Interpreter, sentence: str, now: datetime) -> Asked:
    day, most = timezone.localdate(now, timezone.get_default_timezone()), interpreter.most_it_costs(sentence)
    with transaction.atomic():
        if not changes.reserve(purpose=PURPOSE, day=day, micro_eur=most, cap_micro_eur=interpreter.cap_micro_eur):
            logger.warning("second opinion: no answer (cap)")
            return Asked(None, was_sent=False)
    started = time.monotonic()
    asked, cost, outcome = Asked(None, was_sent=False), 0, ""
    try:
        answer = interpreter.ask(sentence)
    except NoAnswer as no_answer:
        asked, outcome = Asked(None, was_sent=no_answer.was_sent), no_answer.reason
        # What was sent may be billed although nothing came back.
        cost = most if no_answer.was_sent else 0
    else:
        asked, outcome = Asked(answer.opinion, was_sent=True), "answered"
        cost = most if answer.cost_micro_eur is None else answer.cost_micro_eur
    with transaction.atomic():
        changes.settle(purpose=PURPOSE, day=day, reserved_micro_eur=most, spent_micro_eur=cost)
        # Without whom: that somebody's sentence went elsewhere is nothing to keep about them.
        happen("second_opinion_asked", at=now, outcome=outcome, was_sent=asked.was_sent)
    if asked.opinion is None:
        logger.warning("second opinion: no answer (%s) after %.1f s", outcome, time.monotonic() - started)
    return asked
