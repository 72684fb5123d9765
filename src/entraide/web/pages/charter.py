"""/charter/: what protects everybody, in every community: the articles that the program holds, and what this server promises."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entraide.logic.charter.charter import ARTICLE_CODES
from entraide.wording.charter import article_title, article_words


@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """The charter, article by article."""
    articles = [(code, article_title(code), article_words(code)) for code in ARTICLE_CODES]
    return render(request, "web/charter.html", {"articles": articles})
