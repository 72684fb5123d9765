"""Exchanges, for operators: that they are and how they stand. What the two say to each other is theirs, secret addresses are not shown."""

from django.contrib import admin

from entraide.records.exchanges.models import Calendar, Exchange, Occurrence, Problem, Thanks
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(Exchange)
class ExchangeAdmin(HistoryAdmin):
    """Exchanges, without where they meet and what is given in return."""

    list_display = ("code", "community", "state", "outcome", "begun_at", "promised_at", "settled_at", "ended_at")
    list_filter = ("state", "outcome", "community")
    search_fields = ("code",)
    list_select_related = ("community",)
    exclude = ("asker", "helper", "proposal", "place_name", "in_return", "what", "proposed_by", "ended_by", "answer")


@admin.register(Occurrence)
class OccurrenceAdmin(HistoryAdmin):
    """The times of promises."""

    list_display = ("exchange", "number", "starts_at", "state", "reminded_day_at", "reminded_hours_at")
    list_filter = ("state",)
    list_select_related = ("exchange",)


@admin.register(Thanks)
class ThanksAdmin(HistoryAdmin):
    """That people were thanked, without their words."""

    list_display = ("given_at", "exchange", "is_shown")
    list_select_related = ("exchange",)
    exclude = ("giver", "receiver", "words")


@admin.register(Problem)
class ProblemAdmin(HistoryAdmin):
    """What went wrong and what came of it; the words are for the two and the steward."""

    list_display = ("told_at", "exchange", "kind", "outcome", "settled_at")
    list_filter = ("kind", "outcome")
    list_select_related = ("exchange",)
    exclude = ("teller", "words", "reply", "steward_words", "settled_by")


@admin.register(Calendar)
class CalendarAdmin(HistoryAdmin):
    """Who has a calendar address; never the address."""

    list_display = ("made_at",)
    fields = ("made_at",)
