"""A bill, the bank account of a community, a payment seen on its statement, which payment pays which bill, and a payment by card."""

from django.db import models
from django.db.models import Q

from entraide.common.ids import new_code, uuid7
from entraide.logic.states import BILL, CARD_PAYMENT, PAYMENT
from entraide.records.communities.models import Community
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person

# What is paid: a part in euros of an exchange, a membership for a time, a share in the co-operative, what the community calls
# solidarity (asked for by nobody but who pays it), or credits that a member buys.
PURPOSES = ("exchange", "subscription", "share", "solidarity", "credits")
# How the money came: by transfer, in the hand, by card.
WAYS = ("transfer", "cash", "card")
# What is not over yet.
OPEN_STATES = ("waiting", "said_paid")


class BankAccount(models.Model):
    """The account into which bills to a community are paid, from one moment on: the newest row holds, the others are the history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="bank_accounts")
    iban = models.CharField(max_length=34, blank=True, default="")
    holder = models.CharField(max_length=70, blank=True, default="")
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at", "-id")
        indexes = (models.Index(fields=["community", "-set_at", "-id"], name="account_of_community"),)

    def __str__(self) -> str:
        return f"account of {self.community_id} since {self.set_at:%Y-%m-%d}"


class Bill(models.Model):
    """What one person owes in euros: to another for an exchange (`payee`), or to their community (`is_to_community`).

    `cents`: how much in all; `paid_cents`: how much of it statements show (it may be paid without: somebody said that it came).
    `reference`: the structured communication of its transfer, as twelve digits. `iban` and `holder`: of a person who is paid, for
    as long as the bill is open; then both are erased. A bill to a community shows that community's account instead. `what`: what
    it is for, in the words of whoever asked. `period`: what a subscription is for ("2026", "2026-03"); the same is asked of the
    same person once. `about`: the bill whose payer adds solidarity by this one, `percent` of it. `way`: how it was paid.
    `credits_minor`: what is bought by it, in minor units of the community's currency.
    `payer` and `payee` are None once they have erased their account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="bills")
    exchange = models.ForeignKey(Exchange, on_delete=models.SET_NULL, null=True, blank=True, related_name="bills")
    about = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="solidarity")
    purpose = models.CharField(max_length=12, choices=[(purpose, purpose) for purpose in PURPOSES])
    payer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="bills_to_pay")
    payee = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="bills_to_receive")
    is_to_community = models.BooleanField(default=False)
    cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField(default=0)
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    credits_minor = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=140, blank=True, default="")
    period = models.CharField(max_length=7, blank=True, default="")
    reference = models.CharField(max_length=12, unique=True, editable=False)
    iban = models.CharField(max_length=34, blank=True, default="")
    holder = models.CharField(max_length=70, blank=True, default="")
    state = models.CharField(max_length=10, default=BILL.first, choices=[(state, state) for state in BILL.states])
    way = models.CharField(max_length=8, blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    said_paid_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(cents__gte=1, paid_cents__gte=0), name="bill_is_of_a_cent_at_least"),
            models.CheckConstraint(
                condition=~Q(is_to_community=True) | Q(payee=None, iban="", holder=""), name="bill_has_one_payee"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES) | Q(iban="", holder=""), name="closed_bill_keeps_no_account"
            ),
            models.UniqueConstraint(
                fields=["community", "payer", "period"],
                condition=Q(purpose="subscription", payer__isnull=False) & ~Q(state="cancelled") & ~Q(period=""),
                name="subscription_asked_once",
            ),
            models.UniqueConstraint(
                fields=["exchange"],
                condition=Q(purpose="exchange", state__in=OPEN_STATES),
                name="one_open_bill_an_exchange",
            ),
            models.UniqueConstraint(
                fields=["about"], condition=Q(about__isnull=False) & ~Q(state="cancelled"), name="solidarity_added_once"
            ),
        )
        indexes = (
            models.Index(fields=["payer", "-asked_at", "-id"], name="bill_of_payer"),
            models.Index(fields=["payee", "-asked_at", "-id"], name="bill_of_payee"),
            models.Index(
                fields=["community", "-id"],
                name="bill_of_community",
                condition=Q(is_to_community=True),
            ),
            models.Index(
                fields=["community", "reference"],
                name="bill_to_be_paid",
                condition=Q(is_to_community=True, state__in=OPEN_STATES),
            ),
            models.Index(fields=["asked_at"], name="bill_with_an_account", condition=~Q(iban="")),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.purpose}, {self.state})"

    def get_absolute_url(self) -> str:
        """The page of the bill."""
        return f"/b/{self.code}/"

    @property
    def left_cents(self) -> int:
        """How much is still to be paid; never below nought."""
        return max(0, self.cents - self.paid_cents) if self.is_open else 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to be paid, or to be confirmed."""
        return self.state in OPEN_STATES


class BillRound(models.Model):
    """The same bill for all members of a community: made by the worker, some at a time, up to the membership `after` so far."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="bill_rounds")
    purpose = models.CharField(max_length=12, choices=[(purpose, purpose) for purpose in PURPOSES])
    cents = models.BigIntegerField()
    what = models.CharField(max_length=140, blank=True, default="")
    period = models.CharField(max_length=7, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    after = models.UUIDField(null=True, blank=True)
    made = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["community", "-asked_at"], name="round_of_community"),)

    def __str__(self) -> str:
        return f"{self.purpose} of {self.community_id} for {self.period or self.asked_at}"


class PaymentSeen(models.Model):
    """A payment on a statement of a community's account, taken once however often its file is taken (`account` with `key`).

    Below nought: one that came back. `left_cents` is what no bill has taken of it. `words` and `name`, what the payer wrote and as
    whom, are for the human who looks; they are erased once it is settled for a year. `state`: waiting for a human, settled (bills have
    taken it), or set_aside (a human said that it pays no bill).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="payments")
    account = models.CharField(max_length=34)
    key = models.CharField(max_length=48)
    booked_on = models.DateField()
    cents = models.BigIntegerField()
    left_cents = models.BigIntegerField()
    references = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=140, blank=True, default="")
    name = models.CharField(max_length=70, blank=True, default="")
    state = models.CharField(max_length=9, default=PAYMENT.first, choices=[(one, one) for one in PAYMENT.states])
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-booked_on", "-id")
        verbose_name_plural = "payments seen"
        constraints = (models.UniqueConstraint(fields=["community", "account", "key"], name="payment_seen_once"),)
        indexes = (
            models.Index(fields=["community", "booked_on", "id"], name="payment_waiting", condition=Q(state="waiting")),
            models.Index(
                fields=["settled_at"],
                name="payment_with_words",
                condition=Q(settled_at__isnull=False) & ~Q(words="", name=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.cents} cents on {self.booked_on}"


class Match(models.Model):
    """So many cents of a payment went to a bill (below nought: came back out of it). `made_by` is None where its reference said so.

    None is ever changed: one that was wrong is undone, and stays as that.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(PaymentSeen, on_delete=models.CASCADE, related_name="matches")
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="matches")
    cents = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name_plural = "matches"
        constraints = (
            models.UniqueConstraint(
                fields=["payment", "bill"], condition=Q(undone_at=None), name="payment_matched_once_a_bill"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cents} cents of {self.payment_id}"


class CardPayment(models.Model):
    """An attempt to pay a bill by card, at a provider. `reference` is the provider's own; what it says is looked up, never believed.

    `reference` is empty until the provider has answered; `address` is where the payer goes meanwhile, and is erased after.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="card_payments")
    reference = models.CharField(max_length=64, null=True, blank=True, unique=True)
    address = models.URLField(max_length=500, blank=True, default="")
    cents = models.BigIntegerField()
    state = models.CharField(max_length=9, default=CARD_PAYMENT.first, choices=[(s, s) for s in CARD_PAYMENT.states])
    begun_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begun_at", "-id")
        indexes = (models.Index(fields=["looked_at"], name="card_payment_open", condition=Q(state="open")),)
        constraints = (
            models.UniqueConstraint(fields=["bill"], condition=Q(state="open"), name="one_card_payment_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.reference} ({self.state})"
