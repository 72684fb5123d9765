"""Communities and who belongs to them, for operators."""

from django.contrib import admin

from entraide.records.communities.models import Community, Membership
from entraide.records.happenings.admin import BaseAdmin


@admin.register(Community)
class CommunityAdmin(BaseAdmin):
    """A community: its name, its address, its paper."""

    list_display = ("name", "slug", "is_open", "is_server_wide", "opened_at")
    list_filter = ("is_open",)
    search_fields = ("name", "slug", "motto")
    readonly_fields = ("is_server_wide", "opened_at")


@admin.register(Membership)
class MembershipAdmin(BaseAdmin):
    """Who belongs to which community; here an operator makes a steward, or says that a person was verified."""

    list_display = ("person", "community", "is_steward", "joined_at", "verified_at")
    list_filter = ("is_steward", "community")
    search_fields = ("person__first_name", "person__email", "community__name")
    list_select_related = ("person", "community")
    autocomplete_fields = ("person", "community")
