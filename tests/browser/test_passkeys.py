"""Passkeys with Chromium's virtual authenticator: added, used, removed; what is replayed or comes from elsewhere opens nothing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from tests.browser.conftest import Served, window
from tests.browser.town import MEMBER, WRITER


@contextmanager
def device(context: BrowserContext, page: Page) -> Iterator[tuple[CDPSession, str]]:
    """A phone that unlocks without a word; its session and identifier."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session, made["authenticatorId"]
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})


def add(page: Page, name: str) -> None:
    """Add this device under a name."""
    page.goto("/settings/passkeys/")
    page.get_by_label("Comment appelez-vous cet appareil").fill(name)
    page.get_by_role("button", name="Ajouter cet appareil").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def sign_out(context: BrowserContext) -> None:
    """Be nobody again."""
    context.clear_cookies(name="sessionid")


def test_a_device_is_added_signs_in_without_a_code_and_is_removed(served: Served, chromium: Browser) -> None:
    with window(chromium, served, person=MEMBER) as context:
        page = context.new_page()
        with device(context, page):
            add(page, "Mon téléphone")
            sign_out(context)
            page.goto("/sign-in/?next=/likes/")
            page.get_by_role("button", name="Me connecter sans code").click()
            expect(page.get_by_text("vous voilà")).to_be_visible()
            page.goto("/settings/passkeys/")
            page.get_by_role("button", name="Retirer").click()
            expect(page.get_by_text(re.compile("Elle n.ouvre plus rien"))).to_be_visible()
            sign_out(context)
            page.goto("/sign-in/")
            page.get_by_role("button", name="Me connecter sans code").click()
            expect(page.get_by_text(re.compile("n.a pas été reconnue"))).to_be_visible()
    assert not served.query("SELECT id FROM people_passkey WHERE name = ?", "Mon téléphone")


def test_an_answer_opens_once_and_one_from_elsewhere_never(served: Served, chromium: Browser) -> None:
    with window(chromium, served, person=WRITER) as context:
        page = context.new_page()
        with device(context, page):
            add(page, "Tablette")
            sign_out(context)
            sent: list[str] = []
            page.on("request", lambda one: sent.append(one.post_data or "") if one.url.endswith("/passkey/") else None)
            page.goto("/sign-in/?next=/likes/")
            page.get_by_role("button", name="Me connecter sans code").click()
            expect(page.get_by_text("vous voilà")).to_be_visible()
            sign_out(context)
            # The same answer once more, with the challenge that is kept by then: none, and then another.
            for ask_anew in (False, True):
                page.goto("/sign-in/")
                if ask_anew:
                    page.evaluate(ASK, "/sign-in/passkey/options/")
                page.evaluate(SEND, replayed(sent[0]))
                page.wait_for_url("**/sign-in/")
                expect(page.get_by_text(re.compile("n.a pas été reconnue"))).to_be_visible()
            # The device is asked by another address of the same machine (another site, to the letter), with a fresh challenge.
            page.goto("/sign-in/")
            options = page.evaluate(ASK, "/sign-in/passkey/options/")
            forged = page.evaluate(SIGN, options)
            forged["response"]["clientDataJSON"] = elsewhere(forged["response"]["clientDataJSON"])
            page.evaluate(SEND, json.dumps(forged))
            page.wait_for_url("**/sign-in/")
            expect(page.get_by_text(re.compile("n.a pas été reconnue"))).to_be_visible()


def replayed(body: str) -> str:
    """The credential that a form carried."""
    from urllib.parse import parse_qs

    return parse_qs(body)["credential"][0]


def elsewhere(client_data: str) -> str:
    """What the browser signed, as if it had been on another site."""
    from base64 import urlsafe_b64decode, urlsafe_b64encode

    said = json.loads(urlsafe_b64decode(client_data + "=="))
    said["origin"] = "http://evil.example"
    return urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


ASK = """async (path) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  return (await fetch(path, { method: "POST", headers: { "X-CSRFToken": token } })).json();
}"""
SEND = """(credential) => {
  const form = document.querySelector("[data-passkey]");
  form.elements.credential.value = credential;
  form.submit();
}"""
SIGN = """async ({ publicKey }) => {
  const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const encode = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  publicKey.challenge = decode(publicKey.challenge);
  const made = await navigator.credentials.get({ publicKey });
  const response = {};
  for (const name of ["clientDataJSON", "authenticatorData", "signature", "userHandle"]) response[name] = encode(made.response[name]);
  return { id: made.id, rawId: encode(made.rawId), type: made.type, response, clientExtensionResults: {} };
}"""
