"""The sentence somebody is about to publish: kept in their session, nowhere else, until it is published or replaced."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.http import HttpRequest

from entraide.common.ids import uuid7
from entraide.logic.reading.second_opinion import Opinion, opinion_from

_SLOT = "draft"
_PUBLISHED = "published_draft"


@dataclass(frozen=True)
class Draft:
    """A sentence, what its writer set right with the chips (as typed), and the key under which it is published once.

    `community`: the slug of the one whose page it was written on, or that its writer chose; "" for everybody's.
    `second`: what came of asking for a second opinion of it (`was_sent`, and perhaps `opinion`); None: it was not asked.
    """

    text: str
    given: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=lambda: str(uuid7()))
    second: dict[str, Any] | None = None
    community: str = ""

    @property
    def opinion(self) -> Opinion | None:
        """The second opinion, if one was given."""
        return opinion_from((self.second or {}).get("opinion"))


def draft_of(request: HttpRequest) -> Draft | None:
    """The draft of this session, if there is one."""
    kept = request.session.get(_SLOT)
    return Draft(**kept) if kept else None


def keep(request: HttpRequest, *, text: str, given: Mapping[str, str], community: str | None = None) -> Draft:
    """Keep this sentence with these corrections, for this community (None: as before). The same sentence keeps its key."""
    before = draft_of(request)
    is_same = before is not None and before.text == text
    draft = replace(before, given=dict(given)) if before and is_same else Draft(text=text, given=dict(given))
    if community is not None:
        draft = replace(draft, community=community)
    request.session[_SLOT] = asdict(draft)
    return draft


def note_second_opinion(request: HttpRequest, *, draft: Draft, opinion: Opinion | None, was_sent: bool) -> None:
    """A second opinion of this draft was asked: keep it, or that there was none."""
    second = {"was_sent": was_sent, "opinion": opinion.as_dict() if opinion else None}
    request.session[_SLOT] = asdict(replace(draft, second=second))


def note_published(request: HttpRequest, *, draft: Draft, address: str) -> None:
    """The draft became the post at `address`; a second click on "publish" is led there."""
    request.session.pop(_SLOT, None)
    request.session[_PUBLISHED] = {"key": draft.key, "address": address}


def last_published(request: HttpRequest, *, key: str) -> str | None:
    """Where the draft with this key was published in this session, if it was."""
    published = request.session.get(_PUBLISHED)
    return published["address"] if published and published["key"] == key else None
