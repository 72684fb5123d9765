"""Accounts, transfers, their entries, the seals of each day, and what somebody asks another to give."""

from django.db import models

from entraide.common.ids import uuid7
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

# What an account counts: hours (in minutes) or credits (in hundredths). A community that changes from one to the other begins new
# accounts; the old ones stay as they were.
UNITS = ("hours", "credits")
# Whose an account is: a member's, or the community's own.
HOLDERS = ("member", "commons")
# Why credits move. `thanks`: for an exchange; `gift`: given as it is; `request`: somebody asked for it and it was granted;
# `welcome`: to who is new; `work`: for the commons; `decay`: flows back to them; `purchase`: bought for euros; `share`, `leaving`:
# what becomes of an account whose holder goes; `undo`: the opposite of another.
KINDS = ("thanks", "gift", "request", "welcome", "work", "decay", "purchase", "share", "leaving", "undo")
# Those that may be undone: what people decided, and not what a rule did.
UNDOABLE = ("thanks", "gift", "request", "work")
# `netted`: it fell away against others in a ring of debts (logic.clearing.netting), and nothing moved.
REQUEST_STATES = ("pending", "accepted", "declined", "cancelled", "netted")


class Account(models.Model):
    """What one member, or the community itself, has of what it counts; integers in minor units.

    `balance_minor`, `entry_count` and `latest_hash` repeat what its entries say. `floor_minor` and `ceiling_minor` are its limits: those
    of the rules or its own (`own_floor_minor`, `own_ceiling_minor`), widened to the balance where this is beyond them. The database
    holds the balance between them.
    `mark` names it in the chain of digests, on every server. `holder_digest` is a digest of whose it is, with `holder_salt`: the salt goes
    with the person, and then it tells nothing. `person` is None for the commons, and once the person has erased their account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="accounts")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="accounts")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in HOLDERS])
    unit = models.CharField(max_length=8, choices=[(unit, unit) for unit in UNITS])
    mark = models.UUIDField(default=uuid7, editable=False)
    holder_digest = models.CharField(max_length=64)
    holder_salt = models.CharField(max_length=32, blank=True, default="")
    opened_at = models.DateTimeField()
    balance_minor = models.BigIntegerField(default=0)
    floor_minor = models.BigIntegerField()
    ceiling_minor = models.BigIntegerField()
    entry_count = models.PositiveIntegerField(default=0)
    latest_hash = models.CharField(max_length=64)
    own_floor_minor = models.BigIntegerField(null=True, blank=True)
    own_ceiling_minor = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    floor_minor__lte=models.F("balance_minor"), ceiling_minor__gte=models.F("balance_minor")
                ),
                name="balance_within_limits",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="member") | models.Q(kind="commons", person=None), name="commons_are_nobodys"
            ),
            models.UniqueConstraint(
                fields=["community", "person", "unit"],
                condition=models.Q(person__isnull=False),
                name="one_account_a_member",
            ),
            models.UniqueConstraint(
                fields=["community", "unit"], condition=models.Q(kind="commons"), name="one_account_of_the_commons"
            ),
            models.UniqueConstraint(fields=["community", "mark"], name="account_mark_once"),
        )
        indexes = (models.Index(fields=["community", "unit", "mark"], name="accounts_of_community"),)

    def __str__(self) -> str:
        return f"{self.kind} account {self.mark}"


class Transfer(models.Model):
    """What went from one account to another, for good: two entries say it, one in each. Never changed or deleted, but for its words.

    `key` is what whoever made it called it: given twice by the same payer, it is made once. `amount_minor` is above nought. `made_by` is
    the identifier of who made it (None for what a rule did), `about` that of what it is about (an exchange, a request, a bill): bare
    identifiers, which may lead nowhere by now. `words` were written by `made_by`; `words_digest` is their digest with `words_salt`. Where
    words are erased, the salt goes along, and the digest tells nothing of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.UUIDField(editable=False)
    # Found by the entries of the accounts, which have an index of their own; and it is these that the database holds to accounts that
    # are there. So a transfer writes no index too many, and locks no row (as that of the community) that others need.
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="transfers", db_index=False, db_constraint=False
    )
    payer = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="paid", db_index=False, db_constraint=False
    )
    payee = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="received", db_index=False, db_constraint=False
    )
    amount_minor = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    words = models.CharField(max_length=200, blank=True, default="")
    words_salt = models.CharField(max_length=32, blank=True, default="")
    words_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, blank=True)
    about = models.UUIDField(null=True, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["payer", "key"], name="transfer_once"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~models.Q(payer=models.F("payee")), name="transfer_between_two"),
        )
        indexes = (
            models.Index(fields=["about"], condition=models.Q(about__isnull=False), name="transfers_about"),
            models.Index(fields=["made_by"], condition=models.Q(words_salt__gt=""), name="transfers_worded_by"),
            models.Index(fields=["payer", "made_at"], condition=models.Q(kind="decay"), name="decay_of_account"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.made_at:%Y-%m-%d %H:%M}"


class Entry(models.Model):
    """One line of one account, the `number`-th: what came (above nought) or went, and the balance after it. Never changed or deleted.

    `hash` is its digest, made with that of the entry before it (logic.bookkeeping.chain).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries", db_index=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()
    balance_minor = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("account", "-number")
        constraints = (
            models.UniqueConstraint(fields=["account", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=~models.Q(amount_minor=0), name="entry_moves_something"),
        )

    def __str__(self) -> str:
        return f"entry {self.number} of {self.account_id}"


class Seal(models.Model):
    """One digest over all accounts of a community that count the same unit, of one day; each is tied to the one before (`before`).

    `root` is that over the last entry of each account (logic.bookkeeping.seals), `digest` the seal itself. `accounts` and `entries` are
    how many there were.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="seals")
    unit = models.CharField(max_length=8, choices=[(unit, unit) for unit in UNITS])
    number = models.PositiveIntegerField()
    day = models.DateField()
    accounts = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-number")
        constraints = (
            models.UniqueConstraint(fields=["community", "unit", "number"], name="seal_number_once"),
            models.UniqueConstraint(fields=["community", "unit", "day"], name="one_seal_a_day"),
        )

    def __str__(self) -> str:
        return f"seal {self.number} of {self.day}"


class SealedHead(models.Model):
    """Up to which entry an account lies under a seal: kept only where it has moved since the seal before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.CASCADE, related_name="heads")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sealed_heads", db_index=False)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "seal"], name="sealed_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} up to {self.number}"


class CreditRequest(models.Model):
    """What one member asks another to give: `payee` asks, `payer` answers. Granted, it is a transfer with the request's identifier as key.

    `words` are the payee's. Either is None once they have erased their account; then it is over. Of a request of which only a part fell
    away in a ring of debts, the rest goes on under its identifier, and the part is one of its own, netted, with `part_of`. `netting` names
    the netting in which something fell away: the same of all of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="credit_requests")
    payer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    payee = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=8, choices=[(unit, unit) for unit in UNITS])
    amount_minor = models.BigIntegerField()
    words = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, default="pending", choices=[(state, state) for state in REQUEST_STATES])
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    transfer = models.OneToOneField(
        Transfer, on_delete=models.PROTECT, null=True, blank=True, related_name="granted_request"
    )
    part_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="netted_parts")
    netting = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="request_of_something"),)
        indexes = (
            models.Index(
                fields=["community", "payer", "made_at"],
                condition=models.Q(state="pending"),
                name="requests_to_answer",
            ),
            models.Index(fields=["community", "payee", "-made_at"], name="requests_made"),
            models.Index(fields=["netting"], condition=models.Q(netting__isnull=False), name="requests_netted"),
            models.Index(
                fields=["community", "payer", "-decided_at"],
                condition=models.Q(state="netted"),
                name="debts_netted_of_payer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} request of {self.made_at:%Y-%m-%d}"
