"""The search index, for operators: to see that it grows; what it holds is made from the records, and changed nowhere else."""

from django.contrib import admin

from entraide.records.finds.models import Find, FindsWalk, WordKey
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(Find)
class FindAdmin(HistoryAdmin):
    """What can be found."""

    list_display = ("number", "kind", "ref", "community")
    list_filter = ("kind",)
    search_fields = ("ref",)
    list_select_related = ("community",)
    show_full_result_count = False


@admin.register(WordKey)
class WordKeyAdmin(HistoryAdmin):
    """Under what words are filed."""

    list_display = ("key", "word")
    search_fields = ("=word",)
    show_full_result_count = False


@admin.register(FindsWalk)
class FindsWalkAdmin(HistoryAdmin):
    """How far the walks have come."""

    list_display = ("kind", "version", "reached", "number", "done_at")
