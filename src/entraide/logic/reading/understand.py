"""A sentence becomes a reading: the straight line through this room.

Terms, time and place are read by exact grammars, each hiding from the next what it has taken; kind, action and topic by the
trained heads; what is left names the subject. Nothing here knows Django, a clock or a network.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from entraide.common.text import fold
from entraide.logic import places
from entraide.logic.reading import meaning as heads
from entraide.logic.reading.community_words import CommunityWords, with_words
from entraide.logic.reading.hearing import Heard, hear, overlaps
from entraide.logic.reading.interpretation import (
    LONGEST_SENTENCE,
    Candidate,
    FieldName,
    Kind,
    Reading,
    Span,
    UnreadableSentence,
)
from entraide.logic.reading.meaning import Letters, Meaning
from entraide.logic.reading.quantity import read_quantity
from entraide.logic.reading.returned_topic import is_the_same
from entraide.logic.reading.settling import (
    as_said,
    settle_action,
    settle_kind,
    settle_mode,
    settle_quantity,
    settle_topic,
    with_cue,
)
from entraide.logic.reading.subject import read_subject
from entraide.logic.reading.terms import FoundTerms, settle_terms
from entraide.logic.reading.whereabouts import Whereabouts, read_whereabouts

# Below this the page asks before anything is sent: the one setting of how much doubt is too much.
UNSURE_BELOW = 0.5
_CANDIDATES = 5
# NUL, what Unicode keeps for no character, and halves of surrogate pairs.
_NO_TEXT = re.compile("[\\x00\\ufffe\\uffff\\ud800-\\udfff]")
# What a community's word for the topic weighs in finding the subject, on the scale of `weigh_words`.
_OWN_WORD = 0.5
_SpanPair = tuple[int, int]


def understand(
    text: str,
    *,
    at: datetime,
    home: places.Place | tuple[float, float] | None = None,
    language: str | None = None,
    words: CommunityWords | None = None,
    kind: Kind | None = None,
) -> Reading:
    """Read one sentence.

    `at`: the moment of writing, naive local wall-clock time. `home`: where the writer lives, for places of the same name.
    `language`: the writer's own, a hint when the sentence itself tells little. `words`: those of
    the writer's communities.
    `kind`: what the writer says it is, if they were asked.
    Raises UnreadableSentence if the sentence is empty, over 300 characters or no text.
    """
    check(text)
    letters = heads.letters_of(text)
    heard = hear(text, language=heads.language_of(letters, hint=language), at=at, home=home, words=words)
    meaning = heads.judge([(heard.matter, _letters(heard, letters))])[0]
    return _read(heard, replace(meaning, kind={kind: 1.0}) if kind else meaning)


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with its circumstances: `at` and `home` as in `understand`."""

    text: str
    at: datetime
    home: places.Place | tuple[float, float] | None = None


def understand_all(
    written: Sequence[Written], *, language: str | None = None, words: CommunityWords | None = None
) -> list[Reading]:
    """Read several sentences; the encoder likes company. The other arguments and what is raised: as `understand`."""
    for one in written:
        check(one.text)
    letters = [heads.letters_of(one.text) for one in written]
    heard = [
        hear(
            one.text,
            language=heads.language_of(grams, hint=language),
            at=one.at,
            home=one.home,
            words=words,
        )
        for one, grams in zip(written, letters, strict=True)
    ]
    meanings = heads.judge([(one.matter, _letters(one, grams)) for one, grams in zip(heard, letters, strict=True)])
    return [_read(one, meaning) for one, meaning in zip(heard, meanings, strict=True)]


def check(text: str) -> None:
    """Raise UnreadableSentence if `text` is no sentence: empty, too long, or with characters that are not text."""
    if not isinstance(text, str) or _NO_TEXT.search(text):
        raise UnreadableSentence("not_text")
    if len(text) > LONGEST_SENTENCE:
        raise UnreadableSentence("too_long")
    if not fold(text).text.strip():
        raise UnreadableSentence("empty")


def _letters(heard: Heard, letters: Letters) -> Letters:
    """The letters of the sentence in plain words: its own, unless a community's word stands in it."""
    return heads.letters_of(heard.plain) if heard.own.topics else letters


def _read(heard: Heard, meaning: Meaning) -> Reading:
    """The reading, from what was heard and what it means."""
    folded, language = heard.folded, heard.language
    meaning = with_words(with_cue(folded.text, meaning), heard.own_topics)
    kind = settle_kind(meaning)
    if kind == "none":
        return Reading(
            language=language,
            kind="none",
            action=None,
            topic=None,
            subject=None,
            confidence=round(heads.confidence(meaning, kind="none", topic=None), 4),
            candidates=_candidates(meaning),
        )
    meaning = as_said(meaning, heard.terms)
    action = settle_action(meaning, heard.terms)
    topic = settle_topic(meaning)
    where = read_whereabouts(heard.mentions, topic=topic, language=language, radius_km=heard.radius.radius_km)
    terms = settle_mode(
        settle_terms(heard.terms, kind=kind, action=action, topic=topic), meaning, is_said=heard.terms.is_said
    )
    if terms.in_return and terms.in_return_topic is None:
        same = is_the_same(terms.in_return)
        terms = replace(terms, in_return_topic=topic) if same else heads.with_return_topic(terms)
        terms = replace(terms, in_return_topic=heard.own_topic_in_return or terms.in_return_topic)
    distance = [heard.radius.span] if heard.radius.span else []
    quantity = settle_quantity(
        read_quantity(folded, language=language, masked=[*heard.prices, *heard.moments.spans, *distance])
    )
    spans = _spans(
        [
            ("place", where.place_span),
            ("destination", where.destination_span),
            *[("time", s) for s in heard.moments.spans],
            *[("terms", s) for s in _shown(heard.terms, heard.text)],
            ("remote", heard.remote.span if heard.remote.is_remote else None),
            *[("urgency", s) for s in heard.moments.urgency_spans],
            *[("quantity", s) for s in ([quantity.span] if quantity.span else [])],
        ]
    )
    subject, subject_span = read_subject(
        folded,
        taken=[*((s.start, s.end) for s in spans if s.field != "quantity"), *distance],
        weigh=partial(heads.weigh_words, topic=topic),
    )
    spans = _spans([*[(s.field, (s.start, s.end)) for s in spans], *_pieces(subject_span, spans)])
    sure = heads.confidence(meaning, kind=kind, topic=topic)
    return Reading(
        language=language,
        kind=kind,
        action=action,
        topic=topic,
        subject=subject,
        place=where.place,
        destination=where.destination,
        remote=heard.remote.is_remote,
        time=heard.moments.time,
        urgency=heard.moments.urgency,
        terms=terms,
        quantity=quantity.quantity,
        confidence=round(sure, 4),
        questions=_questions(meaning, kind=kind, topic=topic, where=where, sure=sure),
        spans=tuple(spans),
        candidates=_candidates(meaning),
        place_candidates=where.candidates,
    )


def _own_weights(heard: Heard, topic: str) -> dict[str, float]:
    """How much the community's own words speak for `topic`: as much as a word that surely means it."""
    text = heard.folded.text
    return {
        word: _OWN_WORD for start, end, code in heard.own.topics if code == topic for word in text[start:end].split()
    }


def _candidates(meaning: Meaning) -> tuple[Candidate, ...]:
    best = sorted(meaning.topic, key=meaning.topic.__getitem__, reverse=True)[:_CANDIDATES]
    return tuple(Candidate(topic, round(meaning.topic[topic], 4)) for topic in best)


def _questions(
    meaning: Meaning, *, kind: str, topic: str | None, where: Whereabouts, sure: float
) -> tuple[FieldName, ...]:
    """What should be asked before sending, the likeliest wrong first. `sure`: how sure kind and topic are together."""
    likely: list[tuple[float, FieldName]] = [(heads.confidence_of_kind(meaning, kind), "kind")]
    if topic:
        likely.append((heads.confidence_of_topic(meaning, topic), "topic"))
    bars = {"kind": UNSURE_BELOW + 0.15, "topic": UNSURE_BELOW}
    doubts = [doubt for doubt in likely if doubt[0] < bars[doubt[1]]]
    if not doubts and sure < UNSURE_BELOW:
        # Each alone would pass, but not both together: the less sure of them is asked.
        doubts = [min(likely)]
    if where.is_ambiguous:
        doubts.append((0.5, "place"))
    return tuple(field for _, field in sorted(doubts))


def _shown(terms: FoundTerms, text: str) -> list[_SpanPair]:
    """The spans of the terms to underline: of a swap the thing and the sums, not the little word before it ("contre")."""
    if terms.in_return_span is None:
        return list(terms.spans)
    return [s for s in terms.spans if overlaps(s, terms.in_return_span) or any(c.isdigit() for c in text[s[0] : s[1]])]


def _pieces(span: _SpanPair | None, spans: Sequence[Span]) -> list[tuple[FieldName, _SpanPair]]:
    """The subject's span, cut where other fields lie within it."""
    if span is None:
        return []
    pieces: list[tuple[FieldName, _SpanPair]] = []
    at = span[0]
    for other in sorted(spans, key=lambda s: s.start):
        if other.end <= at or other.start >= span[1]:
            continue
        if other.start > at:
            pieces.append(("subject", (at, other.start)))
        at = other.end
    if at < span[1]:
        pieces.append(("subject", (at, span[1])))
    return pieces


def _spans(found: Sequence[tuple[FieldName, _SpanPair | None]]) -> list[Span]:
    """Spans in the order of the sentence, apart from each other; of two that overlap the first named wins."""
    kept: list[Span] = []
    for field, span in found:
        if span and span[0] < span[1] and all(span[1] <= s.start or span[0] >= s.end for s in kept):
            kept.append(Span(field, *span))
    return sorted(kept, key=lambda s: s.start)
