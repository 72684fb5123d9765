"""Acting for somebody: which pages a hand may open for them. Whatever is not named here is closed while one acts.

The session keeps the mandate's identifier alone; with every page it is looked up anew, so that a mandate that has ended ends at once.
"""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from entraide.records.mandates.models import Mandate
from entraide.records.mandates.queries import held_by
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart

SLOT = "acting_by"
# Open to anybody who acts: to read, and to stop.
OPEN = frozenset(
    "home read board post poster why_not person community communities mine language help accessibility charter source "
    "community_rules rules_history community_paper forum search sign_out stop_acting healthz favicon".split()
)
BY_SCOPE: Mapping[str, frozenset[str]] = {
    "posts": frozenset(
        "draft withdraw choose stop_asking resume_asking widen correct_post ask_stewards undo_refile".split()
    ),
    "answers": frozenset("answer_post take_back_answer ask".split()),
    "messages": frozenset("talks write_to thread message open_thread".split()),
    "likes": frozenset({"likes"}),
}
# Of these, what is read is open, and what is sent needs the scope.
_SENT = {"home": "posts"}


def mandate_of(request: HttpRequest) -> Mandate | None:
    """The mandate by which whoever is signed in acts just now; None if they act for themselves, or it has ended."""
    kept = request.session.get(SLOT)
    hand = request.user
    if not kept or not isinstance(hand, Person):
        return None
    try:
        mandate = held_by(hand, mandate_id=UUID(kept), today=timezone.localdate())
    except ValueError:
        mandate = None
    if mandate is None or mandate.person is None or are_apart(hand, mandate.person):
        stop(request)
        return None
    return mandate


def start(request: HttpRequest, mandate: Mandate) -> None:
    """Act by this mandate from the next page on; what was being written stays behind, for it was somebody else's."""
    stop(request)
    request.session[SLOT] = str(mandate.pk)


def stop(request: HttpRequest) -> None:
    """Act for oneself again; nothing that was being written for the other goes along."""
    kept = list(request.session.keys())
    for name in (name for name in kept if not name.startswith("_")):
        del request.session[name]


def may_open(mandate: Mandate, *, name: str, is_sent: bool) -> bool:
    """Whether a hand may open the route of this name; `is_sent`: with a form."""
    if name in OPEN and not (is_sent and name in _SENT):
        return True
    if name in _SENT:
        return _SENT[name] in mandate.scope
    return any(name in BY_SCOPE.get(scope, ()) for scope in mandate.scope)
