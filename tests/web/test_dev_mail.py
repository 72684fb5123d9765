"""The mails of a demo: shown in a demo, nowhere else, and no file but a mail of the folder can be read."""

from email.message import EmailMessage

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.IS_DEMO = True
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAIL_FOLDER.mkdir()
    message = EmailMessage()
    message["To"], message["Subject"] = "bruno@example.org", "Ginette cherche quelqu'un"
    message["Date"] = "Sat, 07 Mar 2026 09:12:00 +0100"
    message.set_content("Bonjour Bruno, http://localhost:8000/s/abc/")
    message.add_alternative("<p>Bonjour <b>Bruno</b></p><script>alert(1)</script>", subtype="html")
    (settings.MAIL_FOLDER / "0001.eml").write_bytes(bytes(message))
    (tmp_path / "secret.eml").write_text("Subject: secret\n\nsecret")
    return settings.MAIL_FOLDER


def test_the_mails_are_listed_and_read(folder):
    client = Client()
    assert "Ginette cherche" in client.get("/dev/mail/").content.decode()
    assert "Ginette cherche" not in client.get("/dev/mail/?to=daan").content.decode()
    one = client.get("/dev/mail/0001/").content.decode()
    assert '<a href="http://localhost:8000/s/abc/"' in one


def test_the_html_part_stands_alone_and_may_run_nothing(folder):
    response = Client().get("/dev/mail/0001/html/")
    assert "<b>Bruno</b>" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["secret", "..%2Fsecret", "../secret", "0002", "%00"])
def test_nothing_else_can_be_read(folder, name):
    assert Client().get(f"/dev/mail/{name}/").status_code == 404


@pytest.mark.parametrize("address", ["/dev/mail/", "/dev/mail/0001/", "/dev/mail/0001/html/"])
def test_outside_a_demo_these_pages_do_not_exist(folder, settings, address):
    settings.IS_DEMO = False
    assert Client().get(address).status_code == 404
