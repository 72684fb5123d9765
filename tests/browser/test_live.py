"""Two people in one conversation, each in a browser: lines come by themselves, typed words stay, and nothing breaks without the streams."""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served, until, window

pytestmark = pytest.mark.browser
BRUNO, STEWARD = "Bruno", "Ginette"


@pytest.fixture
def two(chromium: Browser, served: Served) -> Iterator[tuple[Page, Page]]:
    """The same conversation in front of both whom it is between."""
    with window(chromium, served, person=BRUNO) as one, window(chromium, served, person=STEWARD) as other:
        pages = one.new_page(), other.new_page()
        for page in pages:
            page.goto(served.rooms["talk"])
        yield pages


def say(page: Page, words: str) -> None:
    """Write a message and send it."""
    page.get_by_label("Répondre").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text(words)).to_be_visible()


def test_a_line_comes_by_itself_is_announced_and_leaves_what_is_typed_in_its_place(two: tuple[Page, Page]) -> None:
    writer, reader = two
    again = reader.get_by_role("link", name="Actualiser")
    expect(again).to_be_hidden()  # the stream is open
    field = reader.get_by_label("Répondre")
    field.press_sequentially("Je tape encore")
    before = field.bounding_box()
    say(writer, "Je suis en route.")
    expect(reader.get_by_text("Je suis en route.")).to_be_visible()
    assert field.input_value() == "Je tape encore"
    expect(field).to_be_focused()
    after = field.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 3
    expect(reader.locator("[data-live] [role=status]")).to_have_text("Nouveau message de Bruno.")
    assert reader.get_by_text("Je suis en route.").count() == 1


def test_lines_that_come_while_nobody_looks_are_there_when_somebody_does(two: tuple[Page, Page]) -> None:
    writer, reader = two
    reader.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    reader.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for words in ("Un.", "Deux."):
        say(writer, words)
    assert reader.get_by_text("Deux.").count() == 0
    reader.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true })")
    reader.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(reader.get_by_text("Deux.")).to_be_visible()
    assert [reader.get_by_text(words).count() for words in ("Un.", "Deux.")] == [1, 1]


@pytest.mark.slow
def test_when_the_live_process_is_killed_pages_come_back_to_it_and_miss_nothing(
    two: tuple[Page, Page], served: Served
) -> None:
    writer, reader = two
    again = reader.get_by_role("link", name="Actualiser")
    expect(again).to_be_hidden()
    assert _kill_live(served)
    expect(again).to_be_visible()
    say(writer, "Toujours là ?")
    expect(reader.get_by_text("Toujours là ?")).to_be_visible(timeout=40_000)
    expect(again).to_be_hidden()


def _kill_live(served: Served) -> int:
    """Kill the live process of this server, with what it started; how many there were."""
    port = int(served.address.rsplit(":", 1)[1]) + 1
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            said = one.read_text()
            if "'live'" in said and f"'{port}'" in said:
                found.append(int(one.parent.name))
    for number in found:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    return len(found)


def test_a_message_that_is_taken_back_is_told_of_with_a_link(two: tuple[Page, Page]) -> None:
    writer, reader = two
    expect(reader.get_by_role("link", name="Actualiser")).to_be_hidden()
    say(writer, "Oubliez ceci.")
    expect(reader.get_by_text("Oubliez ceci.")).to_be_visible()
    writer.get_by_role("link", name=re.compile("Modifier ou retirer")).last.click()
    writer.get_by_role("button", name=re.compile("Retirer")).click()
    expect(reader.get_by_text("Quelque chose a changé ici.")).to_be_visible()
    reader.get_by_role("link", name="Actualiser").click()
    expect(reader.get_by_text("Oubliez ceci.")).to_have_count(0)


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}], ids=["no script", "no stream"])
def test_without_script_or_stream_a_link_shows_what_is_new(chromium: Browser, served: Served, options: dict) -> None:
    with window(chromium, served, person=STEWARD, **options) as one, window(chromium, served, person=BRUNO) as other:
        one.route("**/live/**", lambda route: route.abort())
        reader, writer = one.new_page(), other.new_page()
        reader.goto(served.rooms["talk"])
        writer.goto(served.rooms["talk"])
        say(writer, f"Sans fil {len(options)}.")
        reader.get_by_role("link", name="Actualiser").click()
        expect(reader.get_by_text(f"Sans fil {len(options)}.")).to_be_visible()


def test_a_device_is_added_where_a_browser_can_and_said_where_it_cannot(chromium: Browser, served: Served) -> None:
    with window(chromium, served, person=BRUNO, permissions=["notifications"]) as context:
        page = context.new_page()
        page.goto("/settings/devices/")
        expect(page.get_by_role("button", name="Afficher mes nouvelles ici")).to_be_visible()
        # The script of news registers for the whole site, and shows what it is sent.
        scope = page.evaluate(
            "async () => { await navigator.serviceWorker.register('/sw.js'); return (await navigator.serviceWorker.ready).scope; }"
        )
        assert scope == f"{served.address}/"
    with window(chromium, served, person=BRUNO, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/settings/devices/")
        expect(page.get_by_role("button", name="Afficher mes nouvelles ici")).to_have_count(0)
        expect(page.get_by_text("les mails vous disent la même chose")).to_be_visible()


def test_what_is_pushed_is_shown_leads_to_its_page_and_is_stopped_with_one_click(
    chromium: Browser, served: Served
) -> None:
    """A push comes in as from the browser's service, which no test can reach; all behind it is real."""
    with window(chromium, served, person=BRUNO, permissions=["notifications"]) as context:
        page = context.new_page()
        page.goto("/settings/devices/")
        page.evaluate(
            "async () => { await navigator.serviceWorker.register('/sw.js'); await navigator.serviceWorker.ready; }"
        )
        tools = context.new_cdp_session(page)
        known: dict[str, bool] = {}
        tools.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: known.update({one["registrationId"]: one["isDeleted"] for one in event["registrations"]}),
        )
        tools.send("ServiceWorker.enable")
        until(lambda: page.wait_for_timeout(100) or not all(known.values()), what="the registration")
        (number,) = (number for number, is_deleted in known.items() if not is_deleted)
        said = {
            "title": "Els vous a écrit",
            "house": "Ixelles s’entraide",
            "tag": "x",
            "lang": "fr",
            "url": "/mine/talks/",
            "stop": served.rooms["stop_push"],
            "stopWords": "Ne plus me le dire ici",
            "stopped": "C’est noté.",
        }
        pushed = {"origin": served.address, "registrationId": number, "data": json.dumps(said)}
        tools.send("ServiceWorker.deliverPushMessage", pushed)
        shown = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(n => n.title)"
        until(lambda: page.evaluate(shown) == ["Els vous a écrit"], what="what was pushed")
        (worker,) = context.service_workers
        click = """async (action) => { const [one] = await registration.getNotifications();
            dispatchEvent(new NotificationEvent('notificationclick', { notification: one, action })); }"""
        worker.evaluate(click, "stop")
        until(lambda: page.evaluate(shown) == ["C’est noté."], what="that it was stopped")
        ((unwanted,),) = served.query(
            "SELECT CAST(unwanted_pushes AS TEXT) FROM people_person WHERE first_name = ?", BRUNO
        )
        assert "talk" in unwanted
        # What comes without words, or garbled, says that there is something, and breaks nothing.
        tools.send("ServiceWorker.deliverPushMessage", {**pushed, "data": "{"})
        until(lambda: "Entraide" in page.evaluate(shown), what="a garbled push")
