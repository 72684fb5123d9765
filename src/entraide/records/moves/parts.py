"""What leaves with a community, part by part: the whole format of its file. docs/reference/export-format.md is made from it.

Every column of these models either leaves, or is named here with the reason why not; every other model that is kept is named in
STAYS. A test of the house holds both, so that whoever adds a column or a model decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from entraide.records.asks.models import Answer
from entraide.records.attestations.models import Attestation
from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
)
from entraide.records.conversations.models import ForumFollow, Message, Participation, Section, Thread
from entraide.records.figures.models import MonthFigure
from entraide.records.ledgers.models import Account, Entry, Seal, SealedHead, Transfer
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post, SearchStep
from entraide.records.reports.models import Appeal, CannedWords, Case, Measure


@dataclass(frozen=True)
class Part:
    """One part of the file: the rows of one model. `left_out` says of each column that does not leave why.

    `says` is what the part holds, for the reference. A column that leads to a person or thing that does not leave is empty; a row
    that cannot be without it stays.
    """

    name: str
    model: type[models.Model]
    says: str
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> "list[models.Field[object, object]]":
        """The columns that leave."""
        return [one for one in self.model._meta.concrete_fields if one.attname not in self.left_out]


_RESTS = "the search for helpers rests after a move; its writer takes it up again with one button"
_OF_SERVER = "is of one server"
_HIDDEN = "what moderation hid stays where it can be appealed"
_NAMELESS = "the log names nobody"

PARTS: tuple[Part, ...] = (
    Part(
        "people",
        Person,
        "members who agreed to move, with the address by which they sign in and what they said of themselves",
        {
            "password": "nobody's secret leaves",
            "last_login": _OF_SERVER,
            "is_active": "only open accounts leave",
            "is_staff": "operators are of one server",
            "is_superuser": "operators are of one server",
            "parent_agreed_at": "a parent agrees anew, to the new server",
            "has_devices": _OF_SERVER,
        },
    ),
    Part(
        "community",
        Community,
        "the community itself: one row",
        {
            "is_server_wide": "a community that arrives is never everybody's",
            "host_name": "the operator of the new server gives host names",
            "closed_at": "it opens where it arrives",
            "moved_to": "it is there",
        },
    ),
    Part(
        "memberships",
        Membership,
        "their memberships of this community; no other",
        {"name_key": "is worked out from the first name where it arrives"},
    ),
    Part("says", Say, "what they like to do, as it was read", {"hidden_at": _HIDDEN}),
    Part("attestations", Attestation, "what the community attests of them, with what is over"),
    Part("words", CommunityWord, "the community's own words"),
    Part("weights", CommunityWeights, "what it decided about whom to ask first, with its history"),
    Part("safety_rules", CommunityRule, "what it decided about safety, with its history"),
    Part("rules", RulesVersion, "its rules, version by version"),
    Part("figures", MonthFigure, "what it did each month, in numbers that name nobody"),
    Part("sections", Section, "the sections of its forum"),
    Part(
        "posts",
        Post,
        "the posts of members who agreed to move, in whatever state, as they were read",
        {"is_asking": _RESTS, "next_wave_at": _RESTS, "next_step_at": _RESTS, "hidden_at": _HIDDEN},
    ),
    Part("steps", SearchStep, "how far the search for helpers went for these posts"),
    Part(
        "answers",
        Answer,
        "who said yes to these posts or proposed something else, where both agreed to move; never who declined",
        {"ask_id": "who was asked does not leave"},
    ),
    Part(
        "threads",
        Thread,
        "the threads of its forum",
        {"hidden_at": _HIDDEN, "pair_key": "of talks between two people, which never leave"},
    ),
    Part(
        "messages",
        Message,
        "what was said there; without a name where its writer did not agree to move, without its words where it was taken back",
        {"hidden_at": _HIDDEN},
    ),
    Part(
        "participations",
        Participation,
        "how those who agreed to move follow these threads, and up to where they have read",
    ),
    Part("forum_follows", ForumFollow, "how they follow the forum"),
    Part(
        "cases",
        Case,
        "for the public log of moderation, the cases that are settled: nobody is named, and of moments only the month is told",
        {
            "code": "is an address of one server",
            "post_id": _NAMELESS,
            "thread_id": _NAMELESS,
            "message_id": _NAMELESS,
            "say_id": _NAMELESS,
            "about_id": _NAMELESS,
            "settled_by_id": _NAMELESS,
        },
    ),
    Part(
        "measures",
        Measure,
        "the measures that were taken in them, likewise; all are over, for they concern people where they were taken",
        {
            "code": "is an address of one server",
            "about_id": _NAMELESS,
            "by_id": _NAMELESS,
            "words": _NAMELESS,
            "until": "is over with the move",
        },
    ),
    Part(
        "appeals",
        Appeal,
        "what appeals against them came to, likewise",
        {"by_id": _NAMELESS, "words": _NAMELESS, "decided_by_id": _NAMELESS, "answer": _NAMELESS},
    ),
    Part(
        "accounts",
        Account,
        "the accounts of what it counts; without a name where their holder did not agree to move",
        {"holder_salt": "whose an account was is told by the account itself; the salt would let others try names"},
    ),
    Part(
        "transfers",
        Transfer,
        "every transfer, so that the books can be checked to the first line; its words only where whoever wrote them agreed to move",
    ),
    Part("entries", Entry, "the lines of every account, with their digests"),
    Part("seals", Seal, "the seals of its books"),
    Part("sealed_heads", SealedHead, "what lies under each seal"),
    Part("canned_words", CannedWords, "the words that its stewards say often"),
)

# Models that do not leave, by label, and why.
STAYS: Mapping[str, str] = {
    "figures.FiguresCounted": "the new server counts by its own days",
    "people.Block": "whom somebody does not want to meet is their own affair; they say it anew where they need it",
    "people.TrustedContact": "somebody who never agreed to be known elsewhere",
    "people.Passkey": "a key is made for one server's address, and opens nothing elsewhere",
    "people.SignInCode": "a secret, and over in a quarter of an hour",
    "invitations.Invitation": "its key is a secret, and its address is on one server",
    "invitations.JoinRequest": "who asks to be let in asks anew",
    "invitations.OutsideLetter": "has left, or is about to",
    "invitations.UnwantedAddress": "a keyed digest: the key stays",
    "attestations.AttestationRequest": "who asks for an attestation asks anew",
    "mandates.Mandate": "consent to be acted for was given here; it is given anew",
    "ledgers.CreditRequest": "who asks for credits asks anew",
    "reports.Report": "who pointed something out is told to nobody",
    "reports.Juror": "whoever agrees to be drawn agrees anew",
    "reports.Seat": "who sat on a panel is told to nobody",
    "reports.PostCheck": "posts that wait to be looked at stay",
    "reports.CheckVoice": "posts that wait to be looked at stay",
    "reports.StewardNote": "notes about people do not follow them",
    "conversations.PhotoRequest": "of talks between two people, which never leave",
    "conversations.MessagePhoto": "of talks between two people, which never leave",
    "conversations.SharedPlace": "of talks between two people, which never leave",
    "conversations.ReceivedMail": "what one server took in",
    "exchanges.Exchange": "between two people, with their talk, which never leaves; what was paid is in the books",
    "exchanges.Occurrence": "of exchanges, which stay",
    "exchanges.Thanks": "of exchanges, which stay",
    "exchanges.Problem": "of exchanges, which stay",
    "exchanges.Calendar": "a secret address on one server",
    "finds.Find": "made anew from what arrives",
    "finds.WordKey": "made anew from what arrives",
    "finds.FindsWalk": "the worker of one server",
    "payments.BankAccount": "into which account one pays is said anew: a changed number is how houses are robbed",
    "payments.Bill": "a transfer carries a reference that was given here; the list of bills leaves as a table of its own",
    "payments.BillRound": "of the bills, which stay",
    "payments.PaymentSeen": "what a bank told of payers, for those who kept the books here",
    "payments.Match": "of the bills, which stay",
    "payments.CardPayment": "what a provider of this server told",
    "rings.Ring": "a proposal to people who are here; what came of it is in their exchanges",
    "rings.RingLink": "of the rings, which stay",
    "rings.RingSearch": "the worker of one server",
    "asks.Ask": "who was asked, and who declined, is nobody's business but the router's on one server",
    "asks.Attention": "worked out anew from asks, which stay",
    "notices.Notice": "what was told was told",
    "notices.PushTarget": "a browser's key is made for one server's address, and shows nothing of another's",
    "notices.Push": "what is on its way from one server",
    "stirs.Stir": "that something is new, for pages of one server that are open now",
    "corrections.Correction": "has no community's name to it that could be told from others, and no person",
    "happenings.Happening": "the diary of one server",
    "happenings.SignOfLife": "the worker of one server",
    "outlays.Outlay": "what one server spent",
    "moves.Departure": "the file itself",
    "moves.Arrival": "who still has to say whether they came stays where they came to",
}


def part_of(model: type[models.Model]) -> Part | None:
    """The part that holds the rows of a model; None if they stay."""
    return next((part for part in PARTS if part.model is model), None)
