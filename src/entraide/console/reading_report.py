"""What is corrected most, as tables in the terminal and a picture. `entraide reading report` calls this."""

from collections.abc import Sequence
from pathlib import Path

from entraide.console import confusion_picture
from entraide.console.colours import painted
from entraide.console.reading import use_operators_weights, weights_file
from entraide.logic.reading.learning.mistakes import Confusion, Mistake, by_field, by_language, confusion, pairs
from entraide.logic.reading.meaning import heads_version
from entraide.logic.reading.weights import built_in_version
from entraide.records.corrections.models import Correction

_OUTLINED = ("kind", "action", "topic", "mode", "place", "time")
_BAR = 24


def report(corrections: Sequence[Correction], *, field: str, most: int, picture: Path) -> int:
    """Print the tables and write the picture of the confusions of `field`; always 0."""
    print(_heading(corrections))
    mistakes = [_mistake(one) for one in corrections]
    if mistakes:
        _bars("Corrected most", by_field(mistakes), of=len(mistakes))
        _bars("By language", by_language(mistakes), of=len(mistakes))
        print(painted("\nTaken for", "bold"))
        told, arrow = pairs(mistakes, most=most), painted("→", "faint")
        wide = max((len(read) for _, read, _, _ in told), default=0)
        for what, read, right, times in told:
            print(f"  {times:>5}  {painted(f'{what:<6}', 'faint')} {read:<{wide}}  {arrow}  {painted(right, 'bold')}")
    table = confusion(mistakes, field=field, most=most)
    _matrix(table, field=field)
    picture.parent.mkdir(parents=True, exist_ok=True)
    whole = confusion(mistakes, field=field)
    picture.write_text(confusion_picture.draw(whole, title=f"What is taken for what: {field}"), encoding="utf-8")
    print(f"\nThe whole table as a picture: {picture}")
    return 0


def _heading(corrections: Sequence[Correction]) -> str:
    use_operators_weights()
    version = heads_version()
    reads_with = (
        "the weights that came with Entraide" if version == built_in_version() else f"own weights ({weights_file()})"
    )
    count = f"{len(corrections)} corrected sentence{'' if len(corrections) == 1 else 's'} kept"
    span = f", {corrections[0].kept_on} to {corrections[-1].kept_on}" if corrections else ""
    return f"{painted(count, 'bold')}{span}. The bot reads with {reads_with}, version {version}."


def _mistake(one: Correction) -> Mistake:
    return Mistake(
        language=one.language,
        fields=tuple(one.fields),
        read={name: getattr(one, f"read_{name}") or "-" for name in _OUTLINED},
        right={name: getattr(one, f"right_{name}") or "-" for name in _OUTLINED},
    )


def _bars(title: str, counted: Sequence[tuple[str, int]], *, of: int) -> None:
    """Counts as bars; the longest fills the width, each is followed by its share of all sentences."""
    print(painted(f"\n{title}", "bold"))
    longest = max(count for _, count in counted) or 1
    for name, count in counted:
        bar = "█" * round(_BAR * count / longest)
        print(
            f"  {count:>5}  {name:<8} {painted(f'{bar:<{_BAR}}', 'beside what')} {painted(f'{count / of:.0%}', 'faint')}"
        )


def _matrix(table: Confusion, *, field: str) -> None:
    """The confusion table; columns are numbered, for the names of topics are long."""
    print(painted(f"\nWhat is taken for what: {field} (down: right; across: read)", "bold"))
    if not table.labels:
        print("  Nothing was confused.")
        return
    wide = max(map(len, table.labels))
    numbers = "".join(f"{number:>5}" for number in range(1, len(table.labels) + 1))
    print(painted(f"  {'':<{wide}}    {numbers}", "faint"))
    for number, (label, row) in enumerate(zip(table.labels, table.counts, strict=True), 1):
        cells = "".join(_cell(count, is_right=number == other, most=table.most) for other, count in enumerate(row, 1))
        print(f"  {label:<{wide}} {painted(f'{number:>3}', 'faint')}{cells}")


def _cell(count: int, *, is_right: bool, most: int) -> str:
    figure = str(count) if count else "·"
    # The likeliest mistakes stand out; a line under the figure says so without colour too.
    style = "faint" if is_right or not count else "return" if count * 2 >= most else "bold"
    return " " * (5 - len(figure)) + painted(figure, style)
