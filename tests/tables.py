"""Tables of cases as one test each: every row is tried, and all the wrong ones are told together.

A thousand rows as a thousand tests cost seconds of bookkeeping; a grammar's table is one behaviour with many examples.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def each_row(names: str | tuple[str, ...], table: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Run the decorated test for every row of `table`, whose columns are `names`; fail with every row that is wrong."""
    columns = (names,) if isinstance(names, str) else names

    def decorated(test: Callable[..., None]) -> Callable[[], None]:
        @wraps(test)
        def all_rows() -> None:
            wrong = []
            for row in table:
                values = (row,) if isinstance(names, str) else tuple(row)
                try:
                    test(**dict(zip(columns, values, strict=True)))
                except AssertionError as error:
                    wrong.append(f"{row!r}\n    {str(error).splitlines()[0] if str(error) else 'is wrong'}")
            assert not wrong, f"{len(wrong)} rows are wrong:\n" + "\n".join(wrong)

        # pytest must not look for fixtures named like the columns.
        del all_rows.__wrapped__  # type: ignore[attr-defined]
        return all_rows

    return decorated
