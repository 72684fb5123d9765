"""The happening: one line of the community's diary, the promise that what follows from it will be done, and that somebody is there."""

from django.db import models

from entraide.common.ids import uuid7


class Happening(models.Model):
    """Something that happened. `facts` holds codes and identifiers only: never a sentence, a name or an address.

    `community_id` repeats that of the facts, so that a community's stewards read what was done in its name.

    A happening is written in the transaction of the journey that made it happen. It stays unfollowed until everything that
    journeys/flow.py lists for its kind has been done, so that a worker that dies in between loses nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True, blank=True)
    post_id = models.UUIDField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    community_id = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["at"], name="happening_open", condition=models.Q(followed_at=None)),
            models.Index(fields=["post_id", "at"], name="happening_of_post"),
            models.Index(
                fields=["community_id", "-id"],
                name="happening_of_house",
                condition=models.Q(community_id__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class SignOfLife(models.Model):
    """When a worker last said that it is at work: one row, whichever worker it was. A quiet town has few happenings to tell it by."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "signs of life"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_sign_of_life"),)

    def __str__(self) -> str:
        return f"a worker, {self.seen_at:%Y-%m-%d %H:%M:%S}"
