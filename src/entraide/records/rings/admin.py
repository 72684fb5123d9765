"""Rings in the operator's rooms: to look at. What each member answered is theirs, and not shown."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.rings.models import Ring, RingLink, RingSearch


@admin.register(Ring)
class RingAdmin(HistoryAdmin):
    """What was proposed, and what became of it."""

    list_display = ("code", "community", "state", "members", "chance", "proposed_at", "answer_by", "ended_at")
    list_filter = ("state", "members")
    list_select_related = ("community",)


@admin.register(RingLink)
class RingLinkAdmin(HistoryAdmin):
    """Who would help whom."""

    list_display = ("ring", "number", "giver", "receiver")
    list_select_related = ("ring", "giver", "receiver")
    exclude = ("reply", "replied_at")


@admin.register(RingSearch)
class RingSearchAdmin(HistoryAdmin):
    """When rings were last looked for, by community."""

    list_display = ("community", "looked_at")
    list_select_related = ("community",)
