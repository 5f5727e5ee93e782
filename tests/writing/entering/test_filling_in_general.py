"""What holds whatever is put in, wherever, and in whatever order."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import plain
from mtqg_xl.reading import read_submission
from mtqg_xl.writing.entering import Entry, FormPlace, enter
from tests.support.books import concrete, input_cells, typed_figures, write
from tests.support.properties import amounts, slow
from tests.writing.entering.own_forms_filled import members
from tests.writing.entering.plain_books import given as put
from tests.writing.entering.plain_books import plain_book, value_of

KEYS = input_cells(concrete("KR02"))
figures = st.dictionaries(st.sampled_from(KEYS), amounts(), max_size=12)
texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
)
values = st.one_of(
    st.integers(-(10**14), 10**14),
    st.booleans(),
    texts,
    amounts().map(float),
    st.floats(-1e100, 1e100).map(lambda x: float(f"{x:.12g}")),
)
places = st.builds(lambda column, row: f"Sheet1!{column}{row}", st.sampled_from("ABCDZ"), st.integers(1, 30))


def entries_of(found: dict[CellKey, Decimal]) -> list[Entry]:
    return [Entry(FormPlace(*key), figure) for key, figure in found.items()]


@slow
@given(figures, figures)
def test_figures_put_into_any_cells_are_read_back_and_no_others(
    before: dict[CellKey, Decimal], after: dict[CellKey, Decimal]
) -> None:
    with TemporaryDirectory() as folder:
        book = write(Path(folder) / "a.xlsx", ["KR02"], before)
        entered = enter(book, entries_of(after))
        (Path(folder) / "b.xlsx").write_bytes(entered.content)
        wanted = {key: plain(figure) for key, figure in {**before, **after}.items()}
        assert typed_figures(read_submission(Path(folder) / "b.xlsx")) == wanted
        assert len(entered.written) + entered.unchanged == len(after)
        assert entered.cached.withheld == {}


@slow
@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_the_values_does_not_matter(found: dict[CellKey, Decimal], chance: object) -> None:
    entries = entries_of(found)
    shuffled = list(entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        book = write(Path(folder) / "a.xlsx", ["KR02"])
        assert enter(book, entries).content == enter(book, shuffled).content


@slow
@given(figures)
def test_what_was_put_in_once_is_there_the_second_time(found: dict[CellKey, Decimal]) -> None:
    with TemporaryDirectory() as folder:
        once = enter(write(Path(folder) / "a.xlsx", ["KR02"]), entries_of(found)).content
        (Path(folder) / "b.xlsx").write_bytes(once)
        twice = enter(Path(folder) / "b.xlsx", entries_of(found))
        assert (twice.written, twice.unchanged) == ((), len(found))
        assert members(twice.content) == members(once)


@slow
@given(st.dictionaries(places, values, min_size=1, max_size=10))
def test_any_value_in_any_cell_of_any_workbook_stands_there(found: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        book = plain_book(Path(folder) / "a.xlsx", {"Sheet1": {"A1": "cũ", "E5": 7}})
        entered = put(book, found)  # type: ignore[arg-type]
        for place, value in found.items():
            stands = value_of(entered, place)
            assert stands == value
            assert isinstance(stands, bool) == isinstance(value, bool)
        assert value_of(entered, "Sheet1!E5") == 7
