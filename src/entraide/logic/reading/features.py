"""The numbers that the trained heads see of a sentence's letters: hashed n-grams, weighted by how rare they are.

The sentence encoder knows what words mean; letters know how things are said ("te leen", "qui veut") and bear typos. Both
together read better than each alone. Hashing keeps the table small and needs no vocabulary.
Source of the method: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009.
"""

import math
import re
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from entraide.common.text import fold

BUCKETS = 1 << 15
_SHORTEST, _LONGEST = 2, 5
_figures = re.compile(r"\d+")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+|[?!€$£:]")


def grams(text: str) -> dict[str, int]:
    """How often each n-gram of `text` occurs: letters within words (2 to 5, with word ends), words, pairs of words.

    Figures count as one kind of word each by their length, so that no price or postcode is learned by heart.
    """
    folded = _figures.sub(lambda m: "0" * min(5, len(m.group())), fold(text).text)
    words = _token().findall(folded)
    counts: dict[str, int] = {}
    for word in words:
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            for start in range(max(1, len(padded) - size + 1)):
                gram = padded[start : start + size]
                counts[gram] = counts.get(gram, 0) + 1
    previous = "^"
    for word in [*words, "$"]:
        counts["w:" + word] = counts.get("w:" + word, 0) + 1
        pair = f"p:{previous} {word}"
        counts[pair] = counts.get(pair, 0) + 1
        previous = word
    # How a sentence begins says most about whether somebody asks or offers.
    opening = "o:" + " ".join(words[:3])
    counts[opening] = 1
    return counts


def hashed(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The sentence's n-grams as (buckets, sublinear counts); buckets are ascending and distinct."""
    sums: dict[int, float] = {}
    for gram, count in grams(text).items():
        bucket = crc32(gram.encode()) & (BUCKETS - 1)
        sums[bucket] = sums.get(bucket, 0.0) + 1.0 + math.log(count)
    buckets = sorted(sums)
    return np.array(buckets, np.int64), np.array([sums[b] for b in buckets], np.float32)


def weighted(text: str, rarity: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The hashed n-grams times their `rarity` (BUCKETS numbers), scaled to unit length."""
    buckets, values = hashed(text)
    values = values * rarity[buckets]
    length = float(np.sqrt(values @ values))
    return buckets, (values / length if length else values).astype(np.float32)
