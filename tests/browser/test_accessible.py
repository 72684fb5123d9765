"""Everybody can use every page: axe finds nothing, nothing scrolls sideways on the smallest phone, text may be twice as large.

The pages come from the URL table, so that a new page without an entry here fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Served, window
from tests.browser.town import SENTENCE

from entraide.web.urls import urlpatterns

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESK = (390, 844), (1280, 900)
# Every rule of WCAG 2.2 A and AA with the best practices, and of AAA the stronger contrast.
EVERY_RULE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
# The first sight of a page is seen in all four; its further states and roles in two, which have both widths and both themes.
LOOKS = ((PHONE, "light"), (DESK, "dark"), (DESK, "light"), (PHONE, "dark"))
# Not pages: they answer a form, or with data.
NO_PAGES = frozenset(
    (
        "refile undo_refile correct_post ask_stewards snooze read sign_out language answer_post "
        "take_back_answer choose withdraw stop_asking resume_asking widen export_json join leave dev_mail_html "
        "healthz thread_since service_worker manifest carry_on tls_allowed community_paper post_routing_csv take_back_rules community_file "
        "unblock follow_thread tend_thread follow_forum act_for stop_acting end_mandate "
        "card_heard bills_csv passkey_options sign_in_passkey sign_in_options "
        "board_feed community_feed forum_feed post_event community_calendar robots sitemap sitemap_part "
        "accept_promise exchange_done exchange_missed thank return_given skip_time end_series show_thanks settle_problem "
        "exchange_event own_calendar calendar_address photo mail_in credit_request credits_statement credits_books seals_file "
        "figures_csv net_debts buy_credits"
    ).split()
)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll("main a, main button, main p, main h1, main h2, main label")]
  .filter(e => e.checkVisibility() && getComputedStyle(e).overflow !== "visible" && !e.closest(".vh"))
  .filter(e => e.scrollHeight > e.clientHeight + 2).map(e => e.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Sight:
    """One state of one page: the name of its route, its address, who looks, and what is done there first."""

    route: str
    address: str
    role: str = "visitor"
    act: str = ""


def sights(served: Served) -> Iterator[Sight]:
    """Every page, in each role that sees something of its own there, and its states with errors or nothing to show."""
    post, agreed = f"/a/{served.codes['open']}/", f"/a/{served.codes['agreed']}/"
    for role in served.roles:
        yield Sight("post", post, role)
        yield Sight("post", agreed, role)
        if role != "visitor":
            yield Sight("mine", "/mine/", role)
    for role in ("visitor", "member"):
        yield Sight("home", "/", role)
        yield Sight("board", "/board/", role)
        yield Sight("community", f"/c/{served.community}/", role)
    for role in ("member", "asked"):
        yield Sight("post", f"/a/{served.codes['entrusted']}/", role)
    yield Sight("why_not", f"/a/{served.codes['entrusted']}/why/", "member")
    yield Sight("why_not", f"{post}why/", "member")
    # A steward who did not write it.
    yield Sight("post_routing", f"/a/{served.codes['to_file']}/routing/", "writer")
    yield Sight("community_weights", f"/c/{served.community}/weights/", "member")
    for act in ("weights previewed", "weights out of bounds"):
        yield Sight("community_weights", f"/c/{served.community}/weights/", "writer", act)
    yield Sight("community_safety", f"/c/{served.community}/safety/")
    yield Sight("figures", f"/c/{served.community}/figures/")
    yield Sight("community_rules", f"/c/{served.community}/rules/")
    yield Sight("rules_history", f"/c/{served.community}/rules/history/")
    for act in ("", "rules previewed", "rules against the charter"):
        yield Sight("change_rules", f"/c/{served.community}/rules/change/", "writer", act)
    yield Sight("community_safety", f"/c/{served.community}/safety/", "writer", "rule without a reason")
    yield Sight("report", f"/report/post/{served.codes['offer']}/")
    yield Sight("report", f"/report/post/{served.codes['offer']}/", "member")
    for name, path in (("desk", ""), ("desk_log", "log/"), ("canned_words", "words/")):
        yield Sight(name, f"/c/{served.community}/desk/{path}", "writer")
    for name, code in (("case", "case"), ("appeal", "appeal"), ("checked_post", "to_file")):
        room = "post" if name == "checked_post" else name
        yield Sight(name, f"/c/{served.community}/desk/{room}/{served.codes[code]}/", "writer")
    yield Sight("measure", f"/measures/{served.codes['measure']}/", "asked")
    yield Sight("seat", f"/seats/{served.codes['seat']}/", "member")
    yield Sight("moderation_log", f"/c/{served.community}/moderation/", "member")
    yield Sight("community_words", f"/c/{served.community}/words/", "writer")
    yield Sight("communities", "/communities/")
    yield Sight("open_community", "/communities/open/?template=independents")
    yield Sight("join_by_code", "/join/")
    yield Sight("invitation", "/join/invitkey/")
    yield Sight("ask_to_join", f"/c/{served.community}/ask/", "asked")
    for route, room in (
        ("welcome", "welcome"), ("members", "members"), ("join_requests", "requests"), ("invitations", "invitations"),
        ("invitation_letter", "invitations/invitcod/letter"), ("community_settings", "settings"), ("close_community", "close"),
    ):  # fmt: skip
        yield Sight(route, f"/c/{served.community}/{room}/", "writer")
    for act in ("read", "too long"):
        yield Sight("home", "/", "visitor", act)
    yield Sight("board", "/board/?kind=need&topic=animals.walking&place=Ixelles&radius=2&q=rien", "member")
    yield Sight("board", "/board/?place=Nullepartville&page=2")
    for act in ("draft", "draft with a question", "draft with an error"):
        yield Sight("draft", "/", "visitor", act)
    yield Sight("draft", "/", "member", "draft")
    yield Sight("draft", "/", "member", "draft that was corrected")
    for code in ("to_file", "filed"):
        yield Sight("post", f"/a/{served.codes[code]}/", "writer")
    yield Sight("sign_in", "/sign-in/?next=/draft/")
    yield Sight("sign_in", "/sign-in/", "visitor", "wrong address")
    yield Sight("sign_in_code", "/sign-in/", "visitor", "wrong code")
    for name in ("help", "accessibility", "charter", "source"):
        yield Sight(name, f"/{name}/")
    for code in ("lapsed", "withdrawn"):
        yield Sight("post", f"/a/{served.codes[code]}/", "writer")
        yield Sight("post", f"/a/{served.codes[code]}/")
    yield Sight("post", f"/a/{served.codes['offer']}/", "member", "empty proposal")
    yield Sight("poster", f"{post}poster/")
    yield Sight("ask", f"/s/{served.ask}/", "asked")
    yield Sight("ask", f"/s/{served.ask}/?answer=other", "visitor", "empty proposal")
    yield Sight("ask", f"/s/{served.ask}/", "member")
    yield Sight("ask", f"/s/{served.answered_ask}/")
    yield Sight("ask", f"/s/{served.ask}/?answer=later", "asked")
    yield Sight("stop_mail", served.stop_mail)
    yield Sight("stop_push", served.rooms["stop_push"])
    yield Sight("likes", "/likes/", "asked")
    yield Sight("likes", "/likes/", "writer", "unsure like")
    yield Sight("settings", "/settings/", "member")
    yield Sight("settings", "/settings/", "asked", "unknown home")
    yield Sight("erase", "/settings/erase/", "member")
    yield from _rooms(served)
    yield from _own_rooms(served)
    yield from _exchanges(served)
    yield from _counting(served)
    yield from _books(served)
    yield Sight("dev_mail", "/dev/mail/")
    yield Sight("dev_mail", "/dev/mail/", "visitor", "first mail")
    yield Sight("error", "/nothing/here/")


def _rooms(served: Served) -> Iterator[Sight]:
    """What members say to each other, and the pages of people, of search and of the frame."""
    house, rooms = f"/c/{served.community}/", served.rooms
    for role in ("visitor", "member", "writer"):
        yield Sight("forum", f"{house}forum/", role)
        yield Sight("thread", rooms["forum_thread"], role)
    yield Sight("forum", f"{house}forum/?section=jardins", "member")
    for name in ("closed_thread", "post_thread"):
        yield Sight("thread", rooms[name], "member")
    yield Sight("thread", rooms["talk"], "asked")
    yield Sight("thread", rooms["talk"], "writer", "words missing")
    yield Sight("open_thread", f"{house}forum/new/", "member")
    yield Sight("open_thread", f"{house}forum/new/?section=outils", "member", "words missing")
    yield Sight("forum_sections", f"{house}forum/sections/", "writer")
    yield Sight("message", rooms["message"], "writer")
    for role in ("asked", "member"):
        yield Sight("talks", "/mine/talks/", role)
    yield Sight("write_to", f"{rooms['member']}write/", "writer")
    yield Sight("write_to", f"{rooms['member']}write/", "writer", "words missing")
    for name in ("member", "newcomer"):
        yield Sight("person", rooms[name], "writer")
    for name in ("member", "steward", "blocked"):
        yield Sight("person", rooms[name], "member")
    yield Sight("block", f"{rooms['steward']}block/", "member")
    for role in ("visitor", "member"):
        yield Sight("search", "/search/?q=chien", role)
    yield Sight("search", "/search/?q=échelle&in=talks", "member")
    yield Sight("search", "/search/?q=perseuse")
    yield Sight("search", "/search/?q=rhinocéros")
    yield Sight("search", "/search/", "member")
    yield Sight("widget", f"{house}widget/")
    yield Sight("widget", f"{house}widget/?kind=offer&language=de")
    yield Sight("widget_code", f"{house}widget/code/")
    yield Sight("stop_invitations", "/join/mailedkey/stop/")


def _own_rooms(served: Served) -> Iterator[Sight]:
    """Who acts for whom, what is attested, keys, whom to tell, leaving and moving."""
    house, rooms = f"/c/{served.community}/", served.rooms
    for role in ("member", "writer", "asked"):
        yield Sight("mandates", "/mandates/", role)
    yield Sight("mandates", "/mandates/", "member", "mandate for nobody")
    yield Sight("give_mandate", f"{rooms['steward']}mandate/", "member")
    yield Sight("accept_mandate", rooms["accept_mandate"])
    yield Sight("community_mandates", f"{house}mandates/", "writer")
    for role in ("member", "asked"):
        yield Sight("attestations", "/attestations/", role)
        yield Sight("trusted", "/settings/trusted/", role)
        yield Sight("passkeys", "/settings/passkeys/", role)
        yield Sight("devices", "/settings/devices/", role)
    yield Sight("ask_attestation", f"{house}attestations/ask/", "member")
    yield Sight("community_attestations", f"{house}attestations/", "writer")
    yield Sight("attest", rooms["attest"], "writer")
    for kind in ("identity", "address", "first_aid", "skill"):
        yield Sight("attest", f"{rooms['attest']}?kind={kind}", "writer")
    yield Sight("attest", f"{rooms['attest']}?kind=first_aid", "writer", "date missing")
    yield Sight("name_attester", rooms["name_attester"], "writer")
    for name in ("refuse_trust", "parent"):
        yield Sight(name, rooms[name])
    yield Sight("export", "/settings/export/", "member")
    for name in ("posts", "notices"):
        yield Sight("export_section", f"/settings/export/{name}/", "writer")
    yield Sight("community_export", f"{house}export/", "writer")
    yield Sight("arrival", f"{house}arrival/", "member")


def _books(served: Served) -> Iterator[Sight]:
    """What is owed in euros, between two people and to the community."""
    euros, rooms = f"/c/{served.community}/euros/", served.rooms
    for role in ("member", "writer"):
        for name in ("bill", "subscription", "paid_bill"):
            yield Sight("bill", rooms[name], role)
    for role in ("member", "asked"):
        yield Sight("my_bills", "/mine/bills/", role)
    yield Sight("ask_euros", rooms["ask_euros"], "writer")
    yield Sight("ask_euros", rooms["ask_euros"], "writer", "account missing")
    yield Sight("community_euros", euros, "writer")
    yield Sight("community_euros", euros, "writer", "statement missing")
    yield Sight("community_account", f"{euros}account/", "writer")
    yield Sight("send_bills", f"{euros}ask/", "writer")
    yield Sight("payment_seen", rooms["payment"], "writer")


def _exchanges(served: Served) -> Iterator[Sight]:
    """An exchange in each of its states, for each of the two (and for who runs the community where it needs help); its forms; a ring."""
    shop = served.shop
    for name in (
        *("answered", "proposed", "promised", "changed", "repeated", "to say done", "said by one"),
        *("done", "owed", "settled", "missed", "reneged"),
        *("euros to ask", "euros asked", "euros said paid", "euros given"),
    ):
        yield Sight("exchange", shop[name], "member")
        yield Sight("exchange", shop[name], "writer")
    for name in ("problem", "problem answered", "problem settled"):
        yield Sight("exchange", shop[name], "member")
        yield Sight("exchange", shop[name], "asked")
    for name in ("problem", "problem answered"):
        yield Sight("exchange", shop[name], "writer")
    yield Sight("exchange", shop["answered"], "member", "words missing")
    for name in ("answered", "promised"):
        yield Sight("promise", f"{shop[name]}promise/", "member")
    yield Sight("promise", f"{shop['answered']}promise/", "writer", "promise without a day")
    yield Sight("cannot", f"{shop['promised']}cannot/", "member")
    for role in ("member", "asked"):
        yield Sight("problem", f"{shop['problem']}problem/", role)
    yield Sight("bill", shop["bill said paid"], "member")
    yield Sight("show_photo", f"{shop['promised'].replace('/e/', '/t/')}photo/", "writer")
    yield Sight("share_place", f"{shop['promised'].replace('/e/', '/t/')}place/", "member")
    yield Sight("share_place", f"{shop['promised'].replace('/e/', '/t/')}place/", "writer")
    for role in ("member", "writer"):
        yield Sight("ring", shop["ring"], role)
    yield Sight("community_rings", f"{shop['workshop']}rings/", "writer")
    yield Sight("community_rings", f"/c/{served.community}/rings/", "writer")


def _counting(served: Served) -> Iterator[Sight]:
    """Accounts with lines, requests and seals; the tally book of a community that gives; figures of months."""
    shop = served.shop
    house = shop["workshop"]
    for role in ("member", "writer"):
        yield Sight("credits", f"{house}credits/", role)
        yield Sight("credits", f"/c/{served.community}/credits/", role)
        yield Sight("commons", f"{house}commons/", role)
    yield Sight("credits", f"{house}credits/?q=rhinocéros", "member")
    yield Sight("credits", f"{house}credits/", "member", "too much given")
    yield Sight("give_credits", f"{house}credits/", "member", "credits looked at once more")
    yield Sight("ask_credits", f"{house}credits/ask/", "member")
    yield Sight("undo_transfer", shop["undo"], "member")
    yield Sight("seals", f"{house}credits/seals/", "member")
    yield Sight("pay_from_commons", f"{house}commons/pay/", "writer")
    yield Sight("account_limits", f"{house}credits/limits/", "writer")
    yield Sight("figures", f"{house}figures/", "member")
    yield Sight("community", house, "member")


def _act(page: Page, act: str) -> None:
    """Bring the page into the state to look at."""
    if act in ("read", "too long") or act.startswith("draft"):
        text = "Bonjour" if act == "draft with a question" else SENTENCE
        page.locator("#sentence").evaluate("e => e.removeAttribute('maxlength')")
        if act == "read":
            page.locator("#sentence").press_sequentially(text)
            page.locator("[data-read] .reading").wait_for()
            return
        page.locator("#sentence").fill(text * 5 if act == "too long" else text)
        page.get_by_role("button", name="Continuer").click()
        page.wait_for_load_state()
    if act == "draft that was corrected":
        page.locator("summary.c-when").click()
        page.locator("#fix-when").fill("dimanche")
        page.locator("details[open]").get_by_role("button", name="Corriger").click()
        page.get_by_text("Garder cette phrase").wait_for()
    elif act == "draft with an error":
        page.locator("summary.c-where").click()
        page.locator("#fix-where").fill("Nullepartville")
        page.locator("details[open]").get_by_role("button", name="Corriger").click()
        page.wait_for_url("**/draft/")
        page.locator(".errors").wait_for()
    elif act in ("weights previewed", "weights out of bounds"):
        page.get_by_label("La proximité").fill("40" if act == "weights previewed" else "90")
        page.get_by_role("button", name="Voir ce que cela change").click()
        page.locator("[role=status], .errors").first.wait_for()
    elif act in ("rules previewed", "rules against the charter"):
        page.locator("input[name=entry][value=request]").check()
        page.locator("#id_own_rules").fill("On rend les outils." if act == "rules previewed" else "Pas d'étrangers.")
        page.get_by_role("button", name="Voir ce que cela change").click()
        page.locator("[role=status], .errors").first.wait_for()
    elif act == "rule without a reason":
        page.locator("#keys summary").click()
        page.locator("#keys input[value=verified]").check()
        page.locator("#keys button").click()
        page.locator(".err").first.wait_for()
    elif act in ("wrong address", "wrong code"):
        page.get_by_label("Prénom").fill("Zoe")
        page.get_by_label("Adresse e-mail").fill("zoe" if act == "wrong address" else "zoe@example.org")
        page.get_by_role("button", name="Recevoir un code").click()
        if act == "wrong code":
            page.wait_for_url("**/sign-in/code/")
            page.get_by_label("Code de six chiffres").fill("12")
            page.get_by_role("button", name="Entrer").click()
        page.locator(".errors").wait_for()
    elif act == "empty proposal":
        page.get_by_role("button", name="Proposer autre chose").click()
        page.locator(".err").first.wait_for()
    elif act == "unsure like":
        page.locator("main textarea").first.fill("Bonjour")
        page.locator("main form button").first.click()
        page.wait_for_load_state()
    elif act == "unknown home":
        page.locator("input[name=place]").fill("Nullepartville")
        page.locator("form:has(input[name=place]) button").first.click()
        page.locator(".err").first.wait_for()
    elif act in ("words missing", "date missing"):
        form = page.locator(f"main form:has([name={'words' if act == 'words missing' else 'document_on'}])").last
        form.evaluate("form => { form.noValidate = true; }")
        form.locator("button").first.click()
        page.locator(".err").first.wait_for()
    elif act == "account missing":
        page.locator("#id_iban").fill("BE00")
        page.get_by_role("button", name="Demander", exact=True).click()
        page.locator(".errors").wait_for()
    elif act == "statement missing":
        page.get_by_role("button", name="Lire ce relevé").click()
        page.locator(".err").wait_for()
    elif act == "promise without a day":
        page.locator("#id_day").fill("")
        page.locator("#id_begins").fill("09:00")
        page.get_by_role("button", name="Proposer à").click()
        page.locator(".err").first.wait_for()
    elif act in ("too much given", "credits looked at once more"):
        page.locator("#id_who").fill("Bruno")
        page.locator("#id_amount").fill("9000" if act == "too much given" else "1,5")
        page.get_by_role("button", name="Vérifier avant de donner").click()
        page.locator(".err, [name=sure]").first.wait_for()
    elif act == "mandate for nobody":
        page.locator("#mail summary").click()
        page.locator("#mail form button").click()
        page.locator(".errors").wait_for()
    elif act == "first mail":
        page.locator("main .board a").first.click()
        page.wait_for_url("**/dev/mail/*/")


def _was_sent_away(page: Page, seen: Sight) -> bool:
    """Whether the page asked to sign in instead of showing itself."""
    return "/sign-in/" in page.url and not seen.route.startswith("sign_in")


def _look(page: Page, seen: Sight, *, is_first: bool) -> list[str]:
    """What is wrong with this page, a line each. `is_first`: it was not seen before in any state."""
    wrong: list[str] = []
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })"
    )
    page.evaluate(AXE_SCRIPT)
    for (width, height), theme in LOOKS if is_first else LOOKS[:2]:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        for violation in page.evaluate("options => axe.run(options).then(found => found.violations)", EVERY_RULE):
            nodes = "; ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:2])
            wrong.append(f"{seen} {width} {theme}: {violation['id']}: {nodes}")
    page.set_viewport_size({"width": 320, "height": 700})
    if (over := page.evaluate(SIDEWAYS)) > 0:
        wrong.append(f"{seen}: {over} px too wide at 320")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    if (over := page.evaluate(SIDEWAYS)) > 0:
        wrong.append(f"{seen}: {over} px too wide with text at 200 %")
    wrong.extend(f"{seen}: cut off with text at 200 %: {html}" for html in page.evaluate(CUT_OFF))
    return wrong


def test_every_page_is_looked_at(served: Served) -> None:
    """A page of the URL table that is neither looked at here nor said to be none fails."""
    routes = {str(one.name) for one in urlpatterns if isinstance(one, URLPattern)}
    assert routes - NO_PAGES == {seen.route for seen in sights(served)} - {"error"}


@pytest.mark.parametrize("role", ["visitor", "member", "writer", "asked"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, served: Served, role: str) -> None:
    wrong: list[str] = []
    first: dict[str, Sight] = {}
    with window(chromium, served, person=served.roles[role], bypass_csp=True) as looking:
        page = looking.new_page()
        for seen in sights(served):
            is_first = first.setdefault(seen.route, seen) == seen
            if seen.role == role:
                page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
                answer = page.goto(seen.address)
                if seen.route != "error" and (not answer or answer.status == 404 or _was_sent_away(page, seen)):
                    wrong.append(f"{seen}: nothing to look at")
                _act(page, seen.act)
                wrong += _look(page, seen, is_first=is_first)
    assert not wrong, "\n".join(wrong)


def test_the_instruments_see_what_is_wrong(chromium: Browser, served: Served) -> None:
    """A page spoiled on purpose is found spoiled: nothing above passes because nothing was measured."""
    with window(chromium, served, bypass_csp=True) as looking:
        page = looking.new_page()
        page.goto("/help/")
        page.evaluate(
            """() => document.querySelector("main").insertAdjacentHTML("beforeend",
              '<p style="color:#888;background:#fff">grey</p><p style="color:#707070;background:#fff">less grey</p>' +
              '<img src="/static/mark.svg">' +
              '<a href="/a" style="display:block;font-size:8px">a</a><a href="/b" style="display:block;font-size:8px">b</a>' +
              '<h5>too deep</h5><div style="inline-size:2000px">wide</div>' +
              '<p style="block-size:1em;overflow:hidden">cut<br>off<br>here</p>')"""
        )
        found = "\n".join(_look(page, Sight("help", "/help/"), is_first=False))
    for rule in (
        "color-contrast:",
        "color-contrast-enhanced:",
        "image-alt",
        "target-size",
        "heading-order",
        "at 320",
        "cut off",
    ):
        assert (rule in found) is True, rule
