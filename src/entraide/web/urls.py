"""The addresses of the pages for people."""

from django.urls import path

from entraide.web.pages import draft, home, language, read, sign_in, texts

urlpatterns = [
    path("", home.home, name="home"),
    path("read/", read.read, name="read"),
    path("draft/", draft.draft, name="draft"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("language/", language.language, name="language"),
    path("help/", texts.help_page, name="help"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("charter/", texts.charter, name="charter"),
    path("source/", texts.source, name="source"),
]
