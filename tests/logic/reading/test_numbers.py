"""Numbers in figures and in words, in four languages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.numbers import read_numbers


def values(text: str, language: str | None = None, *, with_one: bool = False) -> list[float]:
    return [number.value for number in read_numbers(fold(text).text, language=language, with_one=with_one)]


@each_row(
    ("text", "expected"),
    [
        ("1250", [1250]), ("1 250", [1250]), ("1.250", [1250]), ("1.250,50", [1250.5]), ("12,50", [12.5]),
        ("12.50", [12.5]),
        ("1'250", [1250]), ("1 250 000", [1_250_000]), ("1/2 litre", [0.5]), ("½", [0.5]), ("2½ kg", [2.5]),
        ("1 1/2 uur", [1.5]),
        ("0475 12 34 56", [475, 12, 34, 56]), ("4e étage", [4]), ("covid-19", []), ("A4", []), ("10-15", [10, 15]),
        ("١٢", [12]),
        ("5" * 300, []),
    ],
)  # fmt: skip
def test_figures_are_read_the_way_people_write_them(text: str, expected: list[float]) -> None:
    assert values(text) == expected


def test_a_comma_parts_thousands_in_english_and_decimals_elsewhere() -> None:
    assert values("1,250 pounds", "en") == [1250]
    assert values("1,250 kg", "fr") == [1.25]


@each_row(
    ("text", "expected"),
    [
        ("deux", [2]), ("vingt et un", [21]), ("vingt-deux", [22]), ("soixante-dix", [70]),
        ("soixante et onze", [71]),
        ("septante-trois", [73]), ("quatre-vingts", [80]), ("quatre-vingt-dix-sept", [97]), ("nonante-neuf", [99]),
        ("cent", [100]), ("cent vingt", [120]), ("deux cents", [200]), ("trois cent quarante-cinq", [345]),
        ("mille", [1000]),
        ("deux mille cinq cents", [2500]), ("une trentaine de polars", [30]), ("une dizaine", [10]),
        ("deux douzaines", [24]),
        ("une demi-douzaine d'œufs", [6]), ("une paire de bottes", [2]), ("une centaine de chaises", [100]),
        ("des dizaines", []),
        ("un four à pizza", []), ("vélo comme neuf", []), ("un vélo neuf pour ma fille", []),
        ("neuf personnes pour le chantier", [9]),
        ("onze chaises pour la fête", [11]), ("quatre ou cinq", [4, 5]), ("un couple cherche un appartement", []),
        ("CINQ", [5]), ("trente-et-un", [31]),
    ],
)  # fmt: skip
def test_french_words(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@each_row(
    ("text", "expected"),
    [
        ("twee", [2]), ("vijfentwintig", [25]), ("tweeëntwintig", [22]), ("drieëndertig", [33]), ("honderd", [100]),
        ("tweehonderdvijftig", [250]), ("honderd twintig", [120]), ("duizend", [1000]), ("tweeduizend", [2000]),
        ("een dertigtal stoelen", [30]), ("een tiental vrijwilligers", [10]), ("een dozijn eieren", [12]),
        ("2 dozijn", [24]),
        ("een half dozijn", [6]), ("een paar dagen", []), ("tientallen mensen", []),
        ("wie helpt in onze tuin met de haag", []),
        ("ten laatste vrijdag", []), ("ik vier mijn verjaardag", []), ("vier mensen voor de verhuis", [4]),
        ("zeven", [7]),
    ],
)  # fmt: skip
def test_dutch_words(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@each_row(
    ("text", "expected"),
    [
        ("two", [2]), ("twenty-one", [21]), ("ninety nine", [99]), ("a hundred", [100]),
        ("two hundred and fifty", [250]),
        ("one hundred and five", [105] ), ("a thousand", [1000]), ("three thousand", [3000]), ("a dozen eggs", [12]),
        ("half a dozen eggs", [6]), ("two dozen", [24]), ("a couple of hours", [2]),
        ("a couple looking for a flat", []),
        ("four people for the move", [4]), ("ten chairs for the party", [10]), ("dozens of books", []),
    ],
)  # fmt: skip
def test_english_words(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@each_row(
    ("text", "expected"),
    [
        ("zwei", [2]), ("zwo", [2]), ("fünf", [5]), ("fuenf", [5]), ("zwölf", [12]), ("einundzwanzig", [21]),
        ("fünfundzwanzig", [25]), ("dreißig", [30]), ("dreissig", [30]), ("hundert", [100]),
        ("zweihundertfünfzig", [250]),
        ("tausend", [1000]), ("zweitausend", [2000]), ("ein Dutzend Eier", [12]), ("zwei Dutzend", [24]),
        ("ein paar Tage", []),
        ("ein halbes Dutzend", [6]), ("siebzehn", [17]), ("acht Leute", [8]),
    ],
)  # fmt: skip
def test_german_words(text: str, expected: list[float]) -> None:
    assert values(text) == expected


def test_one_counts_only_where_it_is_wanted() -> None:
    assert values("un euro") == []
    assert values("un euro", with_one=True) == [1]


@given(st.text(max_size=300))
def test_numbers_stand_inside_the_text_in_order_and_apart(text: str) -> None:
    folded = fold(text).text
    numbers = read_numbers(folded, with_one=True)
    assert all(0 <= number.start < number.end <= len(folded) and number.value >= 0 for number in numbers)
    assert all(before.end <= after.start for before, after in pairwise(numbers))
