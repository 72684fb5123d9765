"""Mandates, for operators: who acts for whom, and how that was agreed to. To be read, never changed."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.mandates.models import Mandate


@admin.register(Mandate)
class MandateAdmin(HistoryAdmin):
    """Who acts for whom, until when. The digest of the code is nobody's business."""

    list_display = ("person", "hand", "consent", "asked_at", "agreed_at", "until", "ended_at", "ended_by")
    list_filter = ("consent",)
    search_fields = ("person__first_name", "person__email", "hand__first_name", "hand__email")
    list_select_related = ("person", "hand")
    exclude = ("code_digest",)
