"""What the bot gets wrong, counted."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.learning.mistakes import Mistake, by_field, by_language, confusion, pairs


def mistake(read: str, right: str, *, language: str = "fr", field: str = "topic") -> Mistake:
    return Mistake(
        language, (field,) if read != right else (), {field: read, "topic": read}, {field: right, "topic": right}
    )


MISTAKES = [mistake("a.x", "b.y"), mistake("a.x", "b.y", language="nl"), mistake("b.y", "c.z"), mistake("d.d", "d.d")]


def test_fields_and_languages_are_counted():
    assert by_field(MISTAKES)[0] == ("topic", 3)
    assert dict(by_language(MISTAKES)) == {"fr": 3, "nl": 1, "en": 0, "de": 0}


def test_what_is_taken_for_what_comes_most_often_first():
    assert pairs(MISTAKES) == [("topic", "a.x", "b.y", 2), ("topic", "b.y", "c.z", 1)]
    assert len(pairs(MISTAKES, most=1)) == 1


def test_the_table_has_a_row_for_what_is_right_and_a_column_for_what_was_read():
    table = confusion(MISTAKES, field="topic")
    assert table.labels == ("a.x", "b.y", "c.z")
    assert table.counts == ((0, 0, 0), (2, 0, 0), (0, 1, 0))
    assert table.most == 2


def test_of_many_labels_the_most_confused_are_kept():
    assert confusion(MISTAKES, field="topic", most=2).labels == ("b.y", "a.x")


def test_of_nothing_nothing_is_told():
    table = confusion([], field="topic")
    assert (table.labels, table.counts, table.most) == ((), (), 0)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=30))
def test_every_mistake_is_in_the_whole_table_once(told):
    mistakes = [mistake(read, right) for read, right in told]
    table = confusion(mistakes, field="topic")
    off = sum(n for i, row in enumerate(table.counts) for j, n in enumerate(row) if i != j)
    assert off == sum(read != right for read, right in told) == sum(pair[3] for pair in pairs(mistakes))
