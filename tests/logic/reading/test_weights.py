"""Which weights are read with: own ones only if they fit those that came along, and never a broken file."""

import numpy as np
import pytest

from entraide.logic.reading import meaning
from entraide.logic.reading.weights import (
    NoWeights,
    built_in_version,
    install_own,
    own_weights,
    undo_own,
    write_weights,
)


@pytest.fixture(autouse=True)
def _as_before():
    yield
    meaning.use_weights(None)


def test_without_own_weights_the_built_in_ones_read(tmp_path):
    meaning.use_weights(tmp_path / "none.npz")
    assert meaning.heads_version() == built_in_version()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x93NUMPY", b"no zip at all"])
def test_a_broken_file_is_passed_over(tmp_path, content, caplog):
    own = tmp_path / "heads.npz"
    own.write_bytes(content)
    with pytest.raises(NoWeights):
        own_weights(own)
    meaning.use_weights(own)
    assert meaning.heads_version() == built_in_version()
    assert "built-in weights are used" in caplog.text


def test_weights_trained_beside_others_fit_no_more(tmp_path):
    own = tmp_path / "heads.npz"
    write_weights(own, {"beside": np.array("0123456789ab")})
    with pytest.raises(NoWeights, match="train again"):
        own_weights(own)
    meaning.use_weights(own)
    assert meaning.heads_version() == built_in_version()


def test_going_back_leads_to_those_before_and_then_to_the_built_in_ones(tmp_path):
    own = tmp_path / "reader" / "heads.npz"
    for content in (b"first", b"second", b"third"):
        candidate = tmp_path / "candidate"
        candidate.write_bytes(content)
        own.parent.mkdir(exist_ok=True)
        install_own(candidate, at=own)
    assert own.read_bytes() == b"third"
    assert undo_own(at=own) is True
    assert own.read_bytes() == b"second"
    assert undo_own(at=own) is False
    assert not own.exists()
    assert undo_own(at=own) is None
