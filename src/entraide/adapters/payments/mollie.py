"""Mollie's payments API, version 2: attempts are created and looked up; what its webhook says is only which one to look up.

One connection is kept for all threads. Every request ends within its limit of time, and an answer is read up to a bound.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, quote

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, TimeoutError, TimeoutStateError

from entraide.adapters.payments.port import Attempt, NoProvider, State, UnknownAttempt
from entraide.logic.euros.cents import cents_of_bank

ADDRESS: Final = "https://api.mollie.com/v2"
LIMIT_S: Final = 8.0
MOST_BYTES: Final = 64 * 1024
LONGEST_WHAT: Final = 255
# What Mollie calls its payments; nothing else is ever put into an address of theirs.
_REFERENCE = re.compile(r"tr_[A-Za-z0-9]{4,40}")
_LANGUAGES: Final = {"fr": "fr_BE", "nl": "nl_BE", "en": "en_GB", "de": "de_DE"}
# "authorized" is money that may still be taken back before it is captured; it pays nothing yet.
_STATES: Final[Mapping[str, State]] = {
    "open": "open",
    "pending": "open",
    "authorized": "open",
    "paid": "paid",
    "failed": "failed",
    "expired": "expired",
    "canceled": "cancelled",
}


class Mollie:
    """Card payments with Mollie, into the account that belongs to `key`."""

    name = "Mollie"

    def __init__(
        self, *, key: str, communities: frozenset[str], address: str = ADDRESS, limit_s: float = LIMIT_S
    ) -> None:
        """`communities`: slugs of those whose account it is. `address`: where the API is, without a slash at its end."""
        self._key = key
        self._communities = communities
        self._address = address.rstrip("/")
        self._limit_s = limit_s
        self._pool = PoolManager(maxsize=4, retries=Retry(total=0, redirect=0))

    def takes_for(self, slug: str) -> bool:
        """Whether bills of this community are paid into the account."""
        return slug in self._communities

    def create(self, *, cents: int, what: str, about: str, back_to: str, tell: str, key: str, language: str) -> Attempt:
        """A new payment; see the port."""
        said: dict[str, Any] = {
            "amount": {"currency": "EUR", "value": f"{cents // 100}.{cents % 100:02d}"},
            "description": what[:LONGEST_WHAT],
            "redirectUrl": back_to,
            "metadata": {"bill": about},
            "locale": _LANGUAGES.get(language, "en_GB"),
        }
        if tell:
            said["webhookUrl"] = tell
        answer = self._ask("POST", "/payments", body=json.dumps(said).encode(), headers={"Idempotency-Key": key})
        return _attempt(answer)

    def look_up(self, reference: str) -> Attempt:
        """The payment as it is now; see the port."""
        if not _REFERENCE.fullmatch(reference):
            raise UnknownAttempt("not_a_payment")
        attempt = _attempt(self._ask("GET", f"/payments/{quote(reference, safe='')}"))
        if attempt.reference != reference:
            raise NoProvider("not_a_payment")
        return attempt

    def reference_in(self, told: bytes) -> str:
        """Mollie's webhook is a form with one field, `id`."""
        said = parse_qs(told[:1024].decode("ascii", "replace")).get("id", [""])[0]
        return said if _REFERENCE.fullmatch(said) else ""

    def _ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Any:
        sent = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json", **(headers or {})}
        try:
            response = self._pool.request(
                method,
                self._address + path,
                body=body,
                headers=sent,
                timeout=Timeout(total=self._limit_s),
                preload_content=False,
                redirect=False,
            )
            try:
                answer = response.read(MOST_BYTES + 1, decode_content=True)
                status = response.status
            finally:
                response.close()
        except (TimeoutError, TimeoutStateError):
            raise NoProvider("too_slow") from None
        except MaxRetryError as failed:
            # In urllib3 a connection that was refused counts among those that took too long.
            is_slow = isinstance(failed.reason, TimeoutError) and not isinstance(failed.reason, NewConnectionError)
            raise NoProvider("too_slow" if is_slow else "unreachable") from None
        except (HTTPError, OSError):
            raise NoProvider("cut_off") from None
        if len(answer) > MOST_BYTES:
            raise NoProvider("too_long")
        if status in (404, 410):
            raise UnknownAttempt(f"status_{status}")
        if status not in (200, 201):
            raise NoProvider(f"status_{status}")
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise NoProvider("not_json") from None


def _attempt(answer: Any) -> Attempt:
    """The payment in an answer. Raises NoProvider where it is none, not in euros, or in a state that is not known."""
    try:
        reference, state, amount = str(answer["id"]), _STATES[answer["status"]], answer["amount"]
        cents = cents_of_bank(str(amount["value"])) if amount["currency"] == "EUR" else None
        links = answer.get("_links") or {}
        address = str((links.get("checkout") or {}).get("href") or "") if state == "open" else ""
        about = str((answer.get("metadata") or {}).get("bill") or "")
    except (KeyError, TypeError, AttributeError):
        raise NoProvider("not_a_payment") from None
    if (
        cents is None
        or not _REFERENCE.fullmatch(reference)
        or (address and not address.startswith(("https://", "http://")))
    ):
        raise NoProvider("not_a_payment")
    return Attempt(reference=reference, state=state, cents=cents, about=about, address=address)
