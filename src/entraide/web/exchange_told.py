"""An exchange as one of the two (or a steward who helps them) sees it: the promise, its steps, whose turn it is, what was noted when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from entraide.journeys.settle_exchange import what_is_owed
from entraide.logic.bookkeeping.units import GIFT, Unit
from entraide.logic.bookkeeping.units import unit as unit_called
from entraide.logic.promises.terms import Promise
from entraide.logic.promises.times import begins_for_people, is_repeated
from entraide.logic.promises.watch import SILENCE
from entraide.records.exchanges import queries
from entraide.records.exchanges.models import Exchange, Occurrence, Problem, Thanks
from entraide.records.exchanges.terms import terms_of
from entraide.records.ledgers.queries import unit_of
from entraide.records.people.models import Person
from entraide.wording.exchanges import StepLine, ended_words, mark_of, stage_words, step_lines
from entraide.wording.moments import at_moment, clock
from entraide.wording.promises import Piece, promise_sentence

Role = Literal["asker", "helper", "steward"]
Turn = Literal[
    "propose", "wait_answer", "answer", "keep", "say_done", "wait_done", "missed", "thank", "give", "wait_thanks",
    "problem", "settled", "over",
]  # fmt: skip

YOUR_TURN = ("propose", "answer", "say_done", "missed", "thank", "give", "problem")
_PROPOSABLE = ("answered", "promised", "reminded", "missed")


@dataclass(frozen=True)
class StageLine:
    """What the platform notes between the messages, and when it was."""

    words: str
    at: datetime


@dataclass(frozen=True)
class ExchangeTold:
    """All that the page of an exchange says, for one viewer.

    `turn` is the one next step, by state and viewer. `current` is the time of the promise that it is about. `proposed` are the
    pieces of what somebody proposes and the other has not answered; `is_mine` says that the viewer did.
    """

    exchange: Exchange
    role: Role
    other: Person | None
    other_name: str
    unit: Unit
    terms: Promise
    promise: Sequence[Piece]
    proposed: Sequence[Piece] = ()
    is_mine: bool = False
    turn: Turn = "over"
    mark: tuple[str, str] = ("", "")
    steps: Sequence[StepLine] = ()
    current: Occurrence | None = None
    coming: Sequence[Occurrence] = ()
    thanks: Sequence[Thanks] = ()
    problem: Problem | None = None
    last_problem: Problem | None = None
    owed: Sequence[str] = ()
    ended: str = ""
    stages: Sequence[StageLine] = field(default_factory=tuple)
    waits_until: datetime | None = None
    is_repeated: bool = False
    has_thanked: bool = False
    has_begun: bool = False
    next_times: Sequence[Occurrence] = ()
    now: datetime | None = None

    @property
    def proposer_name(self) -> str:
        """Who proposed what waits for an answer."""
        by = _one(self.exchange, self.exchange.proposed_by_id)
        return by.first_name if by else self.other_name

    @property
    def is_your_turn(self) -> bool:
        """Whether the viewer is to do something now."""
        if self.turn == "problem":
            problem = self.problem
            return self.role == "steward" or (
                problem is not None and not problem.reply and problem.teller_id != self.viewer_id
            )
        return self.turn in YOUR_TURN

    @property
    def viewer_id(self) -> UUID | None:
        """The key of the one of the two who looks; None for a steward."""
        return {"asker": self.exchange.asker_id, "helper": self.exchange.helper_id, "steward": None}[self.role]

    @property
    def is_party(self) -> bool:
        """Whether the viewer is one of the two."""
        return self.role != "steward"

    @property
    def may_propose(self) -> bool:
        """Whether the viewer may propose a promise, or change the one there is."""
        return self.is_party and self.exchange.state in ("answered", "promised", "reminded", "missed")

    @property
    def may_tell_problem(self) -> bool:
        """Whether the viewer may call a steward."""
        return self.is_party and self.exchange.state in ("promised", "reminded", "missed", "done", "thanked")

    @property
    def may_renege(self) -> bool:
        """Whether the viewer may take back what is promised, or their being chosen."""
        answer = self.exchange.answer
        is_chosen = answer is not None and answer.chosen_at is not None
        return self.is_party and (
            self.exchange.state in ("promised", "reminded", "missed")
            or (self.exchange.state == "answered" and is_chosen)
        )


def told_of(viewer: Person, *, exchange: Exchange, now: datetime) -> ExchangeTold:
    """What the viewer, who may read the exchange, is told of it at the aware moment `now`."""
    role: Role = (
        "asker" if exchange.asker_id == viewer.pk else "helper" if exchange.helper_id == viewer.pk else "steward"
    )
    other = queries.other_in(exchange, viewer) if role != "steward" else None
    gone = _("quelqu'un qui est parti")
    is_counted = exchange.credits_minor or (exchange.proposal or {}).get("credits_minor")
    unit = unit_of(exchange.community, now=now) if is_counted else unit_called(kind=GIFT)
    names = {
        "helper": "" if role == "helper" else _name(exchange.helper, viewer),
        "asker": "" if role == "asker" else _name(exchange.asker, viewer),
    }
    terms = terms_of(exchange)
    is_said = exchange.promised_at is not None or exchange.proposal is None
    proposal = Promise.from_dict(exchange.proposal) if exchange.proposal else None
    times = queries.occurrences_of(exchange) if exchange.promised_at else []
    coming = [one for one in times if one.state == "coming"]
    current = _current(times, coming)
    thanks = queries.thanks_in(exchange) if getattr(exchange, "has_thanks", True) else []
    problems = queries.problems_of(exchange) if getattr(exchange, "has_problems", True) else []
    number = current.number if current else 1
    has_thanked = any(one.giver_id == viewer.pk and one.number == number for one in thanks)
    open_problem = next((one for one in problems if one.settled_at is None), None)
    has_begun = _has_begun(current, now)
    return ExchangeTold(
        exchange=exchange,
        role=role,
        other=other,
        other_name=other.first_name if other else gone,
        unit=unit,
        terms=terms,
        promise=promise_sentence(terms, unit=unit, now=now, counted=exchange.unit, **names) if is_said else (),
        proposed=promise_sentence(proposal, unit=unit, now=now, counted=exchange.unit, **names) if proposal else (),
        is_mine=exchange.proposed_by_id == viewer.pk,
        turn=_turn(exchange, role, viewer, current, has_thanked=has_thanked, now=now),
        mark=mark_of(exchange.state),
        steps=step_lines(exchange.state, moments=_moments(exchange, times, thanks, viewer, now)),
        current=current,
        coming=coming,
        thanks=thanks,
        problem=open_problem,
        last_problem=problems[-1] if problems else None,
        owed=what_is_owed(exchange),
        ended=ended_words(
            exchange.outcome, name=other.first_name if other else gone, is_mine=exchange.ended_by_id == viewer.pk
        )
        if exchange.state in ("ended", "reneged")
        else "",
        stages=_stages(exchange, times, thanks, problems, viewer=viewer, now=now),
        waits_until=_waits_until(current),
        is_repeated=is_repeated(exchange.recurrence),
        has_thanked=has_thanked,
        has_begun=has_begun,
        next_times=[one for one in times if one.state in ("coming", "skipped") and _is_ahead(one, now)][:8],
        now=now,
    )


def _turn(
    exchange: Exchange, role: Role, viewer: Person, current: Occurrence | None, *, has_thanked: bool, now: datetime
) -> Turn:
    if role == "steward":
        return "problem" if exchange.state == "problem" else "over"
    return turn_of(exchange, viewer, current=current, has_thanked=has_thanked, now=now)


def turn_of(
    exchange: Exchange, viewer: Person, *, current: Occurrence | None, has_thanked: bool, now: datetime
) -> Turn:
    """The one next step of one of the two, by the state of the exchange; `current`: the time that it is about."""
    state = exchange.state
    is_asker = exchange.asker_id == viewer.pk
    if state == "problem":
        return "problem"
    if state in ("ended", "reneged"):
        return "over"
    if exchange.proposal and exchange.proposed_by_id != viewer.pk and state in _PROPOSABLE:
        return "answer"
    if state == "answered":
        return "wait_answer" if exchange.proposal else "propose"
    if state == "missed":
        return "missed"
    if state in ("promised", "reminded"):
        return _turn_before_done(current, is_asker=is_asker, now=now)
    # Once all is settled, nobody is asked for anything any more.
    if not has_thanked and state != "settled":
        return "thank"
    if is_asker:
        return "give" if state != "settled" and what_is_owed(exchange) else "settled"
    return "wait_thanks" if state == "done" or (state == "thanked" and what_is_owed(exchange)) else "settled"


def _turn_before_done(current: Occurrence | None, *, is_asker: bool, now: datetime) -> Turn:
    if current is None:
        return "keep"
    said = (current.asker_done_at, current.helper_done_at)
    mine, theirs = said if is_asker else said[::-1]
    if mine:
        return "wait_done"
    return "say_done" if theirs or _has_begun(current, now) else "keep"


def _current(times: Sequence[Occurrence], coming: Sequence[Occurrence]) -> Occurrence | None:
    """The time that the page is about: the next one, or the last."""
    return coming[0] if coming else times[-1] if times else None


def _has_begun(current: Occurrence | None, now: datetime) -> bool:
    if current is None or current.starts_at is None:
        return current is not None
    return begins_for_people(current.starts_at, zone=timezone.get_current_timezone()) <= now


def _is_ahead(one: Occurrence, now: datetime) -> bool:
    return one.state == "coming" or (one.starts_at is not None and one.starts_at > now)


def _waits_until(current: Occurrence | None) -> datetime | None:
    said = [at for at in (current.asker_done_at, current.helper_done_at) if at] if current else []
    return min(said) + SILENCE if said else None


def _name(person: Person | None, viewer: Person) -> str:
    if person is None:
        return _("quelqu'un qui est parti")
    return _("vous") if person.pk == viewer.pk else person.first_name


def _moments(
    exchange: Exchange, times: Sequence[Occurrence], thanks: Sequence[Thanks], viewer: Person, now: datetime
) -> list[str]:
    """What stands under each of the five steps."""
    reminded = [at for one in times for at in (one.reminded_day_at, one.reminded_hours_at) if at]
    done = []
    for person, at in ((exchange.asker, exchange.asker_done_at), (exchange.helper, exchange.helper_done_at)):
        if at:
            done.append(f"{_name(person, viewer)} {clock(at)}")
    thanked = exchange.thanked_at or (thanks[0].given_at if thanks else None)
    is_over = exchange.state in ("ended", "reneged", "settled")
    merci = (
        at_moment(thanked, now=now)
        if thanked
        else ""
        if is_over
        else _("à vous")
        if _is_to_thank(exchange, viewer)
        else ""
    )
    return [
        at_moment(exchange.begun_at, now=now),
        at_moment(exchange.promised_at, now=now) if exchange.promised_at else "",
        at_moment(max(reminded), now=now) if reminded else "",
        ", ".join(done),
        merci,
    ]


def _is_to_thank(exchange: Exchange, viewer: Person) -> bool:
    return exchange.state == "done" and exchange.asker_id == viewer.pk


def _stages(
    exchange: Exchange,
    times: Sequence[Occurrence],
    thanks: Sequence[Thanks],
    problems: Sequence[Problem],
    *,
    viewer: Person,
    now: datetime,
) -> list[StageLine]:
    """What was noted, in order of time."""
    noted: list[tuple[datetime, str, Person | None]] = []

    def note(at: datetime | None, kind: str, who: Person | None = None) -> None:
        if at:
            noted.append((at, kind, who))

    if exchange.proposal and exchange.proposed_at:
        note(exchange.proposed_at, "proposed", _one(exchange, exchange.proposed_by_id))
    note(exchange.promised_at, "promised")
    for one in times[-12:]:
        note(one.reminded_day_at, "reminded")
        note(one.asker_done_at, "done", exchange.asker)
        note(one.helper_done_at, "done", exchange.helper)
    for thank in thanks:
        note(thank.given_at, "thanked", thank.giver)
    for problem in problems:
        note(problem.told_at, "problem", problem.teller)
        note(problem.settled_at, "problem_settled")
    note(exchange.return_given_at, "return")
    note(exchange.settled_at, "settled")
    if exchange.state == "reneged":
        note(exchange.ended_at, "reneged", _one(exchange, exchange.ended_by_id))
    elif exchange.state == "ended":
        note(exchange.ended_at, "ended")
    return [
        StageLine(
            stage_words(
                kind,
                who="" if who and who.pk == viewer.pk else who.first_name if who else _("Quelqu'un qui est parti"),
                other="",
                at=at,
                now=now,
            ),
            at,
        )
        for at, kind, who in sorted(noted, key=lambda line: line[0])
    ]


def _one(exchange: Exchange, key: object) -> Person | None:
    return next((one for one in (exchange.asker, exchange.helper) if one and one.pk == key), None)
