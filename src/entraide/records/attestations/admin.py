"""Attestations for operators: who attested what, to look through. Remarks and days of documents are between those concerned."""

from django.contrib import admin

from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.happenings.admin import HistoryAdmin


@admin.register(Attestation)
class AttestationAdmin(HistoryAdmin):
    """What was attested, and how it ended."""

    list_display = ("kind", "person", "community", "attested_at", "valid_until", "ended_how")
    list_filter = ("kind", "ended_how")
    search_fields = ("person__first_name", "community__name", "code")
    list_select_related = ("person", "community")
    exclude = ("seen_where", "document_on", "ended_why")


@admin.register(AttestationRequest)
class AttestationRequestAdmin(HistoryAdmin):
    """Who asked for an attestation, and what became of it."""

    list_display = ("kind", "person", "community", "asked_at", "settled_at", "outcome")
    list_filter = ("kind", "outcome")
    search_fields = ("person__first_name", "community__name", "code")
    list_select_related = ("person", "community")
    exclude = ("words", "answer")
