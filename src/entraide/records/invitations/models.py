"""An invitation, somebody's request to be let in, the addresses to which no invitation goes any more, and letters to outsiders."""

from datetime import datetime

from django.db import models

from entraide.common.ids import new_code, new_key, uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# How an invitation is handed over: as a link, as a letter for a letter box, or by mail to one address.
WAYS = ("link", "letter", "mail")
# What a letter to somebody who need not be a member asks or tells.
LETTERS = ("mandate", "parent", "trusted")
# What became of a request; empty while it waits.
DECISIONS = ("accepted", "declined", "withdrawn")


class Invitation(models.Model):
    """A way into one community, by the `key` in an address or by the short `code` that can be typed.

    `note` says for those who run the community where it hangs ("Hall du 12"). It ends at `ends_at`, when it was used `most_uses`
    times (None: however often), or when it is taken back; who used it is not kept. Of one that goes by mail, `email` is there only
    until the mail has left; what stays is a keyed digest, so that nobody is written to twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    way = models.CharField(max_length=6, choices=[(way, way) for way in WAYS])
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    note = models.CharField(max_length=60, blank=True, default="")
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    most_uses = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True, default="")
    email_digest = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=2, blank=True, default="")
    claimed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (
            models.Index(fields=["community", "-made_at", "-id"], name="invitation_of_community"),
            models.Index(fields=["community", "email_digest"], name="invited_address"),
            models.Index(
                fields=["made_at"], name="invitation_to_mail", condition=models.Q(mailed_at=None) & ~models.Q(email="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.way} to {self.community_id}"

    def is_open(self, *, now: datetime) -> bool:
        """Whether it still lets somebody in at the aware moment `now`."""
        is_used_up = self.most_uses is not None and self.uses >= self.most_uses
        return self.taken_back_at is None and now < self.ends_at and not is_used_up


class JoinRequest(models.Model):
    """Somebody asks to be let into a community, in a few words; whoever runs it says yes or no, with words if they like.

    `decision` is empty while it waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    words = models.CharField(max_length=500, blank=True, default="")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=9, blank=True, default="", choices=[(one, one) for one in DECISIONS])
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["community", "person"], condition=models.Q(decision=""), name="one_request_waits"
            ),
        )
        indexes = (
            models.Index(fields=["community", "asked_at", "id"], name="request_waits", condition=models.Q(decision="")),
        )

    def __str__(self) -> str:
        return f"{self.person_id} asks for {self.community_id}"


class UnwantedAddress(models.Model):
    """An address to which no invitation goes any more, from no community of this server: a keyed digest, never the address."""

    digest = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "unwanted addresses"

    def __str__(self) -> str:
        return f"an address, since {self.since:%Y-%m-%d}"


class OutsideLetter(models.Model):
    """A letter that waits to leave, to somebody who need not be a member. It is deleted when it has left, and with it the address.

    `person` asked for it; `kind` is which letter it is, `path` the page that it opens, `facts` what else stands in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outside_letters")
    kind = models.CharField(max_length=7, choices=[(kind, kind) for kind in LETTERS])
    email = models.EmailField()
    language = models.CharField(max_length=2)
    path = models.TextField()
    facts = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"{self.kind} letter of {self.person_id}"
