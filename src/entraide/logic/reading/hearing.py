"""What is heard in a sentence before its meaning is judged: all that the exact grammars find.

Each grammar hides from the next what it has taken. What is left, without time, place and price, is the matter: the encoder is
given that alone, so that a topic is not guessed from a town or a weekday. Training hears sentences through the same room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from entraide.common.text import Folded, fold
from entraide.logic import places
from entraide.logic.reading.community_words import CommunityWords, FoundWords, in_plain_words, is_matter
from entraide.logic.reading.interpretation import Language
from entraide.logic.reading.masking import whole_words
from entraide.logic.reading.moments import FoundMoments, read_moments
from entraide.logic.reading.radius import FoundRadius, read_radius
from entraide.logic.reading.remote import FoundRemote, read_remote
from entraide.logic.reading.terms import FoundTerms, read_terms

_SpanPair = tuple[int, int]
# Less than this is no matter; then the encoder is given the sentence as it is.
_SHORTEST_MATTER = 6


@dataclass(frozen=True)
class Heard:
    """What was heard. Spans count in code points of `text`; `matter` is the text without its times, places and prices.

    `plain` is the text with the topics' labels for the community's own words (`own`), of which the heads know nothing.
    """

    text: str
    folded: Folded
    language: Language
    terms: FoundTerms
    moments: FoundMoments
    mentions: tuple[places.Mention, ...]
    radius: FoundRadius
    remote: FoundRemote
    matter: str
    plain: str
    own: FoundWords

    @property
    def prices(self) -> list[_SpanPair]:
        """The spans of the terms, without the words of a swap: those may hold a time or a number of their own."""
        return [span for span in self.terms.spans if not overlaps(span, self.terms.in_return_span)]

    @property
    def own_topics(self) -> set[str]:
        """The topics of the community's words that the sentence is about."""
        return {
            topic
            for start, end, topic in self.own.topics
            if is_matter(self.folded.text, start, end)
            and not overlaps(self.folded.span(start, end), self.terms.in_return_span)
        }

    @property
    def own_topic_in_return(self) -> str | None:
        """The topic of a community's word in what is given in return."""
        return next(
            (
                topic
                for start, end, topic in self.own.topics
                if overlaps(self.folded.span(start, end), self.terms.in_return_span)
            ),
            None,
        )


def hear(
    text: str,
    *,
    language: Language,
    at: datetime,
    home: places.Place | tuple[float, float] | None = None,
    words: CommunityWords | None = None,
) -> Heard:
    """Hear one sentence in its `language`; the other arguments as in `understand`. Never raises, whatever the text."""
    folded = fold(text)
    own = words.found_in(folded) if words else FoundWords()
    own_places = [folded.span(start, end) for start, end, _ in own.places]
    terms = read_terms(folded, language=language, own=own.currencies)
    prices = [span for span in terms.spans if not overlaps(span, terms.in_return_span)]
    moments = read_moments(folded, language=language, at=at, masked=[*prices, *own_places])
    mentions = tuple(
        places.spot(folded, language=language, home=home, masked=[*prices, *moments.spans], own=own.places)
    )
    own_topics = [(*whole_words(folded, start, end), topic) for start, end, topic in own.topics]
    return Heard(
        text=text,
        folded=folded,
        language=language,
        terms=terms,
        moments=moments,
        mentions=mentions,
        radius=read_radius(folded),
        remote=read_remote(folded),
        matter=_matter(text, terms, moments, mentions, own_topics, language),
        plain=in_plain_words(text, own_topics, language=language),
        own=own,
    )


def _matter(  # noqa: PLR0917 (each is one grammar's finding)
    text: str,
    terms: FoundTerms,
    moments: FoundMoments,
    mentions: tuple[places.Mention, ...],
    own_topics: Sequence[tuple[int, int, str]],
    language: Language,
) -> str:
    """The text without times, places (and the words that lead to them), sums and what is swapped; "gratis af te halen" stays."""
    taken = [
        *(span for span in terms.spans if overlaps(span, terms.in_return_span) or _has_figure(text, span)),
        *moments.spans,
        *((mention.preposition_start, mention.end) for mention in mentions),
    ]
    left = list(text)
    for start, end in taken:
        left[start:end] = " " * (end - start)
    own_topics = [word for word in own_topics if not any(overlaps(word[:2], span) for span in taken)]
    matter = " ".join(in_plain_words("".join(left), own_topics, language=language).split()).strip(" ,;:-")
    return matter if len(matter) >= _SHORTEST_MATTER else in_plain_words(text, own_topics, language=language)


def _has_figure(text: str, span: _SpanPair) -> bool:
    return any(character.isdigit() for character in text[span[0] : span[1]])


def overlaps(span: _SpanPair, other: _SpanPair | None) -> bool:
    """Whether two spans share a character; nothing overlaps None."""
    return other is not None and span[0] < other[1] and other[0] < span[1]
