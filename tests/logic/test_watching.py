"""Passes: what one says comes back as it was, for as long as it holds; nobody else can make one, nor bend one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.watching import LASTS, key_of, read_pass, write_pass

KEY = key_of(secret="a long random text of this server")
NOW = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)


def a_pass(topic: str = "t:abc", person: str = "els") -> str:
    return write_pass(topic=topic, person=person, now=NOW, key=KEY)


@given(topic=st.text("abcdefghij:0123456789-", min_size=1, max_size=40), person=st.text(max_size=40))
def test_what_a_pass_says_comes_back_and_names_nobody(topic, person):
    passed = a_pass(topic, person)
    read = read_pass(words=passed, now=NOW, key=KEY)
    assert read is not None
    assert (read.topic, read.until) == (topic, NOW + LASTS)
    assert passed.isascii()
    assert "/" not in passed
    assert len(person) < 4 or person not in read.watcher


def test_it_holds_until_its_time_and_no_longer():
    assert read_pass(words=a_pass(), now=NOW + LASTS - timedelta(seconds=1), key=KEY)
    assert read_pass(words=a_pass(), now=NOW + LASTS, key=KEY) is None


def test_one_person_has_one_mark_for_all_topics_and_another_has_another():
    marks = [
        read_pass(words=a_pass(*of), now=NOW, key=KEY) for of in (("t:a", "els"), ("t:b", "els"), ("t:a", "bruno"))
    ]
    one, two, three = (read.watcher for read in marks if read)
    assert one == two != three


@given(st.integers(min_value=0, max_value=400), st.integers(min_value=1, max_value=63))
def test_a_pass_that_was_bent_is_none(place, step):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    whole = a_pass()
    place %= len(whole)
    bent = whole[:place] + letters[(letters.index(whole[place]) + step) % 64] + whole[place + 1 :]
    read = read_pass(words=bent, now=NOW, key=KEY)
    # The last letter of base64 holds bits that stand for nothing: such a pass says the same.
    assert read is None or read == read_pass(words=whole, now=NOW, key=KEY)


@given(st.text(max_size=200))
def test_whatever_else_is_brought_is_none(words):
    assert read_pass(words=words, now=NOW, key=KEY) is None


def test_another_server_reads_none_of_ours():
    assert read_pass(words=a_pass(), now=NOW, key=key_of(secret="another")) is None
