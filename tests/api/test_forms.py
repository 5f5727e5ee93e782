from datetime import date

import pytest

import mtqg_xl as mx
from mtqg_xl.messages import ArgumentProblem


def test_all_forms_are_listed_by_code_and_each_layout_by_its_time() -> None:
    listed = [(form.code, form.validity.start or date.min) for form in mx.forms()]
    assert listed == sorted(set(listed))
    assert {"BM03", "BM11", "BM16", "KR02", "NTM01", "PL01", "RS15"} <= {code for code, _ in listed}
    assert [code for code, _ in listed].count("BM16") == 2


def test_a_form_is_shown_in_its_latest_layout() -> None:
    latest = max(
        (form for form in mx.forms() if form.code == "BM16"), key=lambda form: form.validity.start or date.min
    )
    assert mx.form("BM16") is latest


def test_a_form_is_told_in_a_few_words() -> None:
    assert repr(mx.form("KR02")) == "Form(KR02, 6 rows, 18 columns)"


def test_a_form_tells_its_columns_and_rows() -> None:
    form = mx.form("BM16")
    assert form.number == "Biểu số 16"
    assert form.column_by_key["K3"].code_text == "K3=K1+K2"
    assert form.row_by_key["DA1.1"].number == "1.1"


def test_a_form_that_is_not_known_is_refused_with_those_known() -> None:
    with pytest.raises(ArgumentProblem, match=r"BM99.*BM03, .*BM11, .*KR02, NTM01, .*PL01"):
        mx.form("BM99")


def test_everything_the_package_offers_is_there() -> None:
    for name in mx.__all__:
        assert getattr(mx, name)
    assert {"open", "check", "consolidate", "trace", "forms", "form"} <= set(mx.__all__)


def test_nothing_else_is_offered() -> None:
    with pytest.raises(AttributeError):
        mx.no_such_thing  # noqa: B018
