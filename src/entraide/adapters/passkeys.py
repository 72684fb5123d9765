"""Passkeys (WebAuthn, level 3): what a phone or a computer is asked, and whether what it answers is true. Keeps nothing.

Each ceremony has two halves: options go to the browser with a challenge that is good once, and the answer is checked against the
`state` that was kept meanwhile. An answer from another site than this server's own address is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


class FalsePasskey(Exception):
    """What the browser sent proves nothing: another challenge, site or key, or no sense at all."""


@dataclass(frozen=True)
class NewPasskey:
    """A key that was just made: its identifier (base64url), its public half as bytes, and how often it has signed."""

    identifier: str
    public_key: bytes
    sign_count: int


def ask_for_new(*, handle: bytes, name: str, known: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Options to make a key for somebody (`handle`: their identifier, `name`: shown by their device), and the state to keep.

    `known`: identifiers of the keys they have, so that one device makes no second.
    """
    descriptors = [
        PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(one)) for one in known
    ]
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name),
        credentials=descriptors,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), _plain(state)


def check_new(*, state: Mapping[str, Any], answer: Mapping[str, Any]) -> NewPasskey:
    """The key that was made. Raises FalsePasskey."""
    try:
        made = _server().register_complete(state, RegistrationResponse.from_dict(answer))
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise FalsePasskey from wrong
    if made.credential_data is None:
        raise FalsePasskey
    public = made.credential_data
    return NewPasskey(websafe_encode(public.credential_id), bytes(public), made.counter)


def ask_to_sign_in() -> tuple[dict[str, Any], dict[str, str]]:
    """Options to sign in with whatever key the device has for this site, and the state to keep. They tell nothing about anybody."""
    options, state = _server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), _plain(state)


def identifier_in(answer: Mapping[str, Any]) -> str:
    """The identifier of the key that signed, as it says. Raises FalsePasskey if the answer makes no sense."""
    try:
        return websafe_encode(AuthenticationResponse.from_dict(answer).raw_id)
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise FalsePasskey from wrong


def check_sign_in(*, state: Mapping[str, Any], answer: Mapping[str, Any], public_key: bytes, sign_count: int) -> int:
    """How often the key has signed by now, if it was this key that signed. Raises FalsePasskey.

    A count that does not grow means that the key was copied; keys that count nothing (most that are synchronised) stay at 0.
    """
    try:
        _server().authenticate_complete(
            state, [AttestedCredentialData(public_key)], AuthenticationResponse.from_dict(answer)
        )
        counted = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise FalsePasskey from wrong
    if (counted or sign_count) and counted <= sign_count:
        raise FalsePasskey
    return counted


def _server() -> Fido2Server:
    """Checks for this server's own address, to the letter."""
    site = urlsplit(settings.ADDRESS)
    origin = f"{site.scheme}://{site.netloc}"
    party = PublicKeyCredentialRpEntity(id=site.hostname or "localhost", name="Entraide")
    return Fido2Server(party, verify_origin=lambda said: said == origin)


def _plain(state: Mapping[str, Any]) -> dict[str, str]:
    """The state as a session can keep it."""
    return {"challenge": str(state["challenge"]), "user_verification": str(UserVerificationRequirement.REQUIRED.value)}
