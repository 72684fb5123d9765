"""Stirs, for operators: to see that live pages are woken."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.stirs.models import Stir


@admin.register(Stir)
class StirAdmin(HistoryAdmin):
    """What stirred last."""

    list_display = ("topic", "number")
    search_fields = ("topic",)
