"""Open a community: a name is enough, and it exists at its own address, with sensible rules; whoever opened it runs it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.common.text import fold
from entraide.journeys.happen import happen
from entraide.journeys.name_word import NewWord, name_word
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.addresses import candidates, free_slug, is_reserved, slug_of
from entraide.logic.charter.charter import breaches
from entraide.logic.charter.rules import LONGEST_OWN_RULE, Rules
from entraide.logic.charter.templates import Template, template
from entraide.records.communities import changes, queries
from entraide.records.communities.models import Community
from entraide.records.conversations import changes as conversations
from entraide.records.people import changes as people_changes
from entraide.records.people.models import Person

LONGEST_NAME = 60
MOST_A_DAY = 5


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody who opens a community may say besides its name; what is empty is as its template has it, or as usual.

    `template`, `paper`, `entry` (open, request, invitation) and `address_form` (vous, tu) are codes; `own_rules` are plain
    sentences of at most 200 signs.
    """

    template: str = ""
    paper: str = ""
    entry: str = ""
    address_form: str = ""
    own_rules: tuple[str, ...] = ()


def open_community(
    *,
    opener: Person,
    name: str,
    language: str,
    now: datetime,
    draft_key: UUID,
    wishes: Wishes | None = None,
) -> Community:
    """Open a community called `name` at the aware moment `now`; its texts are in `language` (fr, nl, en, de).

    `draft_key` becomes its identifier: pressing the button twice opens one. Raises Refusal: name_missing, name_too_long,
    name_reserved, too_many_communities (five a day), own_rule_too_long, breaks_charter (an own rule that the charter forbids).
    """
    wanted = wishes or Wishes()
    name = " ".join(name.split())
    slug = address_for(name=name)
    start = template(code=wanted.template, language=language)
    rules = _rules(start, wanted)
    with transaction.atomic():
        people_changes.lock_person(person_ids=[opener.pk])
        already = Community.objects.filter(pk=draft_key, opened_by=opener).first()
        if already:
            return already
        if queries.opened_since(opener, since=now - timedelta(days=1)) >= MOST_A_DAY:
            raise Refusal("too_many_communities")
        house = changes.add_community(
            id=draft_key,
            slug=free_slug(slug, taken=queries.taken_slugs(candidates(slug))),
            name=name,
            paper=wanted.paper or (start.paper if start else "canari"),
            template=start.code if start else "",
            welcome=start.welcome if start else "",
            languages=list(start.languages) if start and start.languages else [language],
            address_form=wanted.address_form or (start.address_form if start else "vous"),
            topics=list(start.topics) if start else [],
            opened_by=opener,
        )
        membership, _ = changes.add_member(community=house, person=opener, at=now)
        changes.make_steward(membership=membership)
        changes.add_rules_version(community=house, rules=rules, why="", by=opener, at=now, holds_from=now)
        if start:
            _furnish(house, start, opener=opener, now=now)
        happen(
            "community_opened",
            at=now,
            actor_id=opener.pk,
            community_id=str(house.pk),
            template=house.template,
            entry=house.entry,
        )
        return house


def address_for(*, name: str) -> str:
    """The address that a name asks for. Raises Refusal: name_missing, name_too_long, name_reserved."""
    if not any(sign.isalpha() for sign in name):
        raise Refusal("name_missing")
    if len(name) > LONGEST_NAME:
        raise Refusal("name_too_long")
    # A name in letters that no address can hold (Ελλάδα) still gets one.
    slug = slug_of(name) or "communaute"
    if is_reserved(slug):
        raise Refusal("name_reserved")
    return slug


def _rules(start: Template | None, wanted: Wishes) -> Rules:
    own = tuple(dict.fromkeys(filter(None, (" ".join(sentence.split()) for sentence in wanted.own_rules))))
    if any(len(sentence) > LONGEST_OWN_RULE for sentence in own):
        raise Refusal("own_rule_too_long")
    rules = start.rules if start else Rules()
    rules = replace(rules, entry=wanted.entry or rules.entry, own_rules=own)
    if breaches(rules):
        raise Refusal("breaks_charter")
    return rules


def _furnish(house: Community, start: Template, *, opener: Person, now: datetime) -> None:
    """What a template lays ready: the parts of the forum, and the word for its currency."""
    conversations.set_sections(community=house, sections=[(None, name) for name in start.sections])
    if start.currency:
        word = NewWord(
            sort="currency",
            name=start.currency.name,
            spellings=tuple(
                one for one in start.currency.spellings if fold(one).text != fold(start.currency.name).text
            ),
            worth=start.currency.worth,
        )
        name_word(steward=opener, community=house, word=word, now=now)
