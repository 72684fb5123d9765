"""Trains the heads of the reader from training/sentences/*.tsv and writes src/entraide/logic/reading/heads.npz.

    .venv/bin/python training/train.py [--folds 5]

Repeatable bit for bit on one machine: one thread, fixed order, fixed folds. Prints what was right on held-out folds, and
keeps it in training/held-out.json. A line of a .tsv: language, kind, action, topic, mode of the terms, sentence.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from entraide.common.text import fold  # noqa: E402
from entraide.logic.reading import meaning  # noqa: E402
from entraide.logic.reading.features import BUCKETS, hashed, weighted  # noqa: E402
from entraide.logic.reading.hearing import hear  # noqa: E402
from entraide.logic.reading.settling import settle_kind, settle_topic, with_cue  # noqa: E402
from entraide.logic.reading.topics import topic_codes  # noqa: E402

LETTERS_WEIGHT = 1.5
STRENGTH = {"kind": 10.0, "action": 10.0, "topic": 10.0, "mode": 10.0, "language": 10.0}  # inverse of the L2 penalty
COMMON_PIECES = 2_000
# The day on which all training sentences are heard; what it is does not matter, but it must be the same.
AT = datetime(2026, 3, 4, 10, 0)
EVERYWHERE = ("kind", "language")  # heads that also learn from sentences of kind none
COLUMNS = {"language": 0, "kind": 1, "action": 2, "topic": 3, "mode": 4}


def sentences() -> list[list[str]]:
    """All training rows, in a fixed order. Exits with a clear line on a bad one."""
    rows = []
    for path in sorted((ROOT / "training" / "sentences").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = line.split("\t")
            if len(row) != 6 or (row[3] != "-" and row[3] not in topic_codes()):
                sys.exit(f"{path.name}:{number}: not a training line: {line!r}")
            rows.append(row)
    return rows


def rarity_of(texts: list[str]) -> np.ndarray:
    """Inverse document frequency of each bucket; zero for buckets seen once."""
    seen = np.zeros(BUCKETS)
    for text in texts:
        seen[hashed(text)[0]] += 1
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    rarity[seen < 2] = 0
    return rarity.astype(np.float32)


def letters(texts: list[str], rarity: np.ndarray) -> csr_matrix:
    """The weighted n-grams of all texts."""
    starts, buckets, values = [0], [], []
    for text in texts:
        b, v = weighted(text, rarity)
        buckets.append(b)
        values.append(v)
        starts.append(starts[-1] + len(b))
    return csr_matrix((np.concatenate(values), np.concatenate(buckets), starts), shape=(len(texts), BUCKETS))


def fit(matrix: csr_matrix, labels: np.ndarray, strength: float) -> LogisticRegression:
    """One head."""
    return LogisticRegression(C=strength, max_iter=400, tol=1e-4).fit(matrix, labels)


def seen_by(head: str, matrix: csr_matrix) -> csr_matrix:
    """What a head sees: the language is heard from the letters alone, before the encoder runs."""
    if head != "language":
        return matrix
    keep = np.ones(matrix.shape[1])
    keep[: meaning.DIMENSIONS] = 0
    return matrix.multiply(keep).tocsr()


def platt(likely: np.ndarray, was_right: np.ndarray) -> tuple[float, float]:
    """Slope and shift that make probabilities honest."""
    likely = np.clip(likely, 1e-6, 1 - 1e-6)
    head = LogisticRegression(C=1e6).fit(np.log(likely / (1 - likely))[:, None], was_right)
    return float(head.coef_[0, 0]), float(head.intercept_[0])


def main() -> None:
    """Train, measure, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="held-out folds for the figures; 0: keep the old ones")
    folds = parser.parse_args().folds
    began = time.perf_counter()
    rows = sentences()
    texts = [row[5] for row in rows]
    truth = {head: np.array([row[column] for row in rows]) for head, column in COLUMNS.items()}
    has_topic = truth["topic"] != "-"
    vectors = meaning.encode([hear(row[5], language=row[0], at=AT).matter for row in rows])
    rarity = rarity_of(texts)
    matrix = hstack([csr_matrix(vectors), letters(texts, rarity) * LETTERS_WEIGHT]).tocsr()
    print(f"{len(rows)} sentences, features after {time.perf_counter() - began:.0f} s", flush=True)

    held_out = ROOT / "training" / "held-out.json"
    figures = json.loads(held_out.read_text()) if held_out.exists() else {}
    if folds:
        figures = measure(matrix, truth, has_topic, rows, folds)
        held_out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
        print(json.dumps({k: v for k, v in figures.items() if k != "by_topic"}, indent=1), flush=True)

    heads = trained_heads(matrix, truth, has_topic, rarity, texts)
    keep(heads, calibration=[1.0, 0.0])
    figures["calibration"] = calibrated()
    keep(heads, calibration=figures["calibration"])
    held_out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    print(f"calibration {figures['calibration']}; trained in {time.perf_counter() - began:.0f} s")


def trained_heads(matrix: csr_matrix, truth: dict, has_topic: np.ndarray, rarity: np.ndarray, texts: list[str]) -> dict:
    """All heads, as the arrays that are kept: the encoder's part in half floats, the letters' part in eight bits."""
    weights, biases, labels = [], [], {}
    for head in meaning.HEADS:
        chosen = slice(None) if head in EVERYWHERE else has_topic
        trained = fit(seen_by(head, matrix)[chosen], truth[head][chosen], STRENGTH[head])
        weights.append(trained.coef_.T)
        biases.append(trained.intercept_)
        labels[f"labels_{head}"] = trained.classes_.astype(str)
    table = np.hstack(weights)
    sparse = table[meaning.DIMENSIONS :]
    scale = np.abs(sparse).max(axis=0) / 127
    return {
        "dense": table[: meaning.DIMENSIONS].astype(np.float16),
        "sparse": np.round(sparse / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.concatenate(biases).astype(np.float32),
        "rarity": rarity.astype(np.float16),
        "letters_weight": np.float32(LETTERS_WEIGHT),
        "common_pieces": common_pieces(texts),
        **labels,
    }


def common_pieces(texts: list[str]) -> np.ndarray:
    """The word pieces met most often, for the encoder to work out when it starts."""
    met = Counter(piece for text in texts for piece in meaning._encoder().pieces_of(text))
    return np.array([piece for piece, _ in met.most_common(COMMON_PIECES)], np.int32)


def keep(heads: dict, *, calibration: list[float]) -> None:
    """Write the weights where the reader finds them."""
    path = ROOT / "src" / "entraide" / "logic" / "reading" / "heads.npz"
    np.savez_compressed(path, **heads, calibration=np.array(calibration, np.float32))


def calibrated() -> list[float]:
    """Slope and shift that make the reader's confidence honest, on sentences of everyday style that no head has learned from.

    The held-out folds would not do: their sentences were written to differ as much as possible, and are harder than life.
    """
    meaning._heads.cache_clear()
    rows = [
        line.split("\t") for line in (ROOT / "training" / "calibration.tsv").read_text(encoding="utf-8").splitlines()
    ]
    likely, was_right = [], []
    for row, opinion in zip(rows, opinions_of(rows), strict=True):
        sure = with_cue(fold(row[5]).text, opinion)
        kind, topic = settle_kind(sure), settle_topic(sure)
        likely.append(sure.kind[kind] * (1.0 if kind == "none" else sure.topic[topic]))
        was_right.append(kind == row[1] and (kind == "none" or topic == row[3]))
    print(f"{len(rows)} sentences of everyday style: kind and topic both right in {np.mean(was_right):.3f}")
    return [round(value, 4) for value in platt(np.array(likely), np.array(was_right))]


def opinions_of(rows: list) -> list[meaning.Meaning]:
    """What the reader thinks of each sentence, as it would in life."""
    letters_of = [meaning.letters_of(row[5]) for row in rows]
    heard = [hear(row[5], language=meaning.language_of(one), at=AT) for row, one in zip(rows, letters_of, strict=True)]
    return meaning.judge([(one.matter, grams) for one, grams in zip(heard, letters_of, strict=True)])


def measure(matrix: csr_matrix, truth: dict, has_topic: np.ndarray, rows: list, folds: int) -> dict:
    """What is right on folds that a head has not seen."""
    guessed = {head: np.empty(len(rows), object) for head in meaning.HEADS}
    in_five = np.zeros(len(rows), bool)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=1)
    for number, (seen, unseen) in enumerate(splitter.split(matrix, truth["topic"])):
        for head in meaning.HEADS:
            learn = seen if head in EVERYWHERE else seen[has_topic[seen]]
            seen_parts = seen_by(head, matrix)
            trained = fit(seen_parts[learn], truth[head][learn], STRENGTH[head])
            probabilities = trained.predict_proba(seen_parts[unseen])
            order = np.argsort(-probabilities, axis=1)
            guessed[head][unseen] = trained.classes_[order[:, 0]]
            if head == "topic":
                in_five[unseen] = [truth[head][i] in trained.classes_[order[j, :5]] for j, i in enumerate(unseen)]
        print(f"  fold {number + 1} of {folds}", flush=True)
    right = {head: guessed[head] == truth[head] for head in meaning.HEADS}
    both = np.where(truth["kind"] == "none", right["kind"], right["kind"] & right["topic"])
    topics = sorted(set(truth["topic"]) - {"-"})
    return {
        "sentences": len(rows),
        "kind": round(float(right["kind"].mean()), 4),
        "language": round(float(right["language"].mean()), 4),
        **{head: round(float(right[head][has_topic].mean()), 4) for head in ("action", "topic", "mode")},
        "topic_in_five": round(float(in_five[has_topic].mean()), 4),
        "by_language": {
            language: round(float(right["topic"][has_topic & (np.array([r[0] for r in rows]) == language)].mean()), 4)
            for language in ("fr", "nl", "en", "de")
        },
        "kind_and_topic": round(float(both.mean()), 4),
        "by_topic": {t: round(float(right["topic"][truth["topic"] == t].mean()), 3) for t in topics},
    }


if __name__ == "__main__":
    main()
