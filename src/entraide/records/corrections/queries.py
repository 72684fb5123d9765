"""Finding corrections. They name nobody; operators read them, and the bot learns from them."""

from datetime import date

from django.db.models import QuerySet

from entraide.records.corrections.models import Correction


def kept(*, since: date | None = None, language: str = "", community: str = "") -> QuerySet[Correction]:
    """The kept corrections, oldest first: all, or those since a day, in a language, of a community."""
    corrections = Correction.objects.all()
    if since:
        corrections = corrections.filter(kept_on__gte=since)
    if language:
        corrections = corrections.filter(language=language)
    if community:
        corrections = corrections.filter(community=community)
    return corrections
