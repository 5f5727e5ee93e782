from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.binding import Binding, BoundRow, FormBinding
from tests.support.properties import thorough

words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)
keys = st.text("ABCDKGR.0123456789", min_size=1, max_size=5)
places = st.integers(1, 200)
bound_rows = st.builds(BoundRow, keys, places, words, words, words)
bound_forms = st.builds(
    FormBinding,
    form=st.text("BMPLKR0123456789", min_size=2, max_size=6),
    sheet=words,
    code_row=places,
    measure_at=words,
    columns=st.dictionaries(keys, places, min_size=1, max_size=5),
    rows=st.lists(bound_rows, min_size=1, max_size=5).map(tuple),
    further=st.lists(st.tuples(st.integers(0, 200), words), max_size=3).map(tuple),
)
bindings = st.builds(
    Binding,
    unit_name=words,
    unit_code=words,
    level=words,
    period=words,
    kind=words,
    forms=st.lists(bound_forms, max_size=3, unique_by=lambda form: form.form).map(tuple),
    notes=st.dictionaries(words, words, max_size=3),
)


def as_texts(table: list[list[str | int]]) -> list[list[str]]:
    """The table as a reader of cells sees it: texts, all rows equally long."""
    return [[str(entry) for entry in line] + [""] * (7 - len(line)) for line in table]


@thorough
@given(bindings)
def test_a_binding_reads_back_from_its_table(binding: Binding) -> None:
    assert Binding.from_rows(as_texts(binding.to_rows())) == binding


@thorough
@given(st.lists(st.lists(words, max_size=7), max_size=6))
def test_a_table_that_is_not_ours_gives_no_binding(table: list[list[str]]) -> None:
    assert Binding.from_rows(table) is None


def test_the_tables_of_a_form_are_told_from_the_first_on() -> None:
    form = FormBinding("BM16", "BM16", 12, "O7", {}, (), ((30, "E28"), (0, "")))
    assert form.tables == ((12, "O7"), (30, "E28"), (0, ""))


def test_a_table_of_another_format_gives_no_binding() -> None:
    table = as_texts(Binding("huyện A", "1", "huyen", "2023-N").to_rows())
    table[0][1] = "2"
    assert Binding.from_rows(table) is None


def test_a_table_whose_places_are_no_numbers_gives_no_binding() -> None:
    form = FormBinding("BM16", "BM16", 12, "O7", {"K1": 3}, (BoundRow("T", 13, "", "CỘNG"),))
    table = as_texts(Binding("huyện A", "1", "huyen", "2023-N", forms=(form,)).to_rows())
    table[-1][3] = "mười ba"
    assert Binding.from_rows(table) is None
