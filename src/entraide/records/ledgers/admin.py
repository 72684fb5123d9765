"""Ledgers, for operators: to be read, never changed. Words that people wrote to each other are for those two."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.ledgers.models import Account, CreditRequest, Entry, Seal, SealedHead, Transfer


@admin.register(Account)
class AccountAdmin(HistoryAdmin):
    """Accounts, without whose they are: members' balances are for the members."""

    list_display = ("mark", "community", "kind", "unit", "entry_count", "opened_at")
    list_filter = ("kind", "unit")
    search_fields = ("mark",)
    list_select_related = ("community",)
    exclude = ("person", "holder_salt", "holder_digest")


@admin.register(Transfer)
class TransferAdmin(HistoryAdmin):
    """Transfers between accounts, without words."""

    list_display = ("made_at", "community", "kind", "key")
    list_filter = ("kind",)
    search_fields = ("key",)
    list_select_related = ("community",)
    exclude = ("words", "words_salt", "made_by", "about")


@admin.register(Entry)
class EntryAdmin(HistoryAdmin):
    """The lines of accounts."""

    list_display = ("account", "number", "hash")
    list_select_related = ("account",)


@admin.register(Seal)
class SealAdmin(HistoryAdmin):
    """The seals of each day."""

    list_display = ("day", "community", "unit", "number", "accounts", "entries", "digest")
    list_select_related = ("community",)


@admin.register(SealedHead)
class SealedHeadAdmin(HistoryAdmin):
    """What lies under each seal."""

    list_display = ("seal", "account", "number")
    list_select_related = ("seal", "account")


@admin.register(CreditRequest)
class CreditRequestAdmin(HistoryAdmin):
    """What members ask each other to give, without words and people."""

    list_display = ("made_at", "community", "state", "decided_at")
    list_filter = ("state",)
    list_select_related = ("community",)
    exclude = ("words", "payer", "payee")
