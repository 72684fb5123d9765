"""Tags and filters: a sentence with its lines, chips, reasons, and moments and distances in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entraide.logic.charter.rules import Rules
from entraide.logic.reading.interpretation import Reading
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.exchanges.models import Occurrence
from entraide.records.invitations.models import Invitation
from entraide.records.people.models import Person
from entraide.records.posts.board import MOST
from entraide.records.posts.models import SearchStep
from entraide.web import maps, message_words, post_lines, sentences
from entraide.wording import (
    community_words,
    counts,
    distances,
    houses,
    mandates,
    moments,
    promises,
    reach,
    readings,
    reasons,
    search,
    talk,
    tongue,
)
from entraide.wording.rules import in_short

register = template.Library()


def reading_of(kept: Reading | Mapping[str, Any]) -> Reading:
    """The reading, whether it is one or was kept as plain data."""
    return kept if isinstance(kept, Reading) else Reading.from_dict(kept)


register.simple_tag(sentences.sentence)
register.simple_tag(sentences.sentence_of)
register.simple_tag(maps.blots, name="map_blots")
register.simple_tag(maps.numbered, name="map_marks")


@register.simple_tag(takes_context=True)
def post_item(context: Context) -> SafeString:
    """One post in a list, as parts/post_item.html says."""
    return post_lines.post_item(context["post"], line=person_line(context), number=context.get("number"))


@register.simple_tag(takes_context=True)
def person_line(context: Context) -> SafeString:
    """What stands under a post's sentence, as parts/person_line.html says."""
    post, distance_km = context["post"], context.get("distance_km")
    knows = any(context.get(name) for name in ("ask", "answer", "agreed"))
    return post_lines.person_line(
        post,
        name=_name_of(context, post.writer, knows=knows, community_id=post.community_id),
        distance_km=None if distance_km == "" else distance_km,
        house=context.get("house") or None,
    )


@register.simple_tag(takes_context=True)
def kind_mark(context: Context) -> SafeString:
    """The mark and the word of a post, as parts/kind.html says."""
    return post_lines.kind_mark(context.get("kind") or "", number=context.get("number"))


@register.simple_tag(takes_context=True)
def name_of(context: Context) -> SafeString:
    """A person's first name, as parts/name.html says."""
    return _name_of(context, context["who"], knows=bool(context.get("knows")), community_id=context.get("community_id"))


def _name_of(context: Context, who: Person, *, knows: bool, community_id: UUID | None) -> SafeString:
    houses: Any = context.get("fellow_houses", ())
    return post_lines.name_of(who, viewer=context.get("person"), knows=knows, community_id=community_id, houses=houses)


@register.simple_tag
def chips(reading: Reading | Mapping[str, Any]) -> list[readings.Chip]:
    """The five chips: `{% chips post.reading as parts %}`."""
    return readings.chips(reading_of(reading), now=timezone.now())


@register.simple_tag
def settled_chips(reading: Reading | Mapping[str, Any]) -> list[readings.Chip]:
    """The five chips of something published: nothing of it is a question any more."""
    return readings.chips(replace(reading_of(reading), questions=()), now=timezone.now())


@register.simple_tag
def topic_options(chosen: str) -> SafeString:
    """All topics as options, by family, the chosen family or topic among them: `{% topic_options chosen.topic %}`."""
    return _topic_options(chosen, tongue.active_tongue())


@lru_cache(maxsize=256)
def _topic_options(chosen: str, _tongue: str) -> SafeString:
    """The same for one tongue: words alone, which are the same for everybody, and more of them than of the page around them."""
    families = [(leaves[0][0].partition(".")[0], label, leaves) for label, leaves in readings.topic_choices()]
    return render_to_string("web/parts/topic_options.html", {"families": families, "topic": chosen})


@register.simple_tag
def filed(reading: Reading | Mapping[str, Any]) -> str:
    """Under what a steward filed a post, for its writer: `{% filed post.reading %}`."""
    return readings.filed_words(reading_of(reading))


@register.simple_tag
def time_words(time: Occurrence) -> str:
    """One time of a promise: `{% time_words time %}`."""
    return promises.time_words(time.starts_at, time.ends_at, now=timezone.now()) if time.starts_at else ""


@register.filter
def units(number: int, unit: str) -> str:
    """What is counted: `{{ 8|units:"kg" }}` gives "8 kilos"."""
    return promises.units_words(number, unit)


@register.simple_tag
def word_meaning(word: CommunityWord) -> str:
    """What a community's own word means: `{% word_meaning word %}`."""
    return community_words.meaning_words(
        sort=word.sort, topic=word.topic, worth=word.worth, town=word.town, postcode=word.postcode
    )


@register.simple_tag
def word_line(word: CommunityWord) -> str:
    """The line of the part of a sentence that a community's own word speaks of: what, return or where."""
    return {"topic": "what", "currency": "return", "place": "where"}[word.sort]


@register.simple_tag
def why(ask: Ask) -> list[reasons.Reason]:
    """The reasons for an ask in sentences: `{% why ask as parts %}`."""
    return reasons.reasons(ask.because)


@register.simple_tag
def step_line(step: SearchStep) -> str:
    """One step of the search for helpers, for the post's writer: `{% step_line step %}`."""
    return search.step_words(step.step, step.facts)


@register.simple_tag
def step_title(kind: str) -> str:
    """The same in a few words, as a line of news: `{% step_title notice.kind %}`."""
    return search.step_title(kind)


@register.simple_tag
def because_line(answer: Answer) -> str:
    """What the writer reads under an answer: "À environ 1 km. Déjà remercié six fois." """
    return reasons.because_line(answer.ask.because if answer.ask else {}, distance_km=answer.distance_km)


@register.simple_tag
def plain_language() -> str:
    """The active language alone, however people are addressed in it: "fr"."""
    return tongue.plain_language()


@register.filter
def message_html(words: str) -> SafeString:
    """Somebody's message in paragraphs, its web addresses as plain links: `{{ message.words|message_html }}`."""
    return message_words.message_html(words)


@register.filter
def way_of_following(how: str) -> str:
    """How one hears of a thread or a forum, in words: "each" gives "un mail par message"."""
    return talk.way_words(how)


@register.filter
def kilobytes(size: int) -> str:
    """How large something is: "38 ko"."""
    return talk.kilobytes(size)


@register.filter
def ago(moment: datetime) -> str:
    """How long ago: "il y a 20 minutes"."""
    return moments.ago(moment, now=timezone.now())


@register.filter
def at_moment(moment: datetime) -> str:
    """When, near now: "demain à 8 h"."""
    return moments.at_moment(moment, now=timezone.now())


@register.filter
def day(on: date) -> str:
    """ "samedi 7 mars" """
    return moments.day(on, now=timezone.now())


@register.filter
def clock(moment: datetime) -> str:
    """ "9 h 30" """
    return moments.clock(moment)


@register.filter
def on_day(moment: datetime) -> str:
    """ "le 4 mars" """
    return moments.on_day(moment, now=timezone.now())


@register.filter
def month_day(moment: datetime) -> str:
    """ "4 mars", to be put behind a preposition; with the year when it is not plain."""
    return moments.month_day(moments.local(moment).date(), now=timezone.now())


@register.filter
def weekday(code: str) -> str:
    """The name of a day of the week: "SA" (or a box of the free hours, "SA-morning") gives "samedi"."""
    return moments.weekday(code[:2])


@register.filter
def part_of_day(box: str) -> str:
    """The part of the day of a box of the free hours: "SA-morning" gives "matin"."""
    return moments.part_of_day(box.partition("-")[2])


@register.filter
def near_place(name: str) -> str:
    """ "près d'Ixelles" """
    return reach.near_place(name)


@register.filter
def of_place(name: str) -> str:
    """ "d'Ixelles" """
    return reach.of_place(name)


@register.filter
def free_span(span: str) -> str:
    """A weekly span in words: "le samedi de 8 h à 12 h"."""
    return moments.free_span(span)


@register.filter
def mandate_scope(scope: str) -> str:
    """What one part of a mandate covers: `{{ scope|mandate_scope }}`."""
    return mandates.scope_words(scope)


@register.filter
def mandate_consent(consent: str) -> str:
    """How somebody agreed to a mandate: `{{ mandate.consent|mandate_consent }}`."""
    return mandates.consent_words(consent)


@register.filter
def full_day(on: date) -> str:
    """ "4 mars 2027": `{{ mandate.until|full_day }}`."""
    return mandates.full_day(on)


@register.filter
def about_km(distance_km: float) -> str:
    """ "à environ 1 km" """
    return distances.about_km(distance_km)


@register.filter
def about_km_from_you(distance_km: float) -> str:
    """ "à environ 1 km de chez vous" """
    return distances.about_km_from_you(distance_km)


@register.filter
def within_km(radius_km: float) -> str:
    """ "à moins de 2 km" """
    return distances.within_km(radius_km)


@register.filter
def in_words(number: float) -> str:
    """ "deux"; figures from thirteen on."""
    return counts.in_words(number)


@register.filter
def figures(number: float) -> str:
    """ "1 250" """
    return counts.figures(number)


@register.filter
def counted(number: int) -> str:
    """ "1 000", or "plus de 1 000" of what was counted no further (records.posts.board)."""
    return counts.counted(number, most=MOST)


@register.filter
def in_language(code: str) -> str:
    """ "en néerlandais" """
    return readings.language_in_words(code)


@register.filter
def topic(code: str) -> str:
    """The name of a topic."""
    return readings.topic_label(code)


@register.filter
def quoted(words: str) -> str:
    """Somebody's words in quotation marks."""
    return reasons.quoted(words)


@register.filter
def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


@register.simple_tag
def house_rules(rules: Rules) -> list[str]:
    """What holds in a community, in at most five sentences: `{% house_rules rules as said %}`."""
    return in_short(rules)


@register.filter
def uses(invitation: Invitation) -> str:
    """How often an invitation was used, in words."""
    return houses.uses_fact(invitation.uses, invitation.most_uses)


@register.simple_tag
def plate(house: Community) -> str:
    """What stands on a community's house plate: its drawing, its signs, or the first letters of its name: `{% plate house %}`."""
    box, _line, path = house.mark.partition("\n")
    if path:
        return format_html('<svg viewBox="{}"><path class="fill" d="{}"/></svg>', box, path)
    return house.plate or initials(house.name)


@register.filter
def initials(name: str) -> str:
    """Two letters for a community's house plate: "Ix" for "Ixelles s'entraide", "Ét" for "L'Établi"."""
    words = [word.rsplit("'", 1)[-1].rsplit("’", 1)[-1] for word in name.split()]
    longer = [word for word in words if len(word) > 2] or words or [name]
    return longer[0][:1].upper() + longer[0][1:2]
