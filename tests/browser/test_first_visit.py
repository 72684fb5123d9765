"""A first visit as the wire sees it: at most 30 kB in all, from this server only, in a handful of requests, nothing blocked."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_BYTES = 30_000
MOST_REQUESTS = 6


def test_a_first_visit_transfers_30_kb_at_most_from_this_server_alone(chromium: Browser, served: Served) -> None:
    post = f"/a/{served.codes['open']}/"
    visits = [("visitor", address) for address in ("/", "/board/", "/sign-in/", "/help/", post, f"/s/{served.ask}/")]
    visits += [("visitor", f"/c/{served.community}/"), ("visitor", f"{post}poster/"), ("visitor", "/dev/mail/")]
    visits += [("writer", post), ("asked", "/mine/"), ("member", "/settings/")]
    wrong = []
    for role, address in visits:
        with window(chromium, served, person=served.roles[role]) as first:
            page = first.new_page()
            sizes: list[float] = []
            hosts: list[str] = []
            said: list[str] = []
            wire = first.new_cdp_session(page)
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda one, sizes=sizes: sizes.append(one["encodedDataLength"]))
            page.on("request", lambda one, hosts=hosts: hosts.append(urlsplit(one.url).netloc))
            page.on("console", lambda one, said=said: said.append(one.text) if one.type == "error" else None)
            page.goto(address, wait_until="load")
            # The icon comes after the page.
            page.wait_for_timeout(200)
            if sum(sizes) > MOST_BYTES or not sizes:
                wrong.append(f"{address} as {role}: {sum(sizes):.0f} bytes")
            if len(hosts) > MOST_REQUESTS or set(hosts) != {urlsplit(served.address).netloc}:
                wrong.append(f"{address} as {role}: {len(hosts)} requests to {set(hosts)}")
            wrong += [f"{address} as {role}: {words}" for words in said]
    assert not wrong, "\n".join(wrong)


def test_typing_asks_this_server_alone_and_keeps_nothing(chromium: Browser, served: Served) -> None:
    with window(chromium, served) as typing:
        page = typing.new_page()
        asked: list[str] = []
        page.goto("/")
        page.on("request", lambda one: asked.append(one.url))
        page.locator("#sentence").press_sequentially("Je cherche une perceuse dimanche à Namur", delay=5)
        expect(page.locator(".mirror .where")).to_contain_text("Namur")
        # The icon may come late.
        assert {urlsplit(url).path for url in asked if not url.endswith(".svg")} == {"/read/"}
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(served.address).netloc}
        page.reload()
        expect(page.locator("#sentence")).to_have_value("")
    assert served.query("SELECT COUNT(*) FROM posts_post WHERE text LIKE '%Namur%'") == [(0,)]
