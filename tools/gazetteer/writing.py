"""Writing the table: a zip of plain tab-separated texts, the same to the byte each time it is built."""

import zipfile
from collections import defaultdict
from pathlib import Path

from entraide.logic.places.keys import name_key
from gazetteer.rows import Row, is_good_alternate

# The table's columns; `entraide.logic.places.table` reads them.
LANGUAGES = ("fr", "nl", "en", "de")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def write(path: Path, rows: list[Row], common: str, vocabulary: str) -> dict[str, int]:
    """Write `rows` (any order) and the texts of ordinary words to `path`. Returns how much was written."""
    rows = sorted(rows, key=lambda r: (r.country, r.id))
    names: dict[str, list[str]] = defaultdict(list)
    postcodes: dict[str, list[str]] = defaultdict(list)
    lines = []
    for number, row in enumerate(rows):
        lines.append(_line(row))
        strong = strong_keys(row)
        for key in strong:
            names[key].append(str(number))
        for key in _weak(row) - strong:
            names[key].append(f"{number}?")
        for code in row.postcodes:
            postcodes[code].append(str(number))
    parts = {
        "places.tsv": "\n".join(lines),
        "names.tsv": "\n".join(f"{key}\t{' '.join(names[key])}" for key in sorted(names)),
        "postcodes.tsv": "\n".join(f"{code}\t{' '.join(postcodes[code])}" for code in sorted(postcodes)),
        "common.tsv": common,
        "words.txt": vocabulary,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as table:
        for part, text in parts.items():
            table.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)
    return {"places": len(rows), "names": len(names), "postcodes": len(postcodes)}


def _line(row: Row) -> str:
    tagged = "|".join(f"{tag}={row.names[tag]}" for tag in LANGUAGES if row.names.get(tag) not in (None, "", row.name))
    fields = (
        row.id, row.precision, row.country, row.name, tagged, " ".join(row.postcodes), f"{row.latitude:.4f}",
        f"{row.longitude:.4f}", str(row.population or ""), "" if row.is_precise else "~", row.parent,
    )  # fmt: skip
    assert not any("\t" in f or "\n" in f for f in fields), row
    return "\t".join(fields)


def strong_keys(row: Row) -> set[str]:
    """Keys of the names that a place officially has or is commonly given."""
    names = [row.name, *row.names.values(), *row.also]
    names += [part.strip() for name in names for part in name.split(" - ")] if row.country == "BE" else []
    names += [name.split(" (")[0] for name in names if " (" in name]
    if row.country in ("DE", "CH", "AT", "LU"):
        names += [name.translate(_UMLAUTS) for name in names]
    keys = {name_key(name) for name in names}
    for name in names:  # "Le Havre" is "au Havre" in a sentence, so the bare name must be found after "au"
        for article, bare in (("le ", "au "), ("le ", "du "), ("les ", "aux "), ("les ", "des ")):
            if name.lower().startswith(article):
                keys.add(name_key(bare + name[len(article) :]))
    return {key for key in keys if len(key) > 1 or key == "y"}


def _weak(row: Row) -> set[str]:
    return {name_key(other) for other in row.others if is_good_alternate(other)} - {""}
