"""What is kept about one person, section by section: all that they take along. Nothing of others but what was said to them.

Every column that leads to a person is read by a section here, or named in EXCUSED with the reason; a test of the house holds it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Q, Value

from entraide.records.asks.models import Answer, Ask, Attention
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
)
from entraide.records.conversations.models import (
    ForumFollow,
    Message,
    MessagePhoto,
    Participation,
    SharedPlace,
    Thread,
)
from entraide.records.exchanges.models import Calendar, Exchange, Problem, Thanks
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter
from entraide.records.ledgers.models import Account, CreditRequest, Entry
from entraide.records.mandates.models import Mandate
from entraide.records.moves.models import Arrival, Departure
from entraide.records.moves.plain import to_plain
from entraide.records.notices.models import Notice, PushTarget
from entraide.records.payments.models import BankAccount, Bill, BillRound, Match, PaymentSeen
from entraide.records.people.models import Block, Passkey, Person, Say, TrustedContact
from entraide.records.posts.models import Post
from entraide.records.reports.models import Appeal, CannedWords, CheckVoice, Measure, Report, Seat, StewardNote
from entraide.records.rings.models import RingLink


@dataclass(frozen=True)
class Section:
    """One section: the rows of a model that lead to the person by `by`, with the columns named in `columns` (name → where it is read)."""

    name: str
    model: type[models.Model]
    by: str
    columns: Mapping[str, str]
    only: Q = field(default_factory=Q)

    @property
    def covers(self) -> str:
        """The column that it answers for; of what belongs to a row of the person's, that of the row."""
        if "__" in self.by:
            through, name = self.by.split("__")
            owner: Any = self.model._meta.get_field(through).related_model
            return f"{owner._meta.label}.{name}"
        return f"{self.model._meta.label}.{self.by}"

    def rows(self, person: Person, *, most: int | None = None, before: UUID | None = None) -> Iterator[dict[str, Any]]:
        """The rows, the newest first; with `most` no more than that, with `before` only what is older than the row with that key.

        Besides the columns each has its `pk`.
        """
        found = self.model._default_manager.filter(self.only, **{self.by: person}).order_by("-pk")
        if before:
            found = found.filter(pk__lt=before)
        chosen = found.values_list("pk", *self.columns.values())
        for row in chosen[:most] if most else chosen.iterator(chunk_size=500):
            yield dict(zip(("pk", *self.columns), row, strict=True))

    def plain_rows(self, person: Person) -> Iterator[dict[str, Any]]:
        """The rows as JSON knows them."""
        for row in self.rows(person):
            yield {name: to_plain(value) for name, value in row.items() if name != "pk"}


def _as_named(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_HOUSE = {"community": "community__name"}
_BILL = {**_HOUSE, **_as_named("purpose", "cents", "state", "asked_at", "paid_at")}
_EXCHANGE = {
    **_HOUSE,
    **_as_named("what", "place_name", "starts_at", "ends_at", "recurrence", "credits_minor", "cents", "in_return"),
    **_as_named("promised", "delivered", "unit", "state", "outcome", "reason", "begun_at", "promised_at", "ended_at"),
}
_DECIDED = {**_HOUSE, **_as_named("set_at", "why")}

SECTIONS: tuple[Section, ...] = (
    Section("says", Say, "person", _as_named("text", "kind", "topic", "said_at", "is_public", "hidden_at", "reading")),
    Section("posts", Post, "writer", {
        **_as_named("text", "kind", "state"), **_HOUSE,
        **_as_named("published_at", "closed_at", "place_name", "starts_at", "ends_at", "hidden_at", "code", "reading", "filed_by_writer"),
        "hand": "hand__first_name",
    }),
    Section("answers", Answer, "person", {
        "sentence": "post__text", **_as_named("kind", "words", "given_at", "chosen_at", "withdrawn_at"), "hand": "hand__first_name",
    }),
    Section("asks", Ask, "person", {"sentence": "post__text", **_as_named("asked_at", "state", "settled_at", "because")}),
    Section("messages", Message, "writer", {
        **_as_named("words", "said_at"), "thread": "thread__subject", "sort": "thread__kind", "community": "thread__community__name",
        **_as_named("changed_at", "withdrawn_at", "hidden_at"), "hand": "hand__first_name",
    }),
    Section("helped_by", Exchange, "asker", {"helper": "helper__first_name", **_EXCHANGE}),
    Section("helped", Exchange, "helper", {"asker": "asker__first_name", **_EXCHANGE}),
    Section("thanks_given", Thanks, "giver", {"person": "receiver__first_name", **_as_named("words", "given_at")}),
    Section("thanks_received", Thanks, "receiver", {"by": "giver__first_name", **_as_named("words", "given_at", "is_shown")}),
    Section("problems_told", Problem, "teller", _as_named("kind", "words", "told_at", "settled_at", "outcome")),
    Section("problems_settled", Problem, "settled_by", _as_named("settled_at", "outcome", "steward_words")),
    Section("rings", RingLink, "giver", {
        "community": "ring__community__name", "offer": "offer__text", "need": "need__text", "receiver": "receiver__first_name",
        "proposed_at": "ring__proposed_at", "reply": "reply", "state": "ring__state",
    }),
    Section("calendar", Calendar, "person", _as_named("made_at")),
    Section("photos", MessagePhoto, "owner", {"words": "message__words", **_as_named("added_at", "picture")}),
    Section("shared_places", SharedPlace, "owner", _as_named("words", "shared_at")),
    Section("threads", Thread, "opened_by", {**_as_named("subject", "kind", "opened_at"), **_HOUSE}),
    Section("participations", Participation, "person", {"thread": "thread__subject", **_as_named("follows", "read_at")}),
    Section("forum_follows", ForumFollow, "person", {**_HOUSE, **_as_named("follows", "told_at")}),
    Section("communities", Membership, "person", {
        **_HOUSE, **_as_named("joined_at", "is_steward", "verified_at", "verified_until", "may_attest", "agrees_to_move"),
    }),
    Section("opened_communities", Community, "opened_by", _as_named("name", "opened_at")),
    Section("attestations", Attestation, "person", {
        **_as_named("kind", "name"), **_HOUSE, "attested_by": "attested_by__first_name",
        **_as_named("attested_at", "document_on", "valid_until", "seen_where", "hidden_at", "ended_at", "ended_how", "ended_why"),
    }),
    Section("attestation_requests", AttestationRequest, "person", {
        **_as_named("kind", "name", "words"), **_HOUSE, **_as_named("asked_at", "settled_at", "outcome", "answer"),
    }),
    Section("attestations_given", Attestation, "attested_by", {**_as_named("kind", "attested_at"), **_HOUSE}),
    Section("join_requests", JoinRequest, "person", {
        **_HOUSE, **_as_named("words", "asked_at", "decision", "decided_at", "answer"),
    }),
    Section("invitations", Invitation, "made_by", {**_HOUSE, **_as_named("way", "note", "made_at", "ends_at", "uses")}),
    Section("letters_waiting", OutsideLetter, "person", _as_named("kind", "email", "asked_at")),
    Section("trusted_contact", TrustedContact, "person", _as_named("name", "email", "phone", "named_at", "told_at", "shown_until")),
    Section("blocks", Block, "person", {"first_name": "blocked__first_name", "made_at": "made_at"}),
    Section("passkeys", Passkey, "person", _as_named("name", "made_at", "used_at")),
    Section("devices", PushTarget, "person", _as_named("name", "made_at", "used_at")),
    Section("mandates_given", Mandate, "person", {
        "hand": "hand__first_name", **_as_named("scope", "consent", "asked_at", "agreed_at", "until", "ended_at", "ended_by"),
    }),
    Section("mandates_held", Mandate, "hand", {
        "person": "person__first_name", **_as_named("scope", "consent", "asked_at", "agreed_at", "until", "ended_at", "ended_by"),
    }),
    Section("mandates_witnessed", Mandate, "witness", _as_named("consent", "agreed_at")),
    Section("reports", Report, "by", _as_named("rule", "words", "made_at", "is_danger", "may_call_contact")),
    Section("measures", Measure, "about", {**_HOUSE, **_as_named("kind", "rule", "words", "at", "until", "ended_at")}),
    Section("appeals", Appeal, "by", _as_named("words", "made_at", "state", "decided_at", "answer")),
    Section("notes", StewardNote, "person", {**_HOUSE, **_as_named("words", "at")}),
    Section("notes_written", StewardNote, "by", {**_HOUSE, **_as_named("words", "at")}),
    Section("panels", Seat, "person", _as_named("drawn_at", "voice", "rule", "said_at", "left_at")),
    Section("checks", CheckVoice, "by", _as_named("is_fine", "rule", "words", "at")),
    Section("canned_words", CannedWords, "by", {**_HOUSE, **_as_named("name", "words", "at")}),
    Section("named_words", CommunityWord, "named_by", {**_HOUSE, **_as_named("name", "named_at")}),
    Section("accounts", Account, "person", {
        **_HOUSE, **_as_named("unit", "opened_at", "balance_minor", "floor_minor", "ceiling_minor", "entry_count", "latest_hash"),
    }),
    Section("account_lines", Entry, "account__person", {
        "community": "account__community__name", "unit": "account__unit", "number": "number", "made_at": "transfer__made_at",
        "sort": "transfer__kind", "words": "transfer__words", "giver": "transfer__payer__person__first_name",
        "receiver": "transfer__payee__person__first_name", **_as_named("amount_minor", "balance_minor", "hash"),
    }),
    Section("credits_asked_of_me", CreditRequest, "payer", {**_HOUSE, **_as_named("amount_minor", "unit", "words", "state", "made_at")}),
    Section("credits_i_asked", CreditRequest, "payee", {**_HOUSE, **_as_named("amount_minor", "unit", "words", "state", "made_at")}),
    Section("decided_weights", CommunityWeights, "set_by", _DECIDED),
    Section("decided_safety", CommunityRule, "set_by", _DECIDED),
    Section("decided_rules", RulesVersion, "set_by", _DECIDED),
    Section("bills_to_pay", Bill, "payer", {
        **_BILL, "payee": "payee__first_name", **_as_named("what", "period", "percent", "reference"),
    }),
    Section("bills_to_receive", Bill, "payee", {
        **_BILL, "payer": "payer__first_name", **_as_named("what", "reference", "iban", "holder"),
    }),
    Section("bills_asked", Bill, "asked_by", {**_BILL, **_as_named("what")}),
    Section("bills_confirmed", Bill, "confirmed_by", _BILL),
    Section("bill_rounds", BillRound, "asked_by", {**_HOUSE, **_as_named("purpose", "period", "cents", "asked_at", "made")}),
    Section("bank_accounts", BankAccount, "set_by", {**_HOUSE, **_as_named("set_at")}),
    Section("payments_settled", PaymentSeen, "settled_by", {**_HOUSE, **_as_named("cents", "settled_at")}),
    Section("payments_matched", Match, "made_by", {"community": "bill__community__name", **_as_named("cents", "made_at")}),
    Section("departures", Departure, "asked_by", {**_HOUSE, **_as_named("asked_at", "made_at")}),
    Section("arrivals", Arrival, "person", {**_HOUSE, **_as_named("arrived_at")}),
    Section("notices", Notice, "person", {
        **_as_named("kind", "made_at", "seen_at", "mailed_at"), "sentence": "post__text", **_HOUSE,
    }),
    Section("attention", Attention, "person", _as_named(
        "exposed", "answered", "yeses", "expected", "parts_exposed", "parts_answered", "asks_a_day", "price", "gains", "updated_day",
    )),
)  # fmt: skip

_DONE_FOR_OTHERS = "written for somebody, whose it is; the mandate says for whom, and from when to when"
_ENDED = "that they ended it stands in the row of whom it is about, with the words"
# Columns that lead to a person and that no section reads, and why.
EXCUSED: Mapping[str, str] = {
    "people.Block.blocked": "who blocks somebody is never told to them",
    "posts.Post.hand": _DONE_FOR_OTHERS,
    "rings.RingLink.receiver": "whom another of the ring would help, which that other reads; the person knows their own place in it",
    "exchanges.Exchange.proposed_by": "one of the two, who read the exchange in their own sections",
    "exchanges.Exchange.ended_by": "one of the two, who read the exchange in their own sections",
    "asks.Answer.hand": _DONE_FOR_OTHERS,
    "conversations.Message.hand": _DONE_FOR_OTHERS,
    "conversations.PhotoRequest.asked": "repeats that a message asks them for a photo, which they read where it was said",
    "conversations.ReceivedMail.person": "a digest of a mail of theirs, kept for some weeks; what they wrote in it is a message",
    "conversations.Thread.latest_by": "repeats who wrote the latest message",
    "communities.RulesVersion.taken_back_by": "what was decided stands with who decided it",
    "attestations.Attestation.ended_by": _ENDED,
    "attestations.AttestationRequest.settled_by": _ENDED,
    "invitations.JoinRequest.decided_by": _ENDED,
    "reports.Case.about": "of what was pointed out, the measure says what came of it; before, it would tell of who pointed it out",
    "reports.Case.settled_by": _ENDED,
    "reports.Measure.by": "what was done about somebody is theirs",
    "reports.Appeal.decided_by": _ENDED,
    "finds.Find.person": "an index of words that stand in other sections",
    "payments.Match.undone_by": "that somebody undid it stands in the row of whoever made it",
    "moves.Arrival.stand_in": "a closed account that nobody signs in to",
    "admin.LogEntry.user": "the work of operators, in the server's own log",
}


def section_named(name: str) -> Section | None:
    """The section with this name."""
    return next((section for section in SECTIONS if section.name == name), None)


def counts_of(person: Person) -> dict[str, int]:
    """How many rows each section has, in one query; those that have none are left out."""
    each = [
        section.model._default_manager.filter(section.only, **{section.by: person})
        .order_by()
        .annotate(of_section=Value(section.name, output_field=models.CharField()))
        .values("of_section")
        .annotate(row_count=Count("pk"))
        .values_list("of_section", "row_count")
        for section in SECTIONS
    ]
    return dict(each[0].union(*each[1:], all=True).order_by())


def own_fields(person: Person) -> dict[str, Any]:
    """What a person has set and told of themselves."""
    left_out = {"id", "password", "last_login", "is_superuser", "is_staff", "is_active", "home_cell"}
    return {
        one.attname: to_plain(getattr(person, one.attname))
        for one in Person._meta.concrete_fields
        if one.attname not in left_out
    }
