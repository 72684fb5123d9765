"""An attestation, and the request for one."""

from django.db import models

from entraide.common.ids import new_code, uuid7
from entraide.logic.routing.attestations import KINDS, LONGEST_NAME
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# How an attestation ends: taken back by the community; given up by the person themselves; its time is over; a newer one took
# its place.
ENDS = ("revoked", "given_up", "expired", "renewed")
# How a request ends: an attestation was given; it was declined; the person took it back.
OUTCOMES = ("attested", "declined", "withdrawn")

_KIND_CHOICES = [(kind, kind) for kind in KINDS]


class Attestation(models.Model):
    """Somebody trusted has seen something of a person and says so, for one community. What they saw is not kept.

    `name` says which organisation or qualification, where the kind has one. `seen_where` is a remark of whoever attests (at
    which desk, say), `document_on` the day on which the document was made out, where that counts. `valid_until` is the last day
    on which it holds (None: no end). `attested_by` is None for what was verified before there were attestations, and once that
    person has gone. `hidden_at`: the person does not want it shown; it counts all the same. `warned_at`: both sides were told
    that it ends soon.
    Rows are never deleted nor changed in what they say: an end is written once (`ended_at`, `ended_how`, `ended_by`, `ended_why`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attestations")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="attestations")
    kind = models.CharField(max_length=12, choices=_KIND_CHOICES)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    seen_where = models.CharField(max_length=200, blank=True, default="")
    document_on = models.DateField(null=True, blank=True)
    attested_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    attested_at = models.DateTimeField()
    valid_until = models.DateField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, blank=True, default="", choices=[(how, how) for how in ENDS])
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("-attested_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "community", "kind", "name"],
                condition=models.Q(ended_at=None),
                name="attested_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(attested_by=models.F("person")) | models.Q(attested_by=None),
                name="nobody_attests_themselves",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_how="")
                | models.Q(ended_at__isnull=False) & ~models.Q(ended_how=""),
                name="an_end_has_a_way",
            ),
        )
        indexes = (
            models.Index(fields=["person", "-attested_at"], name="attestation_of_person"),
            models.Index(fields=["community", "-attested_at"], name="attestation_by_house"),
            models.Index(fields=["community", "kind"], condition=models.Q(ended_at=None), name="attestation_in_house"),
            models.Index(fields=["valid_until"], condition=models.Q(ended_at=None), name="attestation_to_end"),
            models.Index(
                fields=["community", "valid_until"], condition=models.Q(ended_at=None), name="attestation_ends_in"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class AttestationRequest(models.Model):
    """A member asks the people whom a community trusts with it to attest something, and says where they can be met (`words`).

    `answer` is what whoever declined wrote to them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attestation_requests")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="attestation_requests")
    kind = models.CharField(max_length=12, choices=_KIND_CHOICES)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=9, blank=True, default="", choices=[(one, one) for one in OUTCOMES])
    answer = models.CharField(max_length=300, blank=True, default="")
    attestation = models.ForeignKey(
        Attestation, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "community", "kind"], condition=models.Q(settled_at=None), name="asks_for_it_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["community", "asked_at"], condition=models.Q(settled_at=None), name="attestation_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} asked for by {self.person_id}"
