"""Figures in the operator's rooms: to look at; they are counted, not written."""

from django.contrib import admin

from entraide.records.figures.models import FiguresCounted, MonthFigure
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(MonthFigure)
class MonthFigureAdmin(HistoryAdmin):
    """Months, by community and measure."""

    list_display = ("month", "community", "measure", "topic", "area", "amount", "count")
    list_filter = ("measure",)
    list_select_related = ("community",)
    date_hierarchy = "month"
    show_full_result_count = False


@admin.register(FiguresCounted)
class FiguresCountedAdmin(HistoryAdmin):
    """Up to when figures are counted."""

    list_display = ("community", "day")
    list_select_related = ("community",)
