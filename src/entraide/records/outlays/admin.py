"""Outlays, for operators: to be read, never changed."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.outlays.models import Outlay


@admin.register(Outlay)
class OutlayAdmin(HistoryAdmin):
    """What was spent each day."""

    list_display = ("day", "purpose", "times", "spent_eur")
    list_filter = ("purpose",)
