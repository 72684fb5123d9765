"""Reports, for operators: what was decided and when. Words of reports and notes, and who reported, are for those who settle them."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.reports.models import (
    Appeal,
    CannedWords,
    Case,
    CheckVoice,
    Juror,
    Measure,
    PostCheck,
    Report,
    Seat,
    StewardNote,
)


@admin.register(Case)
class CaseAdmin(HistoryAdmin):
    """Cases, whatever their state."""

    list_display = ("opened_at", "kind", "community", "state", "is_urgent", "finding", "rule")
    list_filter = ("state", "kind", "community")
    search_fields = ("code",)
    list_select_related = ("community",)


@admin.register(Report)
class ReportAdmin(HistoryAdmin):
    """That something was reported, without who did."""

    list_display = ("made_at", "case", "rule", "is_danger")
    list_select_related = ("case",)
    exclude = ("by", "words")


@admin.register(Measure)
class MeasureAdmin(HistoryAdmin):
    """What was done."""

    list_display = ("at", "kind", "community", "rule", "decided_by", "until", "ended_at")
    list_filter = ("kind", "decided_by", "community")
    search_fields = ("code",)
    list_select_related = ("community",)


@admin.register(Appeal)
class AppealAdmin(HistoryAdmin):
    """Appeals, and what became of them."""

    list_display = ("made_at", "measure", "state", "decided_at")
    list_filter = ("state",)
    list_select_related = ("measure",)
    exclude = ("words",)


@admin.register(Juror)
class JurorAdmin(HistoryAdmin):
    """Who agreed to be drawn for small panels."""

    list_display = ("agreed_at", "membership")
    list_select_related = ("membership",)


@admin.register(Seat)
class SeatAdmin(HistoryAdmin):
    """Seats of panels, without what was said on them."""

    list_display = ("drawn_at", "case", "ends_at", "said_at", "left_at")
    list_select_related = ("case",)
    exclude = ("voice", "rule", "code")


@admin.register(PostCheck)
class PostCheckAdmin(HistoryAdmin):
    """Posts that were to be looked at."""

    list_display = ("wanted_at", "post", "community", "is_held", "outcome", "done_at")
    list_filter = ("is_held", "outcome", "community")
    list_select_related = ("post", "community")


@admin.register(CheckVoice)
class CheckVoiceAdmin(HistoryAdmin):
    """Who looked at which post."""

    list_display = ("at", "check_wanted", "by", "is_fine")
    list_select_related = ("check_wanted", "by")


@admin.register(StewardNote)
class StewardNoteAdmin(HistoryAdmin):
    """That there are notes; their words are for the community's stewards."""

    list_display = ("at", "community", "by")
    list_select_related = ("community", "by")
    exclude = ("words",)


@admin.register(CannedWords)
class CannedWordsAdmin(HistoryAdmin):
    """What stewards say often."""

    list_display = ("name", "community", "at")
    list_select_related = ("community",)
