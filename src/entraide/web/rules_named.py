"""The rules that reports and measures name, in words, for pages: of many codes with one query."""

from collections.abc import Iterable
from datetime import datetime

from entraide.journeys.report import rules_to_name
from entraide.records.communities.models import Community
from entraide.records.reports.queries import own_rules_named
from entraide.wording.moderation import rule_words


def rules_in_words(community: Community, *, codes: Iterable[str]) -> dict[str, str]:
    """Each of these rules of the community in words, by code."""
    wanted = list(dict.fromkeys(code for code in codes if code))
    own = own_rules_named(community, codes=wanted)
    return {code: rule_words(code, own_rules=own.get(code, ())) for code in wanted}


def rule_choices(community: Community, *, now: datetime) -> list[tuple[str, str]]:
    """The rules that can be named in this community now: (code, words)."""
    return list(rules_in_words(community, codes=rules_to_name(community=community, now=now)).items())
