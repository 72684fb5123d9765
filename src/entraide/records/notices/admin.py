"""Notices, for operators: to be read, and to see which mails have not left."""

from django.contrib import admin

from entraide.records.happenings.admin import HistoryAdmin
from entraide.records.notices.models import Notice


@admin.register(Notice)
class NoticeAdmin(HistoryAdmin):
    """What people were told, and whether it was mailed and seen."""

    list_display = ("person", "kind", "post", "made_at", "is_by_mail", "mailed_at", "seen_at")
    list_filter = ("kind", "is_by_mail", ("mailed_at", admin.EmptyFieldListFilter))
    search_fields = ("post__code", "person__first_name", "person__email")
    list_select_related = ("person", "post")
