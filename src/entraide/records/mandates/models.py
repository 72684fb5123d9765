"""A mandate."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# What may be done for somebody: publish and tend posts, answer, write messages, say what they like to do.
SCOPES = ("posts", "answers", "messages", "likes")
# How somebody agreed: signed in, by a link mailed to them, or before a steward, in writing or by word of mouth.
CONSENTS = ("signed_in", "link", "paper", "voice")


class Mandate(models.Model):
    """One person (the hand) acting for another, who agreed to it.

    `scope` are the SCOPES it covers. It holds from `agreed_at` through the day `until` (a year at most), unless `ended_at` came first;
    `ended_by` says who ended it. Nothing else of a mandate is ever changed: it is the record of the consent.
    Somebody without e-mail agrees before a steward: until then `person` is None, `first_name` is who asks for help, `language` is theirs,
    and `code_digest` is of the figures that the hand was shown and that the steward has to hear or read from them (`tries` times
    at most). `witness` is that steward, `community` where they tend.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="mandates_given")
    hand = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates_held")
    scope = models.JSONField(default=list)
    consent = models.CharField(max_length=9, choices=[(way, way) for way in CONSENTS], blank=True, default="")
    community = models.ForeignKey(Community, on_delete=models.SET_NULL, null=True, blank=True, related_name="mandates")
    witness = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first_name = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=2, default="fr")
    code_digest = models.CharField(max_length=64, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(
        max_length=8, choices=[(who, who) for who in ("person", "hand", "steward")], blank=True, default=""
    )

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agreed_at=None) | models.Q(person__isnull=False) & ~models.Q(consent=""),
                name="mandate_holds_by_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(person=None) | ~models.Q(person=models.F("hand")), name="mandate_is_for_another"
            ),
        )
        indexes = (
            models.Index(
                fields=["community"], name="mandate_waiting", condition=models.Q(agreed_at=None, ended_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.hand_id} for {self.person_id}"
