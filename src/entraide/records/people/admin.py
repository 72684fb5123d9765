"""People, for operators: who is here, and what they set. Homes are blurred before they are kept; codes are digests."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from entraide.records.happenings.admin import BaseAdmin, HistoryAdmin
from entraide.records.people.models import Block, Passkey, Person, Say, SignInCode, TrustedContact

if TYPE_CHECKING:
    BaseInline = admin.TabularInline[Any, Any]
else:
    BaseInline = admin.TabularInline


class SayInline(BaseInline):
    """A person's own sentences; they alone change them."""

    model = Say
    fields = ("text", "kind", "topic", "said_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only the person speaks for themselves."""
        return False


@admin.register(Person)
class PersonAdmin(BaseAdmin):
    """A person. An operator may close an account or make another operator; the rest is the person's own to set."""

    list_display = ("first_name", "email", "language", "home_name", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff", "language", "is_paused")
    search_fields = ("first_name", "email", "home_name")
    ordering = ("-joined_at",)
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("first_name", "email", "language", "joined_at")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser")}),
        (
            "As they set it",
            {
                "fields": (
                    "home_name", "home_country", "radius_km", "spoken_languages", "free_hours", "helps_for",
                    "asks_per_day", "asks_per_week", "is_paused", "paused_until",
                    "wants_mail", "teaches_reader", "time_zone", "theme", "last_login",
                )
            },
        ),
    )  # fmt: skip
    readonly_fields = ("email", "joined_at", *fieldsets[2][1]["fields"])
    inlines = (SayInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People come in by the front door; operators are made on the command line."""
        return False


@admin.register(Say)
class SayAdmin(HistoryAdmin):
    """What people say they like to do, and how it was read."""

    list_display = ("text", "person", "kind", "topic", "said_at")
    list_filter = ("kind",)
    search_fields = ("text", "topic", "person__first_name", "person__email")
    list_select_related = ("person",)


@admin.register(Block)
class BlockAdmin(HistoryAdmin):
    """Who does not want to meet whom. Shown to operators so that they can help; the other is never told."""

    list_display = ("person", "blocked", "made_at")
    search_fields = ("person__first_name", "person__email", "blocked__first_name", "blocked__email")
    list_select_related = ("person", "blocked")


@admin.register(TrustedContact)
class TrustedContactAdmin(HistoryAdmin):
    """That somebody named a person whom they trust. Who it is, and how to reach them, is not for operators."""

    list_display = ("person", "named_at", "told_at", "shown_until")
    fields = ("person", "named_at", "told_at", "shown_until")
    search_fields = ("person__first_name", "person__email")
    list_select_related = ("person",)


@admin.register(Passkey)
class PasskeyAdmin(HistoryAdmin):
    """The keys with which people sign in: whose, and when they were last used."""

    list_display = ("name", "person", "made_at", "used_at")
    fields = ("person", "name", "made_at", "used_at")
    search_fields = ("name", "person__first_name", "person__email")
    list_select_related = ("person",)


@admin.register(SignInCode)
class SignInCodeAdmin(HistoryAdmin):
    """Codes that were sent: when, and how often they were tried. The code itself is kept nowhere."""

    list_display = ("email", "sent_at", "tries", "used_at")
    search_fields = ("email",)
    fields = ("email", "language", "sent_at", "tries", "used_at")
    ordering = ("-sent_at",)
