"""All addresses of the server, and what answers when a page cannot be given."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("entraide.web.urls")),
]

handler400 = "entraide.web.pages.errors.not_understood"
handler403 = "entraide.web.pages.errors.not_yours"
handler404 = "entraide.web.pages.errors.not_found"
handler500 = "entraide.web.pages.errors.our_fault"
