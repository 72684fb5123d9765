"""All addresses of the server, and what answers when a page cannot be given."""

from django.contrib import admin
from django.urls import include, path

from entraide.web.pages.operator_sign_in import operator_sign_in

urlpatterns = [
    path("admin/login/", operator_sign_in),
    path("admin/", admin.site.urls),
    path("", include("entraide.web.urls")),
]

handler400 = "entraide.web.pages.errors.not_understood"
handler403 = "entraide.web.pages.errors.not_yours"
handler404 = "entraide.web.pages.errors.not_found"
handler500 = "entraide.web.pages.errors.our_fault"
