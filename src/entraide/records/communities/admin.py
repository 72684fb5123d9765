"""Communities and who belongs to them, for operators."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from entraide.records.communities.models import (
    Community,
    CommunityRule,
    CommunityWeights,
    CommunityWord,
    Membership,
    RulesVersion,
)
from entraide.records.happenings.admin import BaseAdmin, HistoryAdmin


@admin.register(Community)
class CommunityAdmin(BaseAdmin):
    """A community: its name, its address, its paper."""

    list_display = ("name", "slug", "entry", "is_server_wide", "opened_at")
    list_filter = ("entry", "template")
    search_fields = ("name", "slug", "motto")
    readonly_fields = ("is_server_wide", "opened_at", "opened_by")


@admin.register(Membership)
class MembershipAdmin(BaseAdmin):
    """Who belongs to which community; here an operator makes a steward. Who is verified, those say who attest it, on their pages."""

    list_display = ("person", "community", "is_steward", "joined_at", "verified_at")
    list_filter = ("is_steward", "community")
    search_fields = ("person__first_name", "person__email", "community__name")
    list_select_related = ("person", "community")
    autocomplete_fields = ("person", "community")
    readonly_fields = ("verified_at", "verified_until", "attested", "may_attest", "is_attester")


@admin.register(CommunityWord)
class CommunityWordAdmin(HistoryAdmin):
    """The words of communities, to look through; whoever tends a community names them on its own page, where they are checked."""

    list_display = ("name", "sort", "community", "topic", "worth", "town", "named_at")
    list_filter = ("sort", "community")
    search_fields = ("name", "key", "topic", "town")
    list_select_related = ("community",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An operator with that permission may take a word away."""
        return super(HistoryAdmin, self).has_delete_permission(request, obj)


@admin.register(CommunityWeights)
class CommunityWeightsAdmin(HistoryAdmin):
    """What communities decided about their weights, to look through; they decide on their own page, where it is previewed."""

    list_display = ("community", "set_at", "set_by", "why")
    list_filter = ("community",)
    list_select_related = ("community", "set_by")


@admin.register(CommunityRule)
class CommunityRuleAdmin(HistoryAdmin):
    """What communities decided about safety, to look through."""

    list_display = ("safety_class", "level", "community", "set_at", "set_by", "why")
    list_filter = ("safety_class", "level", "community")
    list_select_related = ("community", "set_by")


@admin.register(RulesVersion)
class RulesVersionAdmin(HistoryAdmin):
    """The rules of communities, version by version, to look through."""

    list_display = ("community", "number", "set_at", "set_by", "holds_from", "why")
    list_filter = ("community",)
    list_select_related = ("community", "set_by")
