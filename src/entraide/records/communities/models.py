"""A community, its members, its own words, and what it has decided about routing: weights and safety rules, each with its history."""

from typing import Any

from django.db import models

from entraide.common.ids import uuid7
from entraide.common.text import fold
from entraide.logic.routing.safety import CLASSES
from entraide.logic.routing.trust import LEVELS
from entraide.records.people.models import Person

# Who may become a member: anybody; whoever asks and is let in; whoever was invited.
ENTRIES = ("open", "request", "invitation")
# How the platform speaks to people in this community.
ADDRESS_FORMS = ("vous", "tu")


class Community(models.Model):
    """A group of people on this server. `is_server_wide` marks the one open community that every server starts with.

    `entry`, `is_readable_by_all`, `is_forum_readable_by_all` and `asks_only_verified` repeat what the rules in force say
    (RulesVersion), for lists, access and routing ask them of every row. `plate` are the signs on its house plate, if not its
    initials; `hue` (0 to 359, OKLCH) is its own colour instead of one of the papers, `colour` exactly as it gave it. `topics`
    are codes of topics or families, `communes` the places it is for: {"name", "country", "postcode", "latitude", "longitude"}
    (degrees in WGS 84); none means anywhere.
    `mark` is a drawing in one colour: the box "0 0 24 24" on the first line, the data of an SVG path on the second. `findable` repeats
    what it is searched by.
    `moved_to` is its address on another server, once it has moved there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    motto = models.CharField(max_length=160, blank=True, default="")
    paper = models.CharField(max_length=10, default="canari")
    plate = models.CharField(max_length=3, blank=True, default="")
    mark = models.TextField(blank=True, default="")
    hue = models.PositiveSmallIntegerField(null=True, blank=True)
    colour = models.CharField(max_length=7, blank=True, default="")
    template = models.CharField(max_length=16, blank=True, default="")
    welcome = models.TextField(max_length=1000, blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    address_form = models.CharField(max_length=4, default="vous", choices=[(form, form) for form in ADDRESS_FORMS])
    topics = models.JSONField(default=list, blank=True)
    communes = models.JSONField(default=list, blank=True)
    host_name = models.CharField(max_length=120, blank=True, default="")
    entry = models.CharField(max_length=10, default="open", choices=[(way, way) for way in ENTRIES])
    is_readable_by_all = models.BooleanField(default=True)
    is_forum_readable_by_all = models.BooleanField(default=True)
    asks_only_verified = models.BooleanField(default=False)
    is_server_wide = models.BooleanField(default=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.URLField(max_length=200, blank=True, default="")

    findable = models.TextField(blank=True, default="", editable=False)

    class Meta:
        verbose_name_plural = "communities"
        indexes = (
            models.Index(
                fields=["-is_server_wide", "name", "id"], name="communities_by_name", condition=models.Q(closed_at=None)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["is_server_wide"], condition=models.Q(is_server_wide=True), name="one_server_wide_community"
            ),
            models.UniqueConstraint(
                fields=["host_name"], condition=~models.Q(host_name=""), name="one_community_a_host_name"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Keep what it is found by (name, motto and communes, folded) as these are now."""
        places = [f"{one.get('name', '')} {one.get('postcode') or ''}" for one in self.communes]
        self.findable = fold(" ".join((self.name, self.motto, *places))).text
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "findable"}
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        """The community's page."""
        return f"/c/{self.slug}/"

    @property
    def is_open(self) -> bool:
        """Whether anybody may join without being asked or asking."""
        return self.entry == "open" and self.closed_at is None


class NameKey(models.CharField[str, str]):
    """A member's first name, folded: by it members are listed and found. Worked out when the row is first kept, unless it is given."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The folded name; `note_name` (changes.py) follows a person who changes theirs."""
        said = str(getattr(model_instance, self.attname) or "")
        if not said and isinstance(model_instance, Membership):
            said = name_key(model_instance.person.first_name)
            setattr(model_instance, self.attname, said)
        return said


def name_key(first_name: str) -> str:
    """What a first name is listed by."""
    return fold(first_name).text.strip()[:40]


class Membership(models.Model):
    """One person in one community.

    `verified_at` is when the community vouched for them by its own rules, `verified_until` the last day on which that holds
    (None: until it is taken back). `attested` is each kind that the community attests of them, with the last day on which that
    holds as an ISO date (None: no end). All three repeat what the attestations say (records.attestations), for routing reads
    them of a hundred people at once. `may_attest` are the kinds of attestation with which the community trusts this member;
    `is_attester` repeats whether there are any.
    `agrees_to_move`: should the community move to another server, the member comes along.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    is_steward = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_until = models.DateField(null=True, blank=True)
    attested = models.JSONField(default=dict, blank=True)
    may_attest = models.JSONField(default=list, blank=True)
    is_attester = models.BooleanField(default=False)
    agrees_to_move = models.BooleanField(default=False)
    name_key = NameKey(max_length=40, blank=True, default="", editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["community", "person"], name="member_once"),)
        indexes = (
            models.Index(fields=["community", "name_key", "id"], name="members_by_name"),
            models.Index(fields=["community"], condition=models.Q(is_steward=True), name="steward_of_community"),
            models.Index(fields=["community"], condition=models.Q(is_attester=True), name="attester_of_community"),
        )

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


class RulesVersion(models.Model):
    """What a community has decided about itself, from one moment on: of those whose `holds_from` is past, the newest holds.

    `rules` are those of logic.charter.rules, as plain data. None is ever changed or deleted: they are the history. One that was
    announced may be taken back before it holds; it stays in the history as that.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="rules_versions")
    number = models.PositiveSmallIntegerField()
    rules = models.JSONField()
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()
    holds_from = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["community", "number"], name="rules_version_once"),)
        indexes = (
            models.Index(
                fields=["holds_from"],
                condition=models.Q(held_at=None, taken_back_at=None),
                name="rules_to_come",
            ),
        )

    def __str__(self) -> str:
        return f"rules {self.number} of {self.community_id}"


class CommunityRule(models.Model):
    """Whom a community trusts with one class of what needs care, from one moment on: of each class the newest row holds.

    It can only ask for more than the charter (logic.routing.trust): what is laxer has no effect. `kinds` are those of
    logic.routing.attestations that the community must have attested.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="rules")
    safety_class = models.CharField(max_length=12, choices=[(code, code) for code in CLASSES])
    level = models.CharField(max_length=14, choices=[(level, level) for level in LEVELS])
    for_adults_only = models.BooleanField(default=False)
    kinds = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at", "-id")
        indexes = (models.Index(fields=["community", "safety_class", "-set_at"], name="rule_of_community"),)

    def __str__(self) -> str:
        return f"{self.safety_class}: {self.level}"
