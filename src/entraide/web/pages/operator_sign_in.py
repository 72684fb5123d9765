"""/admin/login/: the one page with a password. Django's own, but nobody may guess without end."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often

GUESSES = 10
WITHIN_SECONDS = 300


def operator_sign_in(request: HttpRequest) -> HttpResponse:
    """Django's page for operators; the eleventh try from one address within five minutes gets 429."""
    if request.method == "POST" and is_too_often(request, what="operator", most=GUESSES, seconds=WITHIN_SECONDS):
        return too_often(request)
    return admin.site.login(request)
