"""A community, its members, its own words, and what it has decided about routing: weights and safety rules, each with its history."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.logic.routing.safety import CLASSES
from entraide.logic.routing.trust import LEVELS
from entraide.records.people.models import Person


class Community(models.Model):
    """A group of people on this server. `is_server_wide` marks the one open community that every server starts with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    motto = models.CharField(max_length=160, blank=True, default="")
    paper = models.CharField(max_length=10, default="canari")
    is_open = models.BooleanField(default=True)
    is_server_wide = models.BooleanField(default=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "communities"
        constraints = (
            models.UniqueConstraint(
                fields=["is_server_wide"], condition=models.Q(is_server_wide=True), name="one_server_wide_community"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person in one community. `verified_at` is when the community vouched for them by its own rules."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    is_steward = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["community", "person"], name="member_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}"


class CommunityWord(models.Model):
    """What a community calls a topic, its currency or a place; the reader reads its members' sentences with it.

    `key` is the name folded, without its article: what may be there only once. Of a topic `topic` is set, of a currency `worth`
    (an hour, or a credit), of a place the rest: degrees in WGS 84, `town` is the known place that it lies in, `reach_km` how far
    it reaches, if that was said.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="words")
    sort = models.CharField(max_length=8, choices=[(sort, sort) for sort in ("topic", "currency", "place")])
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    spellings = models.JSONField(default=list, blank=True)
    topic = models.CharField(max_length=40, blank=True, default="")
    worth = models.CharField(max_length=6, blank=True, default="")
    town = models.CharField(max_length=80, blank=True, default="")
    postcode = models.CharField(max_length=10, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=12, blank=True, default="")
    reach_km = models.FloatField(null=True, blank=True)
    named_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        ordering = ("sort", "key")
        constraints = (
            models.UniqueConstraint(fields=["community", "key"], name="community_word_once"),
            models.CheckConstraint(
                condition=(
                    models.Q(sort="topic") & ~models.Q(topic="")
                    | models.Q(sort="currency", worth__in=("h", "credit"))
                    | models.Q(sort="place", latitude__isnull=False, longitude__isnull=False) & ~models.Q(country="")
                ),
                name="community_word_means_something",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CommunityWeights(models.Model):
    """The weights by which a community orders whom to ask, from one moment on: the newest row holds, the others are the history.

    `weights` are those of logic.routing.weights, by name; empty means the default ones, whatever they are by then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="weights")
    weights = models.JSONField(default=dict, blank=True)
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "community weights"
        ordering = ("-set_at", "-id")
        indexes = (models.Index(fields=["community", "-set_at"], name="weights_of_community"),)

    def __str__(self) -> str:
        return f"weights of {self.community_id} since {self.set_at:%Y-%m-%d}"


class CommunityRule(models.Model):
    """Whom a community trusts with one class of what needs care, from one moment on: of each class the newest row holds.

    It can only ask for more than the charter (logic.routing.trust): what is laxer has no effect.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="rules")
    safety_class = models.CharField(max_length=12, choices=[(code, code) for code in CLASSES])
    level = models.CharField(max_length=14, choices=[(level, level) for level in LEVELS])
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at", "-id")
        indexes = (models.Index(fields=["community", "safety_class", "-set_at"], name="rule_of_community"),)

    def __str__(self) -> str:
        return f"{self.safety_class}: {self.level}"
