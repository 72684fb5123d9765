"""A community and its members."""

from django.db import models

from entraide.common.ids import uuid7
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
