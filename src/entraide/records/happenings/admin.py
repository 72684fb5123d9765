"""The diary, for operators: to be read, never changed."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from entraide.records.happenings.models import Happening, SignOfLife

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Any]
else:
    BaseAdmin = admin.ModelAdmin


class HistoryAdmin(BaseAdmin):
    """Shows rows of a record whose history must not change: an operator can search and read them, and no more."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is added by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is taken out of history by hand. (A person who erases their account takes their own rows along.)"""
        return False


@admin.register(Happening)
class HappeningAdmin(HistoryAdmin):
    """What happened, newest first, and whether what follows from it is done."""

    list_display = ("at", "kind", "actor_id", "post_id", "person_id", "tries", "followed_at")
    list_filter = ("kind", ("followed_at", admin.EmptyFieldListFilter))
    search_fields = ("kind", "actor_id", "post_id", "person_id")
    ordering = ("-id",)


@admin.register(SignOfLife)
class SignOfLifeAdmin(HistoryAdmin):
    """When a worker last said that it is at work."""

    list_display = ("seen_at",)
