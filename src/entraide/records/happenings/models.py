"""The happening: one line of the community's diary, and the promise that what follows from it will be done."""

from django.db import models

from entraide.common.ids import uuid7


class Happening(models.Model):
    """Something that happened. `facts` holds codes and identifiers only: never a sentence, a name or an address.

    A happening is written in the transaction of the journey that made it happen. It stays unfollowed until everything that
    journeys/flow.py lists for its kind has been done, so that a worker that dies in between loses nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True, blank=True)
    post_id = models.UUIDField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["at"], name="happening_open", condition=models.Q(followed_at=None)),
            models.Index(fields=["post_id", "at"], name="happening_of_post"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
