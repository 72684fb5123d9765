"""Euros, for operators: to be read, never changed. Account numbers of people and what payers wrote are nobody's business here."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.payments.models import BankAccount, Bill, BillRound, CardPayment, Match, PaymentSeen


@admin.register(BankAccount)
class BankAccountAdmin(HistoryAdmin):
    """Into which account bills to a community are paid, and who said so when."""

    list_display = ("community", "holder", "iban", "set_by", "set_at")
    list_select_related = ("community", "set_by")


@admin.register(Bill)
class BillAdmin(HistoryAdmin):
    """Who owes what to whom, and whether it came."""

    list_display = ("code", "purpose", "state", "cents", "paid_cents", "payer", "payee", "community", "asked_at")
    list_filter = ("purpose", "state")
    search_fields = ("code", "reference")
    list_select_related = ("payer", "payee", "community")
    exclude = ("iban", "holder")


@admin.register(BillRound)
class BillRoundAdmin(HistoryAdmin):
    """Bills for all members of a community, and how many of them are made."""

    list_display = ("community", "purpose", "cents", "period", "asked_by", "asked_at", "made", "finished_at")
    list_select_related = ("community", "asked_by")


@admin.register(PaymentSeen)
class PaymentSeenAdmin(HistoryAdmin):
    """Payments on the statements of communities."""

    list_display = ("community", "booked_on", "cents", "left_cents", "state", "seen_at", "settled_at")
    list_filter = ("state",)
    list_select_related = ("community",)
    exclude = ("words", "name")


@admin.register(Match)
class MatchAdmin(HistoryAdmin):
    """Which payment paid which bill, and what of that was undone."""

    list_display = ("payment", "bill", "cents", "made_at", "made_by", "undone_at", "undone_by")
    list_select_related = ("payment", "bill", "made_by", "undone_by")


@admin.register(CardPayment)
class CardPaymentAdmin(HistoryAdmin):
    """Attempts to pay by card, as their provider told them."""

    list_display = ("reference", "bill", "cents", "state", "begun_at", "looked_at", "ended_at")
    list_filter = ("state",)
    search_fields = ("reference", "bill__code")
    list_select_related = ("bill",)
    exclude = ("address",)
