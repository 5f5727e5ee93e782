"""Rules that contradict each other, tie figures down or say nothing new."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.linting import Weight, lint_file
from mtqg_xl.messages import ArgumentProblem
from tests.linting.support import GOOD, line_with, looked_through

LAST = GOOD.count("\n") + 1


@pytest.mark.parametrize(
    ("rule", "code", "weight"),
    [
        ("1+{1}<=2", "contradictory", Weight.ERROR),
        ("1<=2", None, None),
        ("2<={3}*1", None, None),
        ("4<={7}", None, None),
        ("[.;2]<=[.;1]", "redundant", Weight.NOTE),
        ("1=2", "redundant", Weight.NOTE),
    ],
)
def test_what_is_proved_of_a_rule_is_told_on_its_line(
    tmp_path: Path, rule: str, code: str | None, weight: Weight | None
) -> None:
    more = f'  - {{id: Q, rule: "{rule}", why: Thử., todo: Thử.}}\n'
    found = looked_through(tmp_path, GOOD + more, prove=True)
    told = [(note.code, note.weight) for note in found.notes if note.code != "tied_down"]
    assert told == ([(code, weight)] if code else [])


def test_a_contradiction_is_told_at_the_later_rule_with_the_names_of_both(tmp_path: Path) -> None:
    more = '  - {id: Q, rule: "1+{1}<=2", why: Thử., todo: Thử.}\n'
    (note,) = looked_through(tmp_path, GOOD + more, prove=True).notes
    assert note.line == LAST
    assert "TH01.2" in note.text
    assert "TH01.Q" in note.text


def test_figures_tied_down_are_told(tmp_path: Path) -> None:
    pair = "".join(
        f'  - {{id: {name}, rule: "[GC;4]{sign}{{5}}", over: once, why: Thử., todo: Thử.}}\n'
        for name, sign in (("Q", "<="), ("P", ">="))
    )
    (note,) = looked_through(tmp_path, GOOD + pair, prove=True).notes
    assert (note.code, note.line, note.weight) == ("tied_down", LAST + 1, Weight.NOTE)
    assert "[GC;4]" in note.text


def test_nothing_is_proved_of_a_file_with_errors(tmp_path: Path) -> None:
    more = '  - {id: Q, rule: "1+{1}<=2", why: Thử., todo: Thử.}\n'
    found = looked_through(tmp_path, (GOOD + more).replace("measure: ho", "measure: hooo"), prove=True)
    assert "contradictory" not in {note.code for note in found.notes}


def test_a_template_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    def refuse(form: Form, period: Period) -> None:
        raise ArgumentProblem("bad_level", level=form.code)

    def stumble(form: Form, period: Period) -> None:
        raise KeyError(period)

    file = tmp_path / "TH01.yaml"
    file.write_text(GOOD, encoding="utf-8")
    for build in (refuse, stumble):
        (note,) = lint_file(file, build=build, prove=False).notes
        assert (note.code, note.line) == ("no_template", line_with(GOOD, "columns:"))


def test_without_a_solver_nothing_is_proved_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(forms: object) -> None:
        raise ImportError("highspy")

    monkeypatch.setattr("mtqg_xl.linting.proofs.prove", missing)
    assert [note.code for note in looked_through(tmp_path, GOOD, prove=True).notes] == ["no_solver"]
