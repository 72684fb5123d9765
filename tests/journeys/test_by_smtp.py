"""Letters by SMTP, to a real server: whole, in both forms, under their own Message-ID, and kept for later when it refuses."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from tests.cast import meet_all, post_of
from tests.conftest import Clock
from tests.journeys.letterbox import Letterbox, letterbox, mailers

from entraide.journeys.deliver_letters import deliver_letters
from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db
__all__ = ["letterbox"]


def test_letters_arrive_whole(clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox) -> None:
    cast = meet_all("Ginette", "Bruno", "Els")
    post_of(cast["Ginette"])
    run_worker()
    assert sorted(receivers for receivers, _ in letterbox.letters) == [["bruno@example.org"], ["els@example.org"]]
    notices = {f"<notice-{notice.pk}@localhost>" for notice in Notice.objects.all()}
    assert {str(letter["Message-ID"]) for _, letter in letterbox.letters} == notices
    for _, letter in letterbox.letters:
        plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
        assert plain
        assert html
        assert "promener mon chien" in " ".join(plain.get_content().split())
        assert "/s/" in html.get_content()
        assert letter["Auto-Submitted"] == "auto-generated"


def test_a_busy_server_gets_the_letter_later_and_once(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox
) -> None:
    cast = meet_all("Ginette", "Bruno")
    letterbox.is_busy = True
    post = post_of(cast["Ginette"])
    run_worker()
    assert post.asks.count() == 1, "the ask stands, whatever the mail does"
    assert not letterbox.letters
    letterbox.is_busy = False
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 1
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 0
    assert len(letterbox.letters) == 1


def test_no_server_at_all_is_no_catastrophe(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox, settings: LazySettings
) -> None:
    cast = meet_all("Ginette", "Bruno")
    there, settings.MAILERS = settings.MAILERS, mailers(1)
    post_of(cast["Ginette"])
    run_worker()
    settings.MAILERS = there
    assert deliver_letters(now=clock.pass_by(minutes=1)) == 1
    assert len(letterbox.letters) == 1
