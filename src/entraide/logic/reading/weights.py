"""Which weights the trained heads have: those that came with Entraide, or this server's own, learned from its corrections.

A server's own weights hold the version of the built-in ones beside which they were trained. After an update that brings new
built-in weights (or new features, for then these were trained anew as well) they fit no more, and the built-in ones read until
`entraide reading train` has run again.
"""

import logging
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024


class NoWeights(ValueError):
    """A file that holds no weights of ours, or weights that fit other features than these; the message says which."""


@cache
def built_in_version() -> str:
    """The version of the weights that came with Entraide: the first twelve signs of their digest."""
    return _version_of(_built_in())


def own_weights(path: Path) -> bytes:
    """The server's own weights in this file. Raises NoWeights if there are none that fit, OSError if it cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        raise NoWeights(f"{path} is too large to hold weights")
    content = path.read_bytes()
    try:
        with np.load(BytesIO(content), allow_pickle=False) as kept:
            beside = str(kept["beside"])
    except (ValueError, KeyError, BadZipFile, EOFError) as wrong:
        raise NoWeights(f"{path} holds no weights") from wrong
    if beside != built_in_version():
        raise NoWeights(f"{path} was trained beside other weights ({beside}, not {built_in_version()}): train again")
    return content


def chosen_weights(own: Path | None) -> tuple[BinaryIO, str]:
    """The weights to read with, as a file of arrays, and their version: the server's own if there are some that fit."""
    if own and own.exists():
        try:
            content = own_weights(own)
        except (NoWeights, OSError) as wrong:
            logger.warning("the built-in weights are used: %s", wrong)
        else:
            return BytesIO(content), _version_of(content)
    return BytesIO(_built_in()), built_in_version()


def write_weights(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write the arrays of the heads to `path`, so that whoever reads meanwhile finds the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        np.savez_compressed(file, **arrays)
    new.replace(path)


def install_own(candidate: Path, *, at: Path) -> None:
    """Make the weights in the file `candidate` the server's own, at `at`; those there were before are kept beside them."""
    if at.exists():
        at.replace(_before(at))
    candidate.replace(at)


def undo_own(*, at: Path) -> bool | None:
    """Go one step back: to the own weights before (True), or to the built-in ones (False). None if there is nothing to undo."""
    if _before(at).exists():
        _before(at).replace(at)
        return True
    if at.exists():
        at.unlink()
        return False
    return None


def _before(path: Path) -> Path:
    return path.with_name(f"{path.stem}-before{path.suffix}")


def _built_in() -> bytes:
    return (files("entraide.logic.reading") / "heads.npz").read_bytes()


def _version_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
