"""A departure (the file of a community that somebody asked for) and an arrival (who came with one must say whether it is they)."""

from django.db import models

from entraide.common.ids import new_key, uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person


class Departure(models.Model):
    """The file of a community, asked for by somebody who tends it. The worker makes it at `due_at`, and deletes it at `ends_at`.

    Between asking and making, all who agreed to move are told, and may still say no.
    It is sealed for one server, whose public key is `sealed_for`; `key` is the secret in the address at which it is downloaded.
    `facts`: `rows` (how many of each part) and `stayed` (members who did not agree to move). `size` is in bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="departures")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sealed_for = models.CharField(max_length=120)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    made_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    fingerprint = models.CharField(max_length=60, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return f"file of {self.community_id}"


class Arrival(models.Model):
    """Who came with a community has the address of `person`, who was here before. Until that person says so, nothing of it is theirs.

    Meanwhile it is the `stand_in`'s: a closed account that nobody can sign in to. With a yes or a no it goes, and this row with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="arrivals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="arrivals")
    stand_in = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="stands_in")
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ("-arrived_at",)
        constraints = (models.UniqueConstraint(fields=["community", "person"], name="arrives_once"),)

    def __str__(self) -> str:
        return f"arrival of {self.person_id} with {self.community_id}"
