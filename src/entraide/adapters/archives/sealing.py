"""Seals a community's file for one server, in the age format (age-encryption.org/v1): only the key of that server opens it.

Each server has one pair of keys. The public one, "age1…", may be told to everybody; the private one never leaves its folder.
"""

import contextlib
import os
from pathlib import Path

from entraide.adapters.archives.manifest import WrongArchive

_KEY_FILE = "moving.key"


def public_key(folder: Path) -> str:
    """This server's own public key; the pair is made at the first call and kept in `folder`, readable by its user only."""
    return str(_own(folder).to_public())


def is_public_key(text: str) -> bool:
    """Whether this is a public key that a file can be sealed for."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text.strip())
    except (pyrage.RecipientError, ValueError):
        return False
    return True


def seal(path: Path, *, into: Path, key: str) -> None:
    """Seal the file at `path` for the holder of the public `key`, piece by piece; `into` appears once it is whole."""
    import pyrage

    unfinished = into.with_name(into.name + ".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with path.open("rb") as source, unfinished.open("wb") as sink:
        pyrage.encrypt_io(source, sink, [pyrage.x25519.Recipient.from_str(key.strip())])
    unfinished.replace(into)


def is_sealed(path: Path) -> bool:
    """Whether the file at `path` is sealed."""
    with path.open("rb") as source:
        return source.read(21) == b"age-encryption.org/v1"


def unseal(path: Path, *, into: Path, folder: Path) -> None:
    """Open a file that was sealed for this server. Raises WrongArchive if it was sealed for another, or is damaged."""
    import pyrage

    into.unlink(missing_ok=True)
    into.touch(mode=0o600)
    try:
        with path.open("rb") as source, into.open("wb") as sink:
            pyrage.decrypt_io(source, sink, [_own(folder)])
    except (pyrage.DecryptError, OSError) as error:
        into.unlink(missing_ok=True)
        raise WrongArchive(
            "The file was not sealed for this server, or it is damaged. It must be exported for the key that "
            "`entraide community key` prints here."
        ) from error


def _own(folder: Path):  # type: ignore[no-untyped-def]  # the library has no types
    import pyrage

    path = folder / _KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: whoever comes second finds the whole key of whoever came first.
        mine = path.with_name(f"{_KEY_FILE}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_text(str(pyrage.x25519.Identity.generate()))
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
        mine.unlink()
    return pyrage.x25519.Identity.from_str(path.read_text().strip())
