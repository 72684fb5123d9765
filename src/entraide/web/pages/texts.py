"""The pages of plain text: help, accessibility, the source code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How it works, and whom to write to."""
    return render(request, "web/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be used, what was checked, and where to say that something is in the way."""
    return render(request, "web/accessibility.html")


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """The licence of this software and where its source is (section 13 of the AGPL asks for this page)."""
    return render(request, "web/source.html")
