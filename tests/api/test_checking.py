import json
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

import mtqg_xl as mx
from mtqg_xl.messages import ArgumentProblem, FileProblem, OutputProblem
from tests.api.conftest import CLEAN, KON_RAY
from tests.cli.conftest import digest


def test_a_report_lists_its_findings_and_says_whether_all_is_well() -> None:
    assert mx.check(CLEAN).ok
    report = mx.check(mx.open(KON_RAY))
    assert not report.ok
    assert "26884" in {str(finding.stated) for finding in report.findings}


def test_a_book_opened_and_its_path_give_the_same_report() -> None:
    assert mx.check(mx.open(KON_RAY)).to_json() == mx.check(str(KON_RAY)).to_json()


def test_the_json_is_that_of_the_contract() -> None:
    data = json.loads(mx.check(KON_RAY).to_json())
    assert data["tool"]["version"] == mx.__version__
    assert data["files"][0]["sha256"] == digest(KON_RAY)


@pytest.mark.parametrize("ending", ["json", "txt"])
def test_a_report_is_saved_by_the_ending_of_the_name(tmp_path: Path, ending: str) -> None:
    report = mx.check(KON_RAY)
    out = tmp_path / f"biên bản.{ending}"
    report.save(out)
    text = out.read_text(encoding="utf-8")
    assert text == (report.to_json() if ending == "json" else report.to_text(every=True))
    assert "26.844" in text


def test_it_is_saved_as_a_page_and_as_minutes_to_be_signed(tmp_path: Path) -> None:
    report = mx.check(KON_RAY)
    report.save(tmp_path / "kết quả.html")
    assert "26.844" in (tmp_path / "kết quả.html").read_text(encoding="utf-8")
    report.save(tmp_path / "biên bản.docx")
    with zipfile.ZipFile(tmp_path / "biên bản.docx") as package:
        assert "26.844" in package.read("word/document.xml").decode("utf-8")


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem):
        mx.check(CLEAN).save(tmp_path / "biên bản.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_never_saved_over_the_file_checked(districts: list[Path]) -> None:
    book = districts[0].rename(districts[0].with_suffix(".json"))
    before = digest(book)
    with pytest.raises(OutputProblem):
        mx.check(mx.open(book)).save(book)
    assert digest(book) == before


def test_many_files_are_checked_in_the_order_of_their_names(districts: list[Path]) -> None:
    report = mx.check(reversed(districts))
    assert [file.path for file in report.files] == [str(path) for path in districts]
    assert mx.check(districts[0].parent).to_json() == report.to_json()


@pytest.mark.parametrize("make", [lambda: None, lambda: ThreadPoolExecutor(2)])
def test_any_executor_gives_the_same_report(
    districts: list[Path], make: Callable[[], Executor | None]
) -> None:
    executor = make()
    assert mx.check(districts, executor=executor).to_json() == mx.check(districts, jobs=1).to_json()
    if executor:
        executor.shutdown()


def test_every_file_is_told_when_it_is_done(districts: list[Path]) -> None:
    done: list[str] = []
    mx.check(districts, on_file=done.append)
    assert done == [str(path) for path in districts]


def test_one_bad_file_raises_and_among_several_is_part_of_the_report(districts: list[Path]) -> None:
    districts[1].write_bytes(b"")
    with pytest.raises(FileProblem):
        mx.check(districts[1])
    report = mx.check(districts)
    assert not report.ok
    assert [file.verdict.value for file in report.files] == ["valid", "unreadable", "valid"]
