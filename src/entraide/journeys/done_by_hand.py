"""What may be done for somebody else, and that they hear of it. Whatever is not in this table is refused to a hand.

Every journey ends with happen(), which asks here: so none can forget it, and a new one is closed to hands until it is let in.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.happenings.models import Happening
from entraide.records.mandates.hand import mandate_in_use
from entraide.records.notices.changes import tell_of
from entraide.records.posts.models import Post

# What happens to an exchange when a post, or an answer, is another's business; thanks, payments and problems are nobody else's.
_PROMISES = frozenset(
    {"exchange_begun", "exchange_ended", "promise_proposed", "promise_accepted", "exchange_reneged", "done_said"}
    | {"exchange_done", "occurrence_skipped", "occurrence_wanted", "series_ended", "post_agreed", "post_reopened"}
)
# By scope of the mandate, what may happen by a hand.
ACTS: Mapping[str, frozenset[str]] = {
    "posts": frozenset(
        {"post_published", "post_withdrawn", "post_corrected", "post_widened", "asking_resumed", "asking_stopped"}
        | {"refiling_undone", "helper_chosen", "post_agreed", "search_went_on", "post_held", "community_joined"}
        | {"second_opinion_asked"}
        | _PROMISES
    ),
    "answers": frozenset({"ask_answered", "post_answered", "answer_taken_back"} | _PROMISES),
    "messages": frozenset(
        {"message_written", "message_changed", "message_withdrawn", "talk_begun", "thread_opened"}
        | {"photo_asked", "photo_shown"}
    ),
    "likes": frozenset({"like_said", "like_taken_back", "like_shown", "like_kept"}),
}
# What follows from another act of the same click, of which the person hears already.
_NOT_TOLD = frozenset({"post_agreed", "search_went_on", "talk_begun", "thread_opened", "second_opinion_asked"}) | {
    *("exchange_begun", "exchange_ended", "exchange_done", "post_reopened", "photo_asked", "photo_shown")
}


def check_hand(*, kind: str, actor_id: UUID | None) -> Mapping[str, Any]:
    """What a happening of this kind says of the hand that made it: nothing where people act for themselves.

    Raises Refusal: not_while_acting (this is for the person alone, or beyond the mandate).
    """
    mandate = mandate_in_use()
    if mandate is None or actor_id is None:
        return {}
    if not any(kind in ACTS.get(scope, ()) for scope in mandate.scope):
        raise Refusal("not_while_acting")
    return {"hand_id": str(mandate.hand_id), "mandate_id": str(mandate.pk)}


def tell_what_was_done(*, happening: Happening) -> None:
    """Tell the person what was just done for them, if a hand did it."""
    mandate = mandate_in_use()
    if mandate is None or mandate.person is None or "hand_id" not in happening.facts or happening.kind in _NOT_TOLD:
        return
    tell_of(
        person=mandate.person,
        kind="acted",
        about=happening.pk,
        at=happening.at,
        facts={"person": str(mandate.hand_id), "act": happening.kind, **_post(happening)},
        mailing=mailing(person=mandate.person, kind="acted", now=happening.at),
    )


def _post(happening: Happening) -> dict[str, str]:
    code = Post.objects.filter(pk=happening.post_id).values_list("code", flat=True).first() if happening.post_id else ""
    return {"post": code} if code else {}
