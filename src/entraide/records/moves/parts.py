"""What leaves with a community, part by part: the whole format of its file. docs/reference/export-format.md is made from it.

Every column of these models either leaves, or is named here with the reason why not; every other model that is kept is named in
STAYS. A test of the house holds both, so that whoever adds a column or a model decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from entraide.records.asks.models import Answer
from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
)
from entraide.records.conversations.models import ForumFollow, Message, Participation, Section, Thread
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post, SearchStep


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

PARTS: tuple[Part, ...] = (
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
        "people",
        Person,
        "members who agreed to move, with the address by which they sign in and what they said of themselves",
        {
            "password": "nobody's secret leaves",
            "last_login": _OF_SERVER,
            "is_active": "only open accounts leave",
            "is_staff": "operators are of one server",
            "is_superuser": "operators are of one server",
        },
    ),
    Part("memberships", Membership, "their memberships of this community; no other"),
    Part("says", Say, "what they like to do, as it was read"),
    Part("words", CommunityWord, "the community's own words"),
    Part("weights", CommunityWeights, "what it decided about whom to ask first, with its history"),
    Part("safety_rules", CommunityRule, "what it decided about safety, with its history"),
    Part("rules", RulesVersion, "its rules, version by version"),
    Part("sections", Section, "the sections of its forum"),
    Part(
        "posts",
        Post,
        "the posts of members who agreed to move, in whatever state, as they were read",
        {"is_asking": _RESTS, "next_wave_at": _RESTS, "next_step_at": _RESTS},
    ),
    Part("steps", SearchStep, "how far the search for helpers went for these posts"),
    Part(
        "answers",
        Answer,
        "who said yes to these posts or proposed something else, where both agreed to move; never who declined",
        {"ask": "who was asked does not leave", "ask_id": "who was asked does not leave"},
    ),
    Part("threads", Thread, "the threads of its forum"),
    Part("messages", Message, "what was said there; without a name where its writer did not agree to move"),
    Part(
        "participations",
        Participation,
        "how those who agreed to move follow these threads, and up to where they have read",
    ),
    Part("forum_follows", ForumFollow, "how they follow the forum"),
)

# Models that do not leave, by label, and why.
STAYS: Mapping[str, str] = {
    "people.Block": "whom somebody does not want to meet is their own affair; they say it anew where they need it",
    "people.SignInCode": "a secret, and over in a quarter of an hour",
    "asks.Ask": "who was asked, and who declined, is nobody's business but the router's on one server",
    "asks.Attention": "worked out anew from asks, which stay",
    "notices.Notice": "what was told was told",
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
