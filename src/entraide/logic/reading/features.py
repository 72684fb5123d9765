"""The numbers that the trained heads see of a sentence's letters: hashed n-grams, weighted by how rare they are.

The sentence encoder knows what words mean; letters know how things are said ("te leen", "qui veut") and bear typos. Both
together read better than each alone. Hashing keeps the table small and needs no vocabulary.
Source of the method: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from entraide.common.text import fold

BUCKETS = 1 << 15
_MASK = BUCKETS - 1
_SHORTEST, _LONGEST = 2, 5
_figures = re.compile(r"\d+")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+|[?!€$£:]")


def words_of(text: str) -> list[str]:
    """The words of `text`, folded; figures count as one kind of word each by their length, so that no price is learned by heart."""
    return _token().findall(_figures.sub(lambda m: "00000"[: len(m[0])], fold(text).text))


@lru_cache(maxsize=1 << 15)
def buckets_of_word(word: str) -> NDArray[np.int64]:
    """The buckets of one word: its letters (2 to 5 bytes of UTF-8, with word ends) and itself. Kept for the next: do not change it."""
    padded = f" {word} ".encode()
    size_of = len(padded)
    buckets = [
        crc32(padded[start : start + size]) & _MASK
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(max(1, size_of - size + 1))
    ]
    return np.array([*buckets, _bucket("w:" + word)], np.int64)


def _bucket(gram: str) -> int:
    return crc32(gram.encode()) & _MASK


def hashed(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The sentence's n-grams as (buckets, sublinear counts); buckets are ascending and distinct.

    N-grams are letters within words, words, pairs of words with the ends of the sentence, and the opening of three words, for
    how a sentence begins says most about whether somebody asks or offers.
    """
    words = words_of(text)
    grams = [f"p:{one} {other}" for one, other in pairwise(["^", *words, "$"])]
    grams.append("o:" + " ".join(words[:3]))
    said = np.concatenate([np.array([_bucket(gram) for gram in grams], np.int64), *map(buckets_of_word, words)])
    buckets, counts = np.unique_counts(said)
    return buckets, np.log(counts.astype(np.float32)) + 1


def weighted(text: str, rarity: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The hashed n-grams times their `rarity` (BUCKETS numbers), scaled to unit length."""
    buckets, values = hashed(text)
    values = values * rarity[buckets]
    length = float(np.sqrt(values @ values))
    return buckets, values / length if length else values
