"""Asks and answers, for operators: to be read. The secret keys of asks are not shown."""

from django.contrib import admin

from entraide.records.asks.models import Answer, Ask, Attention
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(Ask)
class AskAdmin(HistoryAdmin):
    """Who was asked to help with which post, why, and what became of it."""

    list_display = ("person", "post", "wave", "state", "score", "asked_at", "settled_at")
    list_filter = ("state",)
    search_fields = ("post__code", "post__text", "person__first_name", "person__email")
    list_select_related = ("person", "post")
    fields = ("person", "post", "wave", "state", "score", "distance_km", "because", "asked_at", "settled_at")


@admin.register(Answer)
class AnswerAdmin(HistoryAdmin):
    """What people said to posts."""

    list_display = ("person", "post", "kind", "given_at", "chosen_at", "withdrawn_at")
    list_filter = ("kind",)
    search_fields = ("post__code", "words", "person__first_name", "person__email")
    list_select_related = ("person", "post")


@admin.register(Attention)
class AttentionAdmin(HistoryAdmin):
    """What routing has learned of a person's attention: never a mark of how good they are."""

    list_display = ("person", "price", "asks_a_day", "exposed", "answered", "yeses", "updated_day")
    search_fields = ("person__first_name", "person__email")
    list_select_related = ("person",)
