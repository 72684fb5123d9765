"""Invitations and requests, for operators: that there are some, and how often they were used. Keys and words are for others."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.invitations.models import Invitation, JoinRequest, OutsideLetter, UnwantedAddress


@admin.register(Invitation)
class InvitationAdmin(HistoryAdmin):
    """The ways in. An operator does not see the keys: whoever holds one comes in."""

    list_display = ("community", "way", "note", "made_at", "ends_at", "uses", "taken_back_at")
    list_filter = ("way", "community")
    search_fields = ("note", "community__name")
    list_select_related = ("community",)
    fields = (
        "community",
        "way",
        "note",
        "made_by",
        "made_at",
        "ends_at",
        "most_uses",
        "uses",
        "taken_back_at",
        "mailed_at",
    )


@admin.register(JoinRequest)
class JoinRequestAdmin(HistoryAdmin):
    """Who asked to be let in where. The words are for those who run the community."""

    list_display = ("person", "community", "asked_at", "decision", "decided_at")
    list_filter = ("decision", "community")
    search_fields = ("person__first_name", "community__name")
    list_select_related = ("person", "community")
    exclude = ("words", "answer")


@admin.register(UnwantedAddress)
class UnwantedAddressAdmin(HistoryAdmin):
    """How many addresses want no invitations; which ones nobody can read."""

    list_display = ("__str__", "since")
    fields = ("since",)


@admin.register(OutsideLetter)
class OutsideLetterAdmin(HistoryAdmin):
    """Letters to outsiders that have not left yet. To whom, and what page they open, is between the two."""

    list_display = ("kind", "person", "asked_at", "claimed_at")
    list_filter = ("kind",)
    list_select_related = ("person",)
    fields = ("kind", "person", "language", "asked_at", "claimed_at")
