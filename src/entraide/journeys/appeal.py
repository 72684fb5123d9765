"""Appeal: whom a measure concerns asks once, within thirty days, for somebody else to look at it again."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.measures import looks_again, may_appeal
from entraide.records.communities.queries import rules_of, stewards_of
from entraide.records.people.models import Person
from entraide.records.reports import changes, queries
from entraide.records.reports.models import Appeal, Measure

LONGEST_WORDS = 1000


def appeal(*, person: Person, measure: Measure, words: str, now: datetime) -> Appeal:
    """Ask for the measure to be looked at again; `words` say why. Asking twice is asking once.

    It goes to another steward of the community; where there is none to a small panel of members, if the rules have them and enough
    members agreed to sit; else to whoever runs the server.
    Raises Refusal: not_yours, too_late (thirty days, or the measure has ended), words_missing.
    """
    with transaction.atomic():
        case = changes.locked_case(case_id=measure.case_id)
        # What was decided together is looked at together: the appeal is against the first of it.
        first = queries.taken_together(measure)[0]
        kept = case.measures.select_related("community").get(pk=first.pk)
        if kept.about_id != person.pk:
            raise Refusal("not_yours")
        if already := Appeal.objects.filter(measure=kept).first():
            return already
        is_over = kept.ended_at is not None or (kept.until is not None and kept.until <= now)
        if not may_appeal(taken_at=kept.at, now=now, is_first=True, is_over=is_over):
            raise Refusal("too_late")
        if not words.strip():
            raise Refusal("words_missing")
        made, _ = changes.add_appeal(measure=kept, by=person, words=words.strip()[:LONGEST_WORDS], at=now)
        happen(
            "appeal_made",
            at=now,
            person_id=person.pk,
            community_id=str(kept.community_id),
            appeal_id=str(made.pk),
            to=who_looks(measure=kept, now=now),
        )
        return made


def who_looks(*, measure: Measure, now: datetime) -> str:
    """Who decides an appeal against this measure: stewards, members or operators (logic.charter.measures)."""
    is_simple = [one.kind for one in queries.taken_together(measure)] == ["hide"]
    others = [one for one in stewards_of(measure.community) if one.pk not in (measure.by_id, measure.about_id)]
    return looks_again(
        stewards_but_the_decider=len(others),
        jurors=len(queries.jurors_for(measure.case, but=[key for key in (measure.by_id,) if key])),
        members_settle=rules_of(measure.community, now=now).members_settle and is_simple,
    )
