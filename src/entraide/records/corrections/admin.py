"""Corrections, for operators: to look through before the bot learns from them, and to take away what is wrong."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from entraide.records.corrections.models import Correction
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(Correction)
class CorrectionAdmin(HistoryAdmin):
    """What was read, and what is right. Nothing can be edited; a correction that misleads can be taken away."""

    list_display = ("sentence", "language", "read_kind", "right_kind", "read_topic", "right_topic", "kept_on")
    list_filter = ("language", "corrected_by", "community")
    search_fields = ("sentence", "read_topic", "right_topic")
    date_hierarchy = "kept_on"

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An operator with that permission may take a correction away."""
        return super(HistoryAdmin, self).has_delete_permission(request, obj)
