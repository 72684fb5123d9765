"""Who gets what at every address: each route of the URL table in each role, by GET and by POST; and what nobody else may read.

A new route without a line in `EXPECTED` fails. So does a page that answers 500 to anybody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from tests.journeys import bank
from tests.journeys.euros import promise_of
from tests.web import rows

from entraide.journeys.ask_departure import file_of
from entraide.journeys.begin_exchange import begin_by_answer
from entraide.journeys.seal_books import seal_community
from entraide.journeys.stop_mail import stop_key
from entraide.journeys.stop_push import stop_push_key
from entraide.logic.charter.rules import Rules
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.models import Community, CommunityWord, Membership, RulesVersion
from entraide.records.conversations.changes import talk_of
from entraide.records.conversations.models import Message, MessagePhoto, PhotoRequest, Thread
from entraide.records.exchanges.models import Calendar, Exchange, Occurrence
from entraide.records.happenings.changes import note_followed
from entraide.records.happenings.models import Happening
from entraide.records.invitations.models import Invitation
from entraide.records.ledgers.models import CreditRequest, Transfer
from entraide.records.mandates.models import Mandate
from entraide.records.moves.models import Arrival, Departure
from entraide.records.notices.models import Notice
from entraide.records.payments.models import BankAccount, Bill, PaymentSeen
from entraide.records.people.models import Block, Person, Say, TrustedContact
from entraide.records.posts.models import Post
from entraide.records.reports.models import Appeal, Case, Measure, PostCheck, Report, Seat
from entraide.records.rings.changes import Pair, propose
from entraide.records.rings.models import Ring
from entraide.web.urls import urlpatterns

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor",
    "stranger",
    "outsider",
    "blocked",
    "member",
    "writer",
    "asked",
    "answerer",
    "chosen",
    "steward",
    "operator",
)
SIGNED_IN = ROLES[1:]
NAMES = {
    "stranger": "Daan",
    "outsider": "Quirijn",
    "blocked": "Yolande",
    "member": "Wilhelmina",
    "writer": "Ginette",
    "asked": "Bruno",
    "answerer": "Amina",
    "chosen": "Xaverine",
    "decliner": "Zacharie",
    "steward": "Rosalinde",
    "operator": "Theobald",
}
# One home each, told apart by figures that stand nowhere else.
HOMES = {role: (50.83117 + 0.00101 * n, 4.37731 + 0.00103 * n) for n, role in enumerate(NAMES)}


@dataclass(frozen=True)
class Expected:
    """What a route answers: by GET and by POST, to everybody or by role ("signed in" and "else" stand for the others).

    `sign in` means: led to signing in and back.
    """

    get: int | str | Mapping[str, int | str]
    post: int | str | Mapping[str, int | str] = 405

    def of(self, method: str, role: str) -> int | str:
        """What this role gets."""
        said = self.get if method == "GET" else self.post
        if not isinstance(said, Mapping):
            return said
        if role in said:
            return said[role]
        return said["else"] if role == "visitor" or "signed in" not in said else said["signed in"]


DEPARTURE_KEY = "k3y0fth3fi1e"
PAID_EXCHANGE, BILL_CODE, PAYMENT_ID = "eur0exch", "b1llbill", "0198c0de-0000-7000-8000-000000000003"
TALK_CODE, TALK_MESSAGE = "t4lk0ftw0", "0198c0de000070008000000000000002"
PRIVATE = {"else": "sign in", "signed in": 200}
A_FORM = {"else": "sign in", "signed in": 302}
THE_TWO = {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "chosen"), 200)}
THE_TWO_A_FORM = {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "chosen"), 302)}
RING_CODE = "r1ngr1ng"
CALENDAR_KEY = "c4l3nd4rk3y"
CREDIT_REQUEST = "0198c0de-0000-7000-8000-00000000c0de"
INSIDE = ("member", "blocked", "writer", "steward", "operator")
FOR_MEMBERS = {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 200)}
FOR_MEMBERS_A_FORM = {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 302)}
EXPECTED = {
    "home": Expected(200, 302),
    "read": Expected(405, 200),
    "draft": Expected(302, 302),
    "sign_in": Expected({"else": 200, "signed in": 302}, {"else": 302, "signed in": 302}),
    "sign_in_code": Expected(302, 302),
    "sign_out": Expected(405, 302),
    "language": Expected(405, 302),
    "help": Expected(200),
    "accessibility": Expected(200),
    "charter": Expected(200),
    "source": Expected(200),
    "board": Expected(200),
    "search": Expected(200),
    "robots": Expected(200),
    "sitemap": Expected(200),
    "sitemap_part": Expected(200),
    # What anybody may read, the same to everybody; of a community for members there is nothing (test_seen_first.py).
    "board_feed": Expected(200),
    "community_feed": Expected(200),
    "forum_feed": Expected(200),
    "community_calendar": Expected(200),
    # The post of this scene says no time.
    "post_event": Expected(404),
    "widget": Expected(200),
    "widget_code": Expected(200),
    "post": Expected(200),
    "answer_post": Expected(405, A_FORM),
    "take_back_answer": Expected(405, A_FORM),
    "choose": Expected(405, A_FORM),
    "withdraw": Expected(405, A_FORM),
    "stop_asking": Expected(405, A_FORM),
    "resume_asking": Expected(405, A_FORM),
    "widen": Expected(405, A_FORM),
    "refile": Expected(405, A_FORM),
    "undo_refile": Expected(405, A_FORM),
    "correct_post": Expected(405, A_FORM),
    "ask_stewards": Expected(405, A_FORM),
    "poster": Expected(200),
    # Whoever holds the key of the mail may answer; somebody else who is signed in may not.
    "ask": Expected({"else": 200, "asked": 200, "signed in": 403}, {"else": 302, "asked": 302, "signed in": 403}),
    "snooze": Expected(405, {"else": 302, "asked": 302, "signed in": 403}),
    # Whoever holds the key of a mail may stop mails of its sort, signed in or not.
    "stop_mail": Expected(200, 200),
    "stop_push": Expected(200, 200),
    "service_worker": Expected(200),
    "manifest": Expected(200),
    "mine": Expected(PRIVATE),
    # Somebody's page (here the writer's) is for fellow members, for whoever dealt with them, and for operators.
    "person": Expected(
        {"else": "sign in", "signed in": 200, **dict.fromkeys(("stranger", "outsider", "blocked"), 404)}
    ),
    # Whoever can tell them apart from a stranger, by a post that they may read, can do without meeting them.
    "block": Expected(
        {"else": "sign in", "signed in": 200, "writer": 404}, {"else": "sign in", "signed in": 302, "writer": 404}
    ),
    "unblock": Expected(405, {"else": "sign in", "signed in": 302, "writer": 404}),
    # An exchange (here of the writer and who was chosen) is for nobody else; a steward reads it once one of them told of a problem.
    "exchange": Expected(THE_TWO, THE_TWO_A_FORM),
    "promise": Expected(THE_TWO, THE_TWO_A_FORM),
    "cannot": Expected(THE_TWO, THE_TWO_A_FORM),
    "problem": Expected(THE_TWO, THE_TWO_A_FORM),
    **dict.fromkeys(
        (
            *("accept_promise", "exchange_done", "exchange_missed", "thank", "return_given", "skip_time", "end_series"),
            *("show_thanks", "settle_problem"),
        ),
        Expected(405, THE_TWO_A_FORM),
    ),
    "exchange_event": Expected(THE_TWO),
    # Whoever has the secret address reads the calendar: programs sign in nowhere.
    "own_calendar": Expected(200),
    "calendar_address": Expected(405, A_FORM),
    # A conversation of two (here the writer and the answerer) is for nobody else: no steward, no operator.
    "thread": Expected(
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 200)},
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 302)},
    ),
    "thread_since": Expected({"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 200)}),
    "follow_thread": Expected(405, {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 302)}),
    "tend_thread": Expected(405, {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 302)}),
    "message": Expected(
        {"else": "sign in", "signed in": 404, "writer": 200}, {"else": "sign in", "signed in": 404, "writer": 302}
    ),
    # A photo of a thing: whoever is asked for it (here the answerer) adds it, and the two see it. Forms here bring no file.
    "show_photo": Expected(
        {"else": "sign in", "signed in": 404, "writer": 302, "answerer": 200},
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 422)},
    ),
    "photo": Expected({"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "answerer"), 200)}),
    # Where to meet is shown within an exchange only, which this conversation is not (tests/web/test_showing.py).
    "share_place": Expected({"else": "sign in", "signed in": 404}, {"else": "sign in", "signed in": 404}),
    # No provider brings mail here.
    "mail_in": Expected(404, 404),
    "talks": Expected(PRIVATE),
    # To a member write those who belong there too.
    "write_to": Expected(
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "blocked", "steward"), 200)},
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "blocked", "steward"), 302)},
    ),
    "forum": Expected(200),
    "open_thread": Expected(
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 200),
        },
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 302),
        },
    ),
    "follow_forum": Expected(405, A_FORM),
    "forum_sections": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # Whoever may open somebody's page may let them act for them.
    "trusted": Expected(PRIVATE, A_FORM),
    # Whoever holds the key of the letter: somebody named as trusted, a parent.
    "refuse_trust": Expected(200, 200),
    "parent": Expected(200, 302),
    "passkeys": Expected(PRIVATE, A_FORM),
    "passkey_options": Expected(405, PRIVATE),
    "devices": Expected(PRIVATE, A_FORM),
    "sign_in_passkey": Expected(405, 302),
    "sign_in_options": Expected(405, 200),
    "give_mandate": Expected(
        {"else": "sign in", "signed in": 200, **dict.fromkeys(("writer", "stranger", "outsider", "blocked"), 404)},
        {"else": "sign in", "signed in": 302, **dict.fromkeys(("writer", "stranger", "outsider", "blocked"), 404)},
    ),
    "mandates": Expected(PRIVATE, {"else": "sign in", "signed in": 200}),
    "stop_acting": Expected(405, 302),
    # Whoever holds the link of the mail agrees to it, signed in or not.
    "accept_mandate": Expected(200, 302),
    # The scene's mandate is the asked person's, given by the writer: for these two only.
    "act_for": Expected(405, {"else": "sign in", "signed in": 404, "asked": 302}),
    "end_mandate": Expected(405, {"else": "sign in", "signed in": 404, "asked": 302, "writer": 302}),
    "community_mandates": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 422, "operator": 422},
    ),
    "likes": Expected(PRIVATE, A_FORM),
    "settings": Expected(PRIVATE, A_FORM),
    "export": Expected(PRIVATE),
    "export_json": Expected(PRIVATE),
    "export_section": Expected(PRIVATE),
    "erase": Expected(PRIVATE, A_FORM),
    "community": Expected(200),
    "communities": Expected(200),
    "open_community": Expected(200, A_FORM),
    "carry_on": Expected({"else": "sign in", "signed in": 302}),
    "join_by_code": Expected(200, 302),
    # Members are led inside; whoever is not signed in is, on the way.
    "invitation": Expected(
        {"else": 200, **dict.fromkeys(("member", "blocked", "writer", "steward"), 302)},
        {"else": "sign in", "signed in": 302},
    ),
    "stop_invitations": Expected(200, 200),
    "tls_allowed": Expected(404),
    "ask_to_join": Expected(PRIVATE, A_FORM),
    "welcome": Expected(FOR_MEMBERS, FOR_MEMBERS_A_FORM),
    "members": Expected(FOR_MEMBERS, {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302}),
    "join_requests": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # Where anybody may come in, any member may make a link.
    "invitations": Expected(FOR_MEMBERS, FOR_MEMBERS_A_FORM),
    "invitation_letter": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "community_settings": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "community_paper": Expected(200),
    "close_community": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "join": Expected(405, A_FORM),
    "leave": Expected(405, A_FORM),
    "community_words": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # Whoever was asked, or wrote it, is led to the post.
    "why_not": Expected({"else": "sign in", "signed in": 200, **dict.fromkeys(("writer", "asked", "answerer"), 302)}),
    # Not for the writer, were they a steward: who was asked is not told to them.
    "post_routing": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "post_routing_csv": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "community_export": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "community_file": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    # Only for who came along with the community from elsewhere, under an address that was here before.
    "arrival": Expected(
        {"else": "sign in", "signed in": 404, "asked": 200}, {"else": "sign in", "signed in": 404, "asked": 302}
    ),
    "community_weights": Expected(
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 200),
        },
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # Whoever might join reads the rules and their history first.
    "community_rules": Expected(200),
    # Accounts are of members: each reads their own, and the commons'.
    "credits": Expected(FOR_MEMBERS),
    "give_credits": Expected(FOR_MEMBERS_A_FORM, {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 422)}),
    "buy_credits": Expected(405, {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 302)}),
    "ask_credits": Expected(FOR_MEMBERS, {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 422)}),
    # Only for the two whom it is between.
    "credit_request": Expected(
        {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 404), **dict.fromkeys(("member", "writer"), 302)},
        {"else": "sign in", "signed in": 403, **dict.fromkeys(INSIDE, 404), **dict.fromkeys(("member", "writer"), 302)},
    ),
    # Whoever received it gives it back, or whoever runs the community undoes it, saying why.
    "undo_transfer": Expected(
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(INSIDE, 404),
            **dict.fromkeys(("writer", "steward", "operator"), 200),
        },
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(INSIDE, 404),
            "writer": 302,
            "steward": 422,
            "operator": 422,
        },
    ),
    "credits_statement": Expected(FOR_MEMBERS),
    "credits_books": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "seals": Expected(FOR_MEMBERS),
    "seals_file": Expected(FOR_MEMBERS),
    "commons": Expected(FOR_MEMBERS),
    "account_limits": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 422, "operator": 422},
    ),
    "pay_from_commons": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 422, "operator": 422},
    ),
    # A ring (here of the member and the writer) is for those in it; what became of all, without names, for whoever runs the community.
    "ring": Expected(
        {"else": "sign in", "signed in": 404, "member": 200, "writer": 200},
        {"else": "sign in", "signed in": 404, "member": 302, "writer": 302},
    ),
    "community_rings": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "net_debts": Expected(405, {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302}),
    "figures": Expected(200),
    "figures_csv": Expected(200),
    "rules_history": Expected(200),
    "change_rules": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "take_back_rules": Expected(405, {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302}),
    "attestations": Expected(PRIVATE, A_FORM),
    # Whoever belongs there asks; an operator may look, and is no member.
    "ask_attestation": Expected(
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 200),
        },
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward"), 302),
            "operator": 422,
        },
    ),
    "community_attestations": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    # An operator is trusted with the server, not with the people of a community: they attest nothing there.
    "attest": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200}, {"else": "sign in", "signed in": 403, "steward": 302}
    ),
    "name_attester": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
    ),
    "community_safety": Expected(200, {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302}),
    # A visitor is told whom to write to; the writer, that it is theirs; whoever may not read it, nothing.
    # Who could join reads how moderation goes; who tends, the desk. A measure is for whom it concerns, a seat for who was drawn.
    "moderation_log": Expected(
        200,
        {
            "else": "sign in",
            "signed in": 403,
            **dict.fromkeys(("member", "blocked", "writer", "steward", "operator"), 302),
        },
    ),
    "desk": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    "desk_log": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    **dict.fromkeys(
        ("case", "checked_post", "canned_words"),
        Expected(
            {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
            {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
        ),
    ),
    # The steward took the measure: somebody else decides.
    "appeal": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 422, "operator": 302},
    ),
    "measure": Expected(
        {"else": "sign in", "signed in": 404, "writer": 200}, {"else": "sign in", "signed in": 404, "writer": 302}
    ),
    "seat": Expected(
        {"else": "sign in", "signed in": 404, "member": 200}, {"else": "sign in", "signed in": 404, "member": 302}
    ),
    "report": Expected(
        {"else": 200, "writer": 302},
        {"else": "sign in", "signed in": 302},
    ),
    # The scene's bill is the community's, to the writer: for these two. Its exchange is between the writer and who was chosen.
    "my_bills": Expected(PRIVATE),
    "bill": Expected(
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "steward", "operator"), 200)},
        {"else": "sign in", "signed in": 404, **dict.fromkeys(("writer", "steward", "operator"), 302)},
    ),
    "ask_euros": Expected(
        {"else": "sign in", "signed in": 404, "chosen": 200}, {"else": "sign in", "signed in": 404, "chosen": 302}
    ),
    **dict.fromkeys(
        ("community_account", "send_bills", "payment_seen"),
        Expected(
            {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
            {"else": "sign in", "signed in": 403, "steward": 302, "operator": 302},
        ),
    ),
    # Without a file there is nothing to read.
    "community_euros": Expected(
        {"else": "sign in", "signed in": 403, "steward": 200, "operator": 200},
        {"else": "sign in", "signed in": 403, "steward": 422, "operator": 422},
    ),
    "bills_csv": Expected({"else": "sign in", "signed in": 403, "steward": 200, "operator": 200}),
    # Whoever says that a payment changed is told nothing.
    "card_heard": Expected(405, 200),
    "dev_mail": Expected(404),
    "dev_mail_html": Expected(404),
    "healthz": Expected(200),
}
FORMS = {
    "home": {"text": rows.DOG},
    "read": {"text": rows.DOG},
    "sign_in": {"first_name": "Zoé", "email": "zoe@example.org"},
    "language": {"language": "nl", "next": "/board/"},
    "answer_post": {"answer": "yes", "words": "Volontiers."},
    "refile": {"kind": "offer", "topic_other": "animals.sitting"},
    "ask": {"answer": "yes"},
    "snooze": {"span": "7"},
    "correct_post": {"urgent": "yes"},
    "give_mandate": {"scope": ["posts"], "months": 3},
    "likes": {"action": "take_back", "say": "0198c0de-0000-7000-8000-000000000000"},
    "settings": {"section": "home", "place": ""},
    "community_export": {"give_up": "yes"},
    "arrival": {"is_me": "yes"},
    "open_community": {"name": "Les voisins de Malibran"},
    "join_by_code": {"code": "INVI tcod"},
    "invitations": {"action": "make", "way": "link", "lasts_days": "30", "most_uses": ""},
    "members": {"action": "appoint", "membership": "0198c0de-0000-7000-8000-000000000000"},
    "community_settings": {"section": "welcome", "welcome": "Bonjour à vous."},
    "close_community": {"action": "close"},
    "community_words": {"action": "add", "sort": "topic", "name": "guindaille", "topic": "leisure.events"},
    "community_weights": {
        "action": "change", "why": "Nos rues sont longues.",
        "offer": 60, "nearness": 20, "time": 6, "answers": 5, "fairness": 7, "ties": 4,
    },
    "ask_euros": {"action": "in_hand"},
    "community_account": {"iban": "BE68 5390 0754 7034", "holder": "Ixelles"},
    "send_bills": {"purpose": "share", "euros": "25", "whom": "all"},
    "payment_seen": {"action": "set_aside"},
    "report": {"rule": "respect"},
    "moderation_log": {"sit": "yes"},
    "case": {"decision": "fine"},
    "checked_post": {"decision": "fine"},
    "canned_words": {"name": "Merci", "words": "Merci {prénom}."},
    "appeal": {"decision": "undone", "answer": ""},
    "measure": {"words": "C'est permis."},
    "seat": {"voice": "keep"},
    "exchange": {"words": "À samedi, alors."},
    "ring": {"reply": "yes"},
    "promise": {"what": "Promener Filou", "place": "place Flagey"},
    "cannot": {"reason": "ill"},
    "problem": {"kind": "other", "words": "Un malentendu."},
    "thread": {"words": "À samedi, alors."},
    "follow_thread": {"how": "day"},
    "tend_thread": {"action": "pin"},
    "message": {"action": "withdraw"},
    "show_photo": {"words": "Le frein arrière"},
    "share_place": {"words": "12, rue du Puits"},
    "write_to": {"words": "Bonjour !"},
    "open_thread": {"subject": "Le compost", "words": "Qui a des vers ?"},
    "follow_forum": {"how": "week"},
    "forum_sections": {"key": "", "name": "Jardins"},
    "change_rules": rows.RULES | {"action": "change", "hide_after": 4, "why": "Trois, c'était peu."},
    "ask_attestation": {"kind": "identity", "words": "Au marché, le samedi."},
    "attest": {"kind": "identity", "action": "attest"},
    "name_attester": {"kinds": ["first_aid"]},
    "community_safety": {"safety_class": "keys", "level": "verified", "why": "Des clés se sont perdues."},
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A small town: one open post with an ask that waits, one answer and one refusal; one that is agreed; a community."""

    people: Mapping[str, Person]
    open_post: Post
    agreed_post: Post
    ask: Ask
    answer: Answer

    @property
    def transfer_id(self) -> UUID:
        """What the member gave to the writer."""
        return Transfer.objects.get(kind="gift").pk

    def _minor(self) -> list[str]:
        """Whom a parent may agree for."""
        child = Person.objects.get(adult_on__isnull=False)
        return [str(child.pk), str(child.adult_on)]

    def _mandate(self) -> Mandate:
        """By which the asked person acts for the writer."""
        return Mandate.objects.get(person=self.people["writer"], hand=self.people["asked"])

    def _mandate_key(self) -> str:
        """In the link by which somebody lets the asked person act for them."""
        mandate = self._mandate()
        said = [str(mandate.hand_id), "kim@example.org", "Kim", ["posts"], mandate.until.isoformat()]
        return signing.dumps(said, salt="entraide.mandate")

    def client(self, role: str) -> Client:
        """A browser of this role."""
        return Client() if role == "visitor" else rows.signed_in(self.people[role])

    def address(self, name: str, post: Post | None = None) -> str:
        """The address of a route in this scene."""
        of = post or self.open_post
        return {
            "post": f"/a/{of.code}/",
            "ask": f"/s/{self.ask.key}/",
            "snooze": f"/s/{self.ask.key}/later/",
            "stop_mail": f"/mails/stop/{stop_key(person=self.people['asked'], kind='ask')}/",
            "stop_push": f"/pushes/stop/{stop_push_key(person=self.people['asked'], kind='ask')}/",
            "thread_since": f"/t/{TALK_CODE}/since/0-{UUID(int=0).hex}/",
            "refuse_trust": f"/trusted/{TrustedContact.objects.get().key}/",
            "parent": f"/parent/{signing.dumps(self._minor(), salt='entraide.parent')}/",
            "give_mandate": f"/p/{self.people['writer'].code}/mandate/",
            "accept_mandate": f"/mandates/accept/{self._mandate_key()}/",
            "act_for": f"/mandates/{self._mandate().pk}/act/",
            "end_mandate": f"/mandates/{self._mandate().pk}/end/",
            "community_mandates": "/c/ixelles/mandates/",
            "person": f"/p/{self.people['writer'].code}/",
            "block": f"/p/{self.people['writer'].code}/block/",
            "unblock": f"/p/{self.people['writer'].code}/unblock/",
            **{
                name: f"/e/{PAID_EXCHANGE}/{path}"
                for name, path in {
                    "exchange": "",
                    "promise": "promise/",
                    "cannot": "cannot/",
                    "problem": "problem/",
                    "accept_promise": "accept/",
                    "exchange_done": "done/",
                    "exchange_missed": "missed/",
                    "thank": "thank/",
                    "return_given": "given/",
                    "skip_time": "skip/",
                    "end_series": "end/",
                    "show_thanks": "show/",
                    "settle_problem": "settle/",
                    "exchange_event": "event.ics",
                }.items()
            },
            "own_calendar": f"/cal/{CALENDAR_KEY}.ics",
            "calendar_address": "/settings/calendar/",
            "thread": f"/t/{TALK_CODE}/",
            "follow_thread": f"/t/{TALK_CODE}/follow/",
            "tend_thread": f"/t/{TALK_CODE}/tend/",
            "message": f"/t/{TALK_CODE}/{TALK_MESSAGE}/",
            "show_photo": f"/t/{TALK_CODE}/photo/",
            "photo": f"/t/{TALK_CODE}/photo/{TALK_MESSAGE}/",
            "share_place": f"/t/{TALK_CODE}/place/",
            "mail_in": "/mail-in/postmark/",
            "write_to": f"/p/{self.people['member'].code}/write/",
            "sitemap_part": "/sitemap-communities.xml",
            "community_feed": "/c/ixelles/atom/",
            "forum_feed": "/c/ixelles/forum/atom/",
            "community_calendar": "/c/ixelles/calendar.ics",
            "widget": "/c/ixelles/widget/",
            "widget_code": "/c/ixelles/widget/code/",
            "search": "/search/?q=chien",
            "forum": "/c/ixelles/forum/",
            "open_thread": "/c/ixelles/forum/new/",
            "follow_forum": "/c/ixelles/forum/follow/",
            "forum_sections": "/c/ixelles/forum/sections/",
            "community": "/c/ixelles/",
            "join": "/c/ixelles/join/",
            "leave": "/c/ixelles/leave/",
            "ask_to_join": "/c/ixelles/ask/",
            "welcome": "/c/ixelles/welcome/",
            "members": "/c/ixelles/members/",
            "join_requests": "/c/ixelles/requests/",
            "invitations": "/c/ixelles/invitations/",
            "invitation_letter": "/c/ixelles/invitations/invitcod/letter/",
            "community_settings": "/c/ixelles/settings/",
            "community_paper": "/c/ixelles/paper.css",
            "close_community": "/c/ixelles/close/",
            "invitation": "/join/invitkey/",
            "stop_invitations": "/join/mailedkey/stop/",
            "export_section": "/settings/export/posts/",
            "community_export": "/c/ixelles/export/",
            "community_file": f"/c/ixelles/export/{DEPARTURE_KEY}/",
            "arrival": "/c/ixelles/arrival/",
            "community_words": "/c/ixelles/words/",
            "community_weights": "/c/ixelles/weights/",
            "community_rules": "/c/ixelles/rules/",
            "credits": "/c/ixelles/credits/",
            "give_credits": "/c/ixelles/credits/give/",
            "ask_credits": "/c/ixelles/credits/ask/",
            "buy_credits": "/c/ixelles/credits/buy/",
            "account_limits": "/c/ixelles/credits/limits/",
            "credit_request": f"/c/ixelles/credits/requests/{CREDIT_REQUEST}/",
            "undo_transfer": f"/c/ixelles/credits/undo/{self.transfer_id}/",
            "credits_statement": "/c/ixelles/credits/statement.csv",
            "credits_books": "/c/ixelles/credits/books.csv",
            "seals": "/c/ixelles/credits/seals/",
            "seals_file": "/c/ixelles/credits/seals.csv",
            "commons": "/c/ixelles/commons/",
            "pay_from_commons": "/c/ixelles/commons/pay/",
            "ring": f"/r/{RING_CODE}/",
            "community_rings": "/c/ixelles/rings/",
            "net_debts": "/c/ixelles/rings/debts/",
            "figures": "/c/ixelles/figures/",
            "figures_csv": "/c/ixelles/figures.csv",
            "rules_history": "/c/ixelles/rules/history/",
            "change_rules": "/c/ixelles/rules/change/",
            "take_back_rules": "/c/ixelles/rules/take-back/",
            "ask_attestation": "/c/ixelles/attestations/ask/",
            "community_attestations": "/c/ixelles/attestations/",
            "attest": f"/c/ixelles/attest/{self.people['member'].code}/",
            "name_attester": f"/c/ixelles/attesters/{self.people['member'].code}/",
            "community_safety": "/c/ixelles/safety/",
            "bill": f"/b/{BILL_CODE}/",
            "ask_euros": f"/e/{PAID_EXCHANGE}/euros/",
            "community_euros": "/c/ixelles/euros/",
            "community_account": "/c/ixelles/euros/account/",
            "send_bills": "/c/ixelles/euros/ask/",
            "bills_csv": "/c/ixelles/euros/csv/",
            "payment_seen": f"/c/ixelles/euros/{PAYMENT_ID}/",
            "report": f"/report/post/{of.code}/",
            "moderation_log": "/c/ixelles/moderation/",
            "desk": "/c/ixelles/desk/",
            "desk_log": "/c/ixelles/desk/log/",
            "canned_words": "/c/ixelles/desk/words/",
            "case": "/c/ixelles/desk/case/casecase/",
            "checked_post": f"/c/ixelles/desk/post/{self.open_post.code}/",
            "appeal": "/c/ixelles/desk/appeal/appealed/",
            "measure": "/measures/measured/",
            "seat": "/seats/seatseat/",
            "dev_mail": "/dev/mail/notice-1/",
            "dev_mail_html": "/dev/mail/notice-1/html/",
        }.get(name) or (reverse(name, args=[of.code]) if name in OF_A_POST else reverse(name))


# What is read by programs, in no language of its own or in the reader's.
NO_PAGES = frozenset(
    """export_json community_file healthz community_paper robots sitemap sitemap_part board_feed community_feed forum_feed
    community_calendar bills_csv figures_csv manifest credits_statement credits_books seals_file""".split()
)
OF_A_POST = frozenset(
    str(route.name) for route in urlpatterns if isinstance(route, URLPattern) and str(route.pattern).startswith("a/")
)


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def scene() -> Scene:
    people = {
        role: rows.person(name, home_latitude=HOMES[role][0], home_longitude=HOMES[role][1])
        for role, name in NAMES.items()
    }
    Person.objects.filter(pk=people["operator"].pk).update(is_staff=True, is_superuser=True)
    people["operator"].refresh_from_db()
    house = rows.community(colour="#1b3f97")
    for way, key, code in (("link", "invitkey", "invitcod"), ("mail", "mailedkey", "mailedco")):
        Invitation.objects.create(
            community=house, way=way, key=key, code=code, made_by=people["steward"], made_at=rows.an_hour_ago(),
            ends_at=rows.an_hour_ago() + timedelta(days=30),
        )  # fmt: skip
    for role in ("member", "writer", "steward"):
        rows.member(house, people[role], is_steward=role == "steward")
    # Another community with its own steward; and one member whom the writer does not want to meet.
    rows.member(rows.community("Namur", "namur"), people["outsider"], is_steward=True)
    rows.member(house, people["blocked"])
    Block.objects.create(person=people["writer"], blocked=people["blocked"], made_at=rows.an_hour_ago())
    open_post = rows.post(people["writer"], community=house, radius_km=3)
    ask = rows.ask(open_post, people["asked"])
    for role in ("answerer", "decliner"):
        rows.ask(open_post, people[role])
    answer = rows.answer(open_post, people["answerer"], words="Je suis libre à neuf heures.")
    rows.answer(open_post, people["decliner"], kind="not_now", words="Une excuse.")
    agreed_post = rows.post(people["writer"], state="agreed", closed_at=rows.an_hour_ago())
    chosen = rows.answer(agreed_post, people["chosen"], chosen_at=rows.an_hour_ago())
    begin_by_answer(answer=chosen, post=agreed_post, now=rows.an_hour_ago())
    rows.answer(agreed_post, people["answerer"])
    for role, kind, post, more in (
        ("asked", "ask", open_post, {"ask": ask}),
        ("writer", "answer", open_post, {"answer": answer}),
        ("chosen", "chosen", agreed_post, {"answer": chosen}),
        ("answerer", "not_chosen", agreed_post, {}),
    ):
        Notice.objects.create(person=people[role], kind=kind, post=post, made_at=rows.an_hour_ago(), **more)
    _moves(house, people)
    _talk(people["writer"], people["answerer"])
    _euros(house, people)
    _credits(house, people)
    _ring(house, people)
    _moderation(house, people, open_post)
    _mandate(people["writer"], people["asked"])
    TrustedContact.objects.create(person=people["decliner"], name="Urbain", phone="0470", named_at=rows.an_hour_ago())
    rows.person("Virginie", adult_on=rows.an_hour_ago().date() + timedelta(days=400))
    return Scene(people=people, open_post=open_post, agreed_post=agreed_post, ask=ask, answer=answer)


def _mandate(writer: Person, asked: Person) -> None:
    """The writer lets the asked person act for them."""
    at = rows.an_hour_ago()
    until = at.date() + timedelta(days=90)
    Mandate.objects.create(
        person=writer, hand=asked, scope=["posts"], consent="signed_in", asked_at=at, agreed_at=at, until=until
    )


def _euros(house: Community, people: Mapping[str, Person]) -> None:
    """Who was chosen is to get ten euros of the writer, who owes the community its subscription; and somebody paid without a reference."""
    at = rows.an_hour_ago()
    promise = promise_of(people["chosen"], people["writer"], house, now=at)
    Exchange.objects.filter(pk=promise.pk).update(code=PAID_EXCHANGE)
    Occurrence.objects.create(exchange=promise, number=1, starts_at=at + timedelta(days=2))
    Calendar.objects.create(person=people["writer"], key=CALENDAR_KEY, made_at=at)
    BankAccount.objects.create(
        community=house, iban="BE68539007547034", holder="Ixelles s'entraide", set_by=people["steward"], set_at=at
    )
    Bill.objects.create(
        code=BILL_CODE, community=house, is_to_community=True, purpose="subscription", period="2026", cents=2500,
        payer=people["writer"], reference="090933755493", asked_at=at, asked_by=people["steward"],
    )  # fmt: skip
    PaymentSeen.objects.create(
        id=UUID(PAYMENT_ID), community=house, account="BE68539007547034", key="k.1", booked_on=at.date(), cents=2500,
        left_cents=2500, name="DUBOIS", words="cotisation", seen_at=at,
    )  # fmt: skip


def _credits(house: Community, people: Mapping[str, Person]) -> None:
    """The community counts; the member has given the writer something, and asks for something."""
    at = rows.an_hour_ago()
    rules = Rules(currency="credits", currency_name="copeaux", floor=-40, ceiling=120)
    RulesVersion.objects.create(
        community=house, number=1, rules=rules.as_dict(), why="…", set_at=at, holds_from=at, held_at=at
    )
    bank.give(people["member"], people["writer"], house, 800, now=at, words="Le plan de ma boutique")
    CreditRequest.objects.create(
        id=UUID(CREDIT_REQUEST), community=house, payer=people["writer"], payee=people["member"], unit="credits",
        amount_minor=500, words="Une heure de couture", made_at=at,
    )  # fmt: skip
    seal_community(community=house, unit="credits", day=at.date(), now=at)
    # The worker has followed it up: what waits for an hour makes a server unwell.
    for happening in Happening.objects.filter(followed_at=None):
        note_followed(happening=happening, at=timezone.now())


def _ring(house: Community, people: Mapping[str, Person]) -> None:
    """The member and the writer could help each other."""
    at = rows.an_hour_ago()
    pairs = [
        Pair(rows.post(people[asks], community=house), rows.post(people[gives], community=house, kind="offer"))
        for asks, gives in (("writer", "member"), ("member", "writer"))
    ]
    ring = propose(
        community=house, pairs=pairs, key="k", chance=0.6, at=at, answer_by=at + timedelta(days=3), after=None
    )
    Ring.objects.filter(pk=ring.pk).update(code=RING_CODE)


def _talk(writer: Person, answerer: Person) -> None:
    """The writer and the answerer have spoken with each other."""
    at = rows.an_hour_ago()
    thread, _ = talk_of(one=writer, other=answerer, at=at)
    Thread.objects.filter(pk=thread.pk).update(code=TALK_CODE)
    said = Message.objects.create(
        id=UUID(TALK_MESSAGE), thread=thread, writer=writer, words="On se retrouve place Flagey ?", said_at=at
    )
    PhotoRequest.objects.create(message=said, asked=answerer)
    MessagePhoto.objects.create(message=said, owner=writer, picture=b"RIFF", width=4, height=3, size=4, added_at=at)


def _moderation(house: Community, people: Mapping[str, Person], post: Post) -> None:
    """The writer was reported once more, after two measures of which they appealed against one; and a member was drawn for a panel."""
    at = rows.an_hour_ago()
    about = {"community": house, "about": people["writer"]}
    case = Case.objects.create(code="casecase", kind="person", opened_at=at, **about)
    Report.objects.create(case=case, by=people["chosen"], rule="respect", words="Un mot de trop.", made_at=at)
    before = Case.objects.create(kind="person", state="settled", opened_at=at, finding="broken", rule="law", **about)
    taken = {"case": before, "kind": "warn", "rule": "law", "decided_by": "stewards", "by": people["steward"], "at": at}
    Measure.objects.create(code="measured", **about, **taken)
    appealed = Measure.objects.create(code="appealed", **about, **taken | {"at": at + timedelta(minutes=1)})
    Appeal.objects.create(measure=appealed, by=people["writer"], words="Ce n'était pas moi.", made_at=at)
    say = Say.objects.create(
        person=people["chosen"], text="Je vends tout.", kind="offer", reading=rows.DOG_READING.as_dict(), said_at=at
    )
    simple = Case.objects.create(
        kind="say", say=say, about=people["chosen"], community=house, state="members", opened_at=at
    )
    ends_at = at + timedelta(days=3)
    Seat.objects.create(code="seatseat", case=simple, person=people["member"], drawn_at=at, ends_at=ends_at)
    PostCheck.objects.create(post=post, community=house, signs=["contact"], wanted_at=at)


def _moves(house: Community, people: Mapping[str, Person]) -> None:
    """The community's file is there for its stewards; and somebody came along with it under the address of the person asked."""
    now = rows.an_hour_ago()
    departure = Departure.objects.create(
        community=house, asked_by=people["steward"], asked_at=now, due_at=now, sealed_for="age1", key=DEPARTURE_KEY,
        made_at=now, ends_at=now + timedelta(days=7), size=6, fingerprint="abcd 0123",
    )  # fmt: skip
    file_of(departure).parent.mkdir(exist_ok=True)
    file_of(departure).write_bytes(b"sealed")
    stand_in = rows.person("Zoltan", is_active=False)
    Arrival.objects.create(community=house, person=people["asked"], stand_in=stand_in, arrived_at=now)


def routes() -> list[str]:
    """The names of all routes for people."""
    return sorted({str(route.name) for route in urlpatterns if isinstance(route, URLPattern)})


def got(response: HttpResponse) -> int | str:
    """The status, or `sign in`."""
    is_sent_away = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
    return "sign in" if is_sent_away else response.status_code


def send(scene: Scene, name: str, method: str, role: str) -> HttpResponse:
    """The answer of this route to this role; `choose` names the answer there is."""
    client, address = scene.client(role), scene.address(name)
    if method == "GET":
        return client.get(address)
    form = {"answer": str(scene.answer.pk)} if name == "choose" else FORMS.get(name, {})
    return client.post(address, form)


def test_every_route_has_its_expectation() -> None:
    assert set(routes()) == set(EXPECTED)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_role_gets_what_it_should(scene: Scene, name: str, method: str) -> None:
    wrong = {}
    for role in ROLES:
        with transaction.atomic():
            cache.clear()
            seen = got(send(scene, name, method, role))
            transaction.set_rollback(True)
        if seen != EXPECTED[name].of(method, role):
            wrong[role] = f"{seen}, not {EXPECTED[name].of(method, role)}"
    assert not wrong


@pytest.mark.parametrize(
    "name", "choose withdraw stop_asking resume_asking widen undo_refile correct_post ask_stewards".split()
)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "writer"])
def test_what_is_the_writers_changes_nothing_for_anybody_else(scene: Scene, name: str, role: str) -> None:
    before = Post.objects.filter(pk=scene.open_post.pk).values().get(), list(Answer.objects.order_by("pk").values())
    send(scene, name, "POST", role)
    after = Post.objects.filter(pk=scene.open_post.pk).values().get(), list(Answer.objects.order_by("pk").values())
    assert before == after


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_tend_the_community_file_a_post_otherwise(scene: Scene, role: str) -> None:
    may = role in ("steward", "operator")
    assert ("Ranger ainsi" in scene.client(role).get(scene.address("post")).content.decode()) is may
    send(scene, "refile", "POST", role)
    kept = Post.objects.get(pk=scene.open_post.pk)
    assert (kept.kind, kept.topic) == (("offer", "animals.sitting") if may else ("need", "animals.walking"))


def test_a_steward_of_another_community_files_nothing_here(scene: Scene) -> None:
    rows.member(rows.community("Liège", "liege"), scene.people["stranger"], is_steward=True)
    send(scene, "refile", "POST", "stranger")
    assert Post.objects.get(pk=scene.open_post.pk).topic == "animals.walking"


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_tend_the_community_name_its_words(scene: Scene, role: str) -> None:
    send(scene, "community_words", "POST", role)
    assert CommunityWord.objects.exists() is (role in ("steward", "operator"))


def test_a_steward_of_another_community_names_nothing_here_and_reads_nothing_with_it(scene: Scene) -> None:
    rows.member(rows.community("Liège", "liege"), scene.people["stranger"], is_steward=True)
    send(scene, "community_words", "POST", "stranger")
    assert not CommunityWord.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_a_communitys_words_are_for_its_members(scene: Scene, role: str) -> None:
    send(scene, "community_words", "POST", "steward")
    is_shown = "guindaille" in scene.client(role).get("/c/ixelles/").content.decode()
    assert is_shown is (role in ("member", "blocked", "writer", "steward", "operator"))


# Mail programs and service workers stop a sort of mail or push by themselves: the key in the address is their proof. What a provider
# of payments says is never believed; one of mail shows its secret, and finds no door unless the server names it.
WITHOUT_PROOF = frozenset("stop_mail stop_push stop_invitations card_heard mail_in".split())


def test_a_form_without_its_proof_of_origin_changes_nothing_and_says_so(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.people["writer"])
    wrong = []
    for name in routes():
        if EXPECTED[name].post == 405 or name in WITHOUT_PROOF:
            continue
        response = client.post(scene.address(name), {"answer": str(scene.answer.pk), **FORMS.get(name, {})})
        if response.status_code != 403 or "a attendu trop longtemps" not in response.content.decode():
            wrong.append(f"{name}: {response.status_code}")
    assert not wrong
    assert Post.objects.get(pk=scene.open_post.pk).state == "open"
    assert Membership.objects.filter(person=scene.people["writer"]).exists()


def pages(scene: Scene, role: str) -> Iterator[tuple[str, str]]:
    """Every page that this role may read, with its HTML; both posts' pages among them."""
    client = scene.client(role)
    for name in routes():
        if EXPECTED[name].of("GET", role) != 200 or name in (
            "export_json",
            "community_file",
            "healthz",
            "sitemap_part",
        ):
            continue
        of = (scene.open_post, scene.agreed_post) if name == "post" else (scene.open_post,)
        for post in of:
            response = client.get(scene.address(name, post))
            assert response.status_code == 200, (name, role)
            content = response.getvalue() if response.streaming else response.content
            yield f"{name} {post.state}", content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_private_of_others_stands_in_any_page(scene: Scene, role: str) -> None:
    leaks = []
    for page, html in pages(scene, role):
        for other, person in scene.people.items():
            if other == role or (page.startswith("ask") and role == "visitor" and other == "asked"):
                continue
            if person.email in html:
                leaks.append(f"{page}: the address of {other}")
            if any(f"{degrees:.4f}" in html for degrees in HOMES[other]):
                leaks.append(f"{page}: the home of {other}")
        # Who was asked and said nothing, or declined, is nobody's business; nor is what an answer says, but the writer's.
        hidden = {"asked", "decliner"} - {role}
        if page.startswith("ask") and role == "visitor":
            hidden.discard("asked")
        if page.startswith("post_routing"):  # whoever tends the community reads who was asked, and no more
            hidden = set()
        if page.startswith(("accept_mandate", "refuse_trust")):  # whoever holds the key of the mail reads who wrote it
            hidden = set()
        if page.startswith("mandates") and role == "writer":  # who acts for whom is known to both
            hidden.discard("asked")
        leaks += [f"{page}: the name of {other}" for other in hidden if re.search(rf"\b{NAMES[other]}\b", html)]
        if role not in ("writer", "answerer") and "place Flagey" in html:
            leaks.append(f"{page}: the words of two members")
        if role not in ("writer", "answerer") and "Je suis libre à neuf heures" in html:
            leaks.append(f"{page}: the words of an answer")
        if "Une excuse" in html and role != "decliner":
            leaks.append(f"{page}: the words of a refusal")
        if scene.ask.key in html and role != "asked" and not page.startswith("ask"):
            leaks.append(f"{page}: the key of an ask")
    assert not leaks


def test_an_export_holds_ones_own_and_nobody_elses_address(scene: Scene) -> None:
    for role in SIGNED_IN:
        response = scene.client(role).get("/settings/export/json/")
        kept = b"".join(response.streaming_content).decode()
        others = {person.email for other, person in scene.people.items() if other != role}
        if role in ("writer", "chosen"):
            others -= {scene.people["writer"].email, scene.people["chosen"].email}
        assert scene.people[role].email in kept
        assert not [email for email in others if email in kept], role
        assert "Une excuse" not in kept, role


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_every_page_is_there_in_four_languages(scene: Scene, language: str) -> None:
    Person.objects.update(language=language)
    for role in ("visitor", "writer", "asked"):
        client = Client(headers={"accept-language": language}) if role == "visitor" else scene.client(role)
        for name in routes():
            if EXPECTED[name].of("GET", role) != 200 or name in NO_PAGES:
                continue
            response = client.get(scene.address(name))
            assert response.status_code == 200, (name, role)
            if not response.headers["Content-Type"].startswith("text/html"):
                continue  # a calendar, a table, a script: read by programs
            assert f'<html lang="{language}"' in response.content.decode(), (name, role)


def test_the_rooms_of_operators_are_closed_to_everybody_else(scene: Scene) -> None:
    lists = [
        reverse(f"admin:{pattern.name}")
        for pattern in _admin_patterns()
        if pattern.name and pattern.name.endswith(("_changelist", "_add", "index", "password_change"))
    ]
    assert len(lists) > 10
    for role in ("visitor", "writer", "steward", "operator"):
        client = scene.client(role)
        for address in lists:
            status = client.get(address).status_code
            assert status in ((200, 403) if role == "operator" else (302,)), (address, role)


def _admin_patterns() -> Iterator[URLPattern]:
    """All named patterns of the admin that need no argument."""
    (admin,) = [one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin"]

    def under(patterns: list[object]) -> Iterator[URLPattern]:
        for one in patterns:
            if isinstance(one, URLPattern):
                yield one
            else:
                yield from under(one.url_patterns)  # type: ignore[attr-defined]

    yield from (one for one in under(admin.url_patterns) if not one.pattern.regex.groups)
