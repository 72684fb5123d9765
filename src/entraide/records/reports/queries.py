"""Finding cases, measures, appeals, seats and what lies on the desk. Who may read a row is asked here; who tends, in communities."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from entraide.logic.charter.anonymous_log import Taken
from entraide.logic.charter.conduct import own_rule
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community, Membership, RulesVersion
from entraide.records.communities.queries import tends
from entraide.records.conversations.models import PRIVATE_KINDS
from entraide.records.exchanges.models import Problem
from entraide.records.people.models import Block, Person, TrustedContact
from entraide.records.posts.models import Post
from entraide.records.reports.models import (
    Appeal,
    CannedWords,
    Case,
    Juror,
    Measure,
    PostCheck,
    Report,
    Seat,
    StewardNote,
)
from entraide.records.rows import among, kept, kept_value

_THINGS = ("post__writer", "thread__opened_by", "message__writer", "message__thread", "say__person", "about")
# A count on a heading is read up to here; behind it stands "and more".
MOST_COUNTED = 100


def in_force(*, person_id: UUID, community: Community, now: datetime) -> Measure | None:
    """The measure by which the person may not act in the community at the aware moment `now`, an exclusion before a suspension.

    One that whoever runs the server took in everybody's community holds in all.
    """
    kept = Measure.objects.filter(about=person_id, kind__in=("suspend", "exclude"), ended_at=None)
    kept = kept.filter(Q(until=None) | Q(until__gt=now)).filter(
        Q(community=community) | Q(community__is_server_wide=True)
    )
    return kept.order_by("kind", "-at").first()


def kept_from_acting_asked(community_id: UUID, *, people: Collection[UUID], now: datetime) -> tuple[str, list[Any]]:
    """The statement that reads whom of these people (one at least) a measure keeps from acting in the community, as `in_force` says.

    For records.rows.fetch_all; each row is a person and the kind of a measure.
    """
    table, houses = Measure._meta.db_table, Community._meta.db_table
    whom, values = among("m.about_id", people)
    return (
        f"SELECT m.about_id, m.kind FROM {table} m JOIN {houses} c ON c.id = m.community_id "  # noqa: S608 - our own names
        f"WHERE {whom} AND m.kind IN ('suspend', 'exclude') AND m.ended_at IS NULL "
        "AND (m.until IS NULL OR m.until > %s) AND (m.community_id = %s OR c.is_server_wide)",
        [*values, kept_value(now), *kept([community_id])],
    )


def keeps_from_writing(*, writer_id: UUID, other_id: UUID, now: datetime) -> Measure | None:
    """The measure by which the one may not write to the other at the aware moment `now`, an exclusion before a suspension.

    What whoever runs the server decided holds towards everybody. What a community decided holds only if it was about a message
    between two people, and only towards its members: what happens in its own rooms is no reason to keep people from talking.
    """
    kept = Measure.objects.filter(about=writer_id, kind__in=("suspend", "exclude"), ended_at=None)
    kept = kept.filter(Q(until=None) | Q(until__gt=now))
    is_of_others = Membership.objects.filter(person=other_id, community=OuterRef("community"))
    for_messages = Q(case__message__thread__kind__in=PRIVATE_KINDS) & Exists(is_of_others)
    return kept.filter(Q(community__is_server_wide=True) | for_messages).order_by("kind", "-at").first()


def own_rules_named(community: Community, *, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each code that names one of the community's own rules, all own rules of the version that it names, in one query."""
    named = {code: own.version for code in codes if (own := own_rule(code))}
    if not named:
        return {}
    versions = RulesVersion.objects.filter(community=community, number__in=set(named.values()))
    kept = {number: tuple(rules.get("own_rules", ())) for number, rules in versions.values_list("number", "rules")}
    return {code: kept.get(number, ()) for code, number in named.items()}


def reports_since(person: Person, *, since: datetime) -> int:
    """How many things the person pointed out since then."""
    return Report.objects.filter(by=person, made_at__gte=since).count()


def open_case(*, community: Community, kind: str, thing_id: UUID) -> Case | None:
    """The case about this thing that is not settled (a person: in this community)."""
    cases = Case.objects.exclude(state="settled")
    if kind == "person":
        return cases.filter(kind="person", about=thing_id, community=community).first()
    return cases.filter(**{kind: thing_id}).first()


def has_reported(person: Person, *, kind: str, thing_id: UUID) -> bool:
    """Whether the person has pointed this thing out and nobody has settled it yet."""
    column = "about" if kind == "person" else kind
    mine = Report.objects.filter(by=person, case__kind=kind, **{f"case__{column}": thing_id})
    return mine.exclude(case__state="settled").exists()


def judges_message(viewer: Person, *, message_id: UUID) -> bool:
    """Whether the viewer tends a community that has a case about this message to settle, which is not about themselves."""
    cases = Case.objects.filter(message=message_id).exclude(state="settled").exclude(about=viewer)
    return any(tends(viewer, community=case.community) for case in cases.select_related("community")[:3])


def cases_waiting(community: Community) -> QuerySet[Case]:
    """The community's cases that wait for whoever tends it: what is dangerous first, then the oldest."""
    cases = Case.objects.filter(community=community, state="open").select_related(*_THINGS)
    return cases.annotate(report_count=Count("reports")).order_by("-is_urgent", "opened_at", "id")


def cases_before_members(community: Community) -> int:
    """How many cases small panels of members have at the moment."""
    return Case.objects.filter(community=community, state="members")[:MOST_COUNTED].count()


def case_with(code: str, *, community: Community) -> Case | None:
    """The community's case with this code, with its thing."""
    return Case.objects.filter(code=code, community=community).select_related(*_THINGS, "settled_by").first()


def latest_case_of(*, kind: str, thing_id: UUID, community: Community) -> Case | None:
    """The newest case about this thing in this community, settled or not."""
    column = "about" if kind == "person" else kind
    return Case.objects.filter(kind=kind, community=community, **{column: thing_id}).order_by("-opened_at").first()


def reports_in(case: Case) -> list[Report]:
    """The reports of a case, oldest first. Who made them is shown of danger only, by their leave: the door sees to it."""
    return list(case.reports.select_related("by"))


def contact_for(report: Report, *, case: Case) -> TrustedContact | None:
    """The person whom the reporter trusts, if they report danger and agreed to it: for whoever tends the community, until it is settled."""
    if not (report.is_danger and report.may_call_contact and report.by_id) or case.state == "settled":
        return None
    return TrustedContact.objects.filter(person=report.by_id).first()


def measures_in(case: Case) -> list[Measure]:
    """What was done about a case, oldest first, with the appeals."""
    return list(case.measures.select_related("by", "appeal"))


def measure_for(viewer: Person, *, code: str) -> Measure | None:
    """The measure with this code, for whom it concerns and nobody else."""
    mine = Measure.objects.filter(code=code, about=viewer).exclude(about=None)
    return mine.select_related(
        "community", "case__post", "case__message__thread", "case__thread", "case__say", "appeal"
    ).first()


def measures_about(person: Person, *, community: Community) -> QuerySet[Measure]:
    """What was done about the person in this community, newest first: for whoever tends it."""
    return Measure.objects.filter(about=person, community=community).select_related("by").order_by("-at")


def appeals_waiting(viewer: Person, *, community: Community) -> QuerySet[Appeal]:
    """The appeals in this community that the viewer may decide: not against what they decided, nor their own. Oldest first."""
    appeals = Appeal.objects.filter(measure__community=community, state="waiting")
    return (
        appeals.exclude(measure__by=viewer).exclude(by=viewer).select_related("measure__case", "by").order_by("made_at")
    )


def appeal_of(code: str, *, community: Community) -> Appeal | None:
    """The appeal against the community's measure with this code."""
    found = Appeal.objects.filter(measure__code=code, measure__community=community)
    return found.select_related("measure__case", "measure__about", "measure__by", "measure__community", "by").first()


def seat_for(viewer: Person, *, code: str) -> Seat | None:
    """The seat with this code, for whoever was drawn for it and nobody else."""
    mine = Seat.objects.filter(code=code, person=viewer)
    things = (f"case__{one}" for one in ("post", "thread", "message__thread", "say", "community"))
    return mine.select_related(*things, "appeal__measure").first()


def jurors_for(case: Case, *, but: Iterable[UUID] = ()) -> list[UUID]:
    """Who could be drawn for a case: jurors of its community, not concerned by it, nor apart from whom it concerns.

    Concerned are whoever wrote the thing, whoever reported it, and `but`.
    """
    concerned = {case.about_id, *case.reports.values_list("by", flat=True), *but} - {None}
    jurors = Membership.objects.filter(community=case.community_id, juror__isnull=False, person__is_active=True)
    jurors = jurors.exclude(person__in=concerned)
    if case.about_id:
        apart = Block.objects.filter(
            Q(person=OuterRef("person"), blocked=case.about_id) | Q(person=case.about_id, blocked=OuterRef("person"))
        )
        jurors = jurors.filter(~Exists(apart))
    return list(jurors.values_list("person", flat=True))


def is_juror(viewer: Person, *, community: Community) -> bool:
    """Whether the viewer agreed to be drawn for small panels here."""
    return Juror.objects.filter(membership__person=viewer, membership__community=community).exists()


def sits_in(viewer: Person) -> set[UUID]:
    """The communities in which the viewer may be drawn for small panels."""
    return set(Juror.objects.filter(membership__person=viewer).values_list("membership__community", flat=True))


def seats_run_out(*, now: datetime) -> QuerySet[Seat]:
    """Seats whose time is over and on which nothing was said."""
    return Seat.objects.filter(said_at=None, left_at=None, ends_at__lte=now).select_related("case", "appeal")


def checks_waiting(community: Community) -> QuerySet[PostCheck]:
    """Posts that wait until somebody has looked: held ones, and open ones with signs of doubt. Oldest first."""
    waiting = PostCheck.objects.filter(community=community, done_at=None, post__state="open")
    waiting = waiting.filter(Q(is_held=True) | Q(post__hidden_at=None))
    return waiting.annotate(voice_count=Count("voices")).select_related("post__writer", "post__community")


def unanswered_in(community: Community, *, now: datetime) -> QuerySet[Post]:
    """Open needs of the community for which the search has come to its end and nobody has answered. Oldest first.

    Annotated with `forum`: who may open threads there, as its rules say at the aware moment `now` (Rules.forum); None: undecided.
    """
    rules = RulesVersion.objects.filter(community=OuterRef("community"), holds_from__lte=now, taken_back_at=None)
    forum = rules.order_by("-number").annotate(who=KeyTextTransform("forum", "rules")).values("who")[:1]
    said = Answer.objects.filter(post=OuterRef("pk"), kind__in=("yes", "other"), withdrawn_at=None)
    posts = Post.objects.filter(
        community=community,
        state="open",
        kind="need",
        hidden_at=None,
        search_state__in=("stewards", "forum", "told"),
        writer__is_active=True,
    )
    found = posts.filter(~Exists(said)).annotate(forum=Subquery(forum))
    return found.select_related("writer", "community").order_by("published_at")


def canned_words_of(community: Community) -> list[CannedWords]:
    """The community's canned words, by name."""
    return list(CannedWords.objects.filter(community=community))


def notes_on(
    *, community: Community, person_id: UUID | None = None, post_id: UUID | None = None, case_id: UUID | None = None
) -> list[StewardNote]:
    """The community's notes about a person, a post or a case, or any of them, newest first: for whoever tends it."""
    about = Q(pk__in=())
    for name, key in (("person", person_id), ("post", post_id), ("case", case_id)):
        if key:
            about |= Q(**{name: key})
    return list(StewardNote.objects.filter(about, community=community).select_related("by")[:50])


def hidden_before(*, moment: datetime) -> QuerySet[Measure]:
    """Measures that hid something before then, which is hidden still; without those whose appeal waits."""
    hidden = Measure.objects.filter(kind="hide", ended_at=None, at__lte=moment).exclude(decided_by="reports")
    return hidden.exclude(appeal__state__in=("waiting", "members")).select_related("case")


def houses_without_stewards(*, most: int = 50) -> list[Community]:
    """Communities in which something waits and which nobody tends: for whoever runs the server."""
    tended = Membership.objects.filter(community=OuterRef("pk"), is_steward=True, person__is_active=True)
    waits = Case.objects.filter(community=OuterRef("pk"), state="open").order_by()
    checks = PostCheck.objects.filter(community=OuterRef("pk"), done_at=None).order_by()
    problems = Problem.objects.filter(exchange__community=OuterRef("pk"), settled_at=None).order_by()
    is_waited = Exists(waits) | Exists(checks) | Exists(problems)
    left = Community.objects.filter(~Exists(tended), is_waited, is_server_wide=False)
    return list(left.order_by("name")[:most])


def check_of(code: str, *, community: Community) -> PostCheck | None:
    """The check of the community's post with this code, waiting or done."""
    found = PostCheck.objects.filter(post__code=code, community=community)
    return found.select_related("post__writer", "post__community", "community").first()


def taken_together(measure: Measure) -> list[Measure]:
    """The measures that were taken in one decision with this one, itself included."""
    together = Measure.objects.filter(case=measure.case_id, at=measure.at).select_related("case", "community")
    return list(together.order_by("id"))


def hiding(post: Post) -> Measure | None:
    """The measure by which the post is hidden; None if it waits to be looked at, or is not hidden."""
    return Measure.objects.filter(case__post=post, kind="hide", ended_at=None).order_by("-at").first()


def taken_in(community: Community, *, since: date) -> list[Taken]:
    """The measures taken in a community from a day on, without anything by which they could be told apart from others of their sort."""
    from_then = datetime.combine(since, time.min, tzinfo=UTC)
    rows = Measure.objects.filter(community=community, at__gte=from_then).exclude(decided_by="reports")
    return [
        Taken(
            month=(local.year, local.month),
            thing=thing,
            rule=rule,
            measure=kind,
            appeal=outcome if outcome in ("stands", "undone") else "",
        )
        for local, thing, rule, kind, outcome in rows.values_list("at", "case__kind", "rule", "kind", "appeal__state")
    ]
