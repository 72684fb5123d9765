"""An exchange, its times, the thanks for it, what went wrong with it, and the address of a person's calendar."""

from django.db import models
from django.db.models import Q

from entraide.common.ids import new_key, uuid7
from entraide.logic.states import EXCHANGE, OCCURRENCE
from entraide.records.asks.models import Answer
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Thread
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

# Exchanges that go on: there is one at most between the same two about the same post.
LIVE_STATES = ("answered", "promised", "reminded", "missed", "problem")
# Those in which something is promised.
PROMISED_STATES = ("promised", "reminded", "missed", "problem")
# How it came out, kept for the community's figures.
OUTCOMES = (
    *("helped", "partly", "reneged", "no_show", "problem"),
    *("withdrawn", "not_chosen", "post_withdrawn", "lapsed", "gone", "unknown"),
)
# Why somebody cannot after all, or what went wrong.
REASONS = ("ill", "no_time", "found_other", "no_longer_needed", "distance", "terms", "other")
PROBLEM_KINDS = ("not_there", "not_done", "damaged", "unkind", "unpaid", "money_first", "other")


class Exchange(models.Model):
    """What one person does for another: begun by an answer, promised, reminded, done, thanked for and settled (states.EXCHANGE).

    `code` is its thread's, and the address of its page. `asker` is who is helped, `helper` who helps, whoever wrote the post; each
    is None once they have erased their account. `starts_at` to `in_return` are the terms: until something is promised those that
    the post reads, then those that both agreed to. `proposal` holds the terms that `proposed_by` proposes and the other has not yet
    answered (logic.promises.Promise as plain data); `version` counts proposals. Amounts are integers in minor units:
    `credits_minor` of the community's unit, `cents` of euros. `wanted`, `promised`, `delivered` count `unit`s of what the post asks for.
    With a `recurrence` (an RFC 5545 RRULE value) `starts_at` and `ends_at` bound its first time. `return_given_at`,
    `credits_given_at`, `euros_given_at`: when each part of what was promised in return had come.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="exchanges")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="exchanges")
    answer = models.OneToOneField(Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="exchange")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="exchange")
    asker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, default=EXCHANGE.first, choices=[(s, s) for s in EXCHANGE.states])
    is_in_ring = models.BooleanField(default=False)

    what = models.CharField(max_length=200, blank=True, default="")
    place_name = models.CharField(max_length=120, blank=True, default="")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    recurrence = models.CharField(max_length=120, blank=True, default="")
    credits_minor = models.BigIntegerField(null=True, blank=True)
    cents = models.IntegerField(null=True, blank=True)
    in_return = models.CharField(max_length=160, blank=True, default="")
    wanted = models.PositiveIntegerField(null=True, blank=True)
    promised = models.PositiveIntegerField(null=True, blank=True)
    delivered = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True, default="")

    proposal = models.JSONField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=0)

    begun_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True, blank=True)
    asker_done_at = models.DateTimeField(null=True, blank=True)
    helper_done_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    return_given_at = models.DateTimeField(null=True, blank=True)
    credits_given_at = models.DateTimeField(null=True, blank=True)
    euros_given_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True, default="")
    reason = models.CharField(max_length=20, blank=True, default="")
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # When the worker is to look again: to remind, to ask whether it is done, to take silence for a yes, to plan further times.
    look_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begun_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["post", "asker", "helper"],
                condition=Q(state__in=LIVE_STATES),
                name="one_exchange_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(asker=None) | Q(helper=None) | ~Q(asker=models.F("helper")), name="exchange_is_between_two"
            ),
            models.CheckConstraint(
                condition=(Q(credits_minor=None) | Q(credits_minor__gte=0)) & (Q(cents=None) | Q(cents__gte=0)),
                name="exchange_owes_nothing_below_nothing",
            ),
        )
        indexes = (
            models.Index(fields=["asker", "-begun_at", "-id"], name="exchange_of_asker"),
            models.Index(fields=["helper", "-begun_at", "-id"], name="exchange_of_helper"),
            models.Index(fields=["look_at"], name="exchange_to_look_at", condition=Q(look_at__isnull=False)),
            models.Index(fields=["community", "-ended_at"], name="exchange_of_house"),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"

    def get_absolute_url(self) -> str:
        """The page of the exchange."""
        return f"/e/{self.code}/"

    @property
    def is_promised(self) -> bool:
        """Whether something is promised and not over."""
        return self.state in PROMISED_STATES

    @property
    def is_live(self) -> bool:
        """Whether it goes on: nothing was done yet, and nobody ended it."""
        return self.state in LIVE_STATES

    @property
    def is_gift(self) -> bool:
        """Whether nothing is wanted in return."""
        return not (self.credits_minor or self.cents or self.in_return)


class Occurrence(models.Model):
    """One time at which a promise is kept (states.OCCURRENCE); a promise for once has one, without moments where no time was said.

    `number` counts from 1. The marks of reminders are set in the transaction in which the reminders are made: none is made twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="occurrences")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, default=OCCURRENCE.first, choices=[(s, s) for s in OCCURRENCE.states])
    reminded_day_at = models.DateTimeField(null=True, blank=True)
    reminded_hours_at = models.DateTimeField(null=True, blank=True)
    asked_done_at = models.DateTimeField(null=True, blank=True)
    asker_done_at = models.DateTimeField(null=True, blank=True)
    helper_done_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    delivered = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("exchange", "number")
        constraints = (models.UniqueConstraint(fields=["exchange", "number"], name="occurrence_once"),)
        indexes = (
            models.Index(fields=["exchange", "starts_at"], name="occurrence_coming", condition=Q(state="coming")),
        )

    def __str__(self) -> str:
        return f"{self.exchange_id} no. {self.number}"

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state != "coming"


class Thanks(models.Model):
    """A thank-you. `giver` is None once they have erased their account; then the words are gone too.

    `is_shown`: whoever received it shows it on their page. `number`: for which time of a repeated promise (1 for a single one).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="thanks")
    giver = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="thanks_given")
    receiver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="thanks_received")
    number = models.PositiveIntegerField(default=1)
    words = models.CharField(max_length=500, blank=True, default="")
    is_shown = models.BooleanField(default=False)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("-given_at", "-id")
        verbose_name_plural = "thanks"
        constraints = (models.UniqueConstraint(fields=["exchange", "giver", "number"], name="thanked_once_each_time"),)
        indexes = (models.Index(fields=["receiver", "-given_at"], name="thanks_of_receiver"),)

    def __str__(self) -> str:
        return f"thanks of {self.given_at:%Y-%m-%d}"


class Problem(models.Model):
    """What one of the two says went wrong; from then on a steward of the community may read their thread, until it is settled.

    `reply` is what the other says. `outcome` is what the steward found with them: goes_on, done, partly, no_show, ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="problems")
    teller = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in PROBLEM_KINDS])
    words = models.CharField(max_length=1000, blank=True, default="")
    told_at = models.DateTimeField()
    reply = models.CharField(max_length=1000, blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, default="")
    steward_words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ("-told_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["exchange"], condition=Q(settled_at=None), name="one_open_problem_an_exchange"
            ),
        )
        indexes = (models.Index(fields=["told_at"], name="problem_open", condition=Q(settled_at=None)),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.told_at:%Y-%m-%d}"


class Calendar(models.Model):
    """The secret address at which a person's calendar program reads what they promised; a new key makes the old one lead nowhere."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="calendar")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
