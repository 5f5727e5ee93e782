"""Buttons pressed in Calc, with the engine behind them or without one."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqg_xl.addin.installing import Machine, install
from tests.addin.test_installing import FakeRegistry
from tests.macros.calc import ROOT, Book, Calc

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]
SAMPLES = ROOT / "samples" / "real"
TEMPLATES = ROOT / "workbook_templates"
SAMPLE = SAMPLES / "bao_lam_2023-6T.xlsx"
BLOCKED = 70
#: What Windows says of a program that a policy forbids.
BY_POLICY = 1260


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """A script that runs the engine in the folder it is given and leaves its exit code there."""
    script = tmp_path / "engine.sh"
    python = f"PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)}"
    work = f'cd "$1" && {python} -m mtqg_xl ribbon run request.tsv'
    code = r"""printf '\377\376' > "$1/code.txt"; printf '%s' "$code" | sed 's/./&\x00/g' >> "$1/code.txt" """
    script.write_text(f"#!/bin/sh\n({work}) >/dev/null 2>&1; code=$?\n{code}\n", encoding="utf-8")
    script.chmod(0o700)
    return script


@pytest.fixture
def sample(calc: Calc, tmp_path: Path) -> Iterator[Book]:
    """A real report, opened from a folder with a name of the user's."""
    path = tmp_path / "Nguyễn Văn Ánh 100% & !" / "báo cáo 'x'.xlsx"
    path.parent.mkdir()
    shutil.copy(SAMPLE, path)
    book = calc.opened(path)
    yield book
    book.close()


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "viec lam"
    folder.mkdir()
    yield folder
    assert not any(folder.glob("mtqg_*")), "the folder of a request is left behind"


def prepare(calc: Calc, work: Path, engine: Path | str = "", failing: int = 0) -> None:
    calc.told("Probe.Prepare", str(work), str(engine), str(failing))


def answering(folder: Path, response: str | None) -> Path:
    """A script in place of the engine that leaves ``response`` and ends well."""
    (folder / "code.txt").write_bytes("\ufeff0".encode("utf-16-le"))
    copied = f'cp "{folder}/code.txt" "$1/"'
    if response is not None:
        (folder / "response.tsv").write_bytes(f"\ufeff{response}".encode("utf-16-le"))
        copied += f'; cp "{folder}/response.tsv" "$1/"'
    script = folder / "answering.sh"
    script.write_text(f"#!/bin/sh\n{copied}\n", encoding="utf-8")
    script.chmod(0o700)
    return script


def press(book: Book, action: str, answers: str = "") -> list[str]:
    return [told for told in book.run("Press", action, answers).split("␞") if told]


def test_without_an_engine_it_says_where_to_put_one(calc: Calc, book: Book, work: Path) -> None:
    prepare(calc, work)
    (told,) = press(book, "check")
    assert "Không tìm thấy chương trình kiểm tra" in told
    assert calc.told("Probe.CommandsRun") == "py -3 -m mtqg_xl ribbon run request.tsv\n"


def test_the_engine_that_installed_it_is_found_after_those_that_lie_beside_it(
    calc: Calc, tmp_path: Path
) -> None:
    home = tmp_path / "AddIns"
    machine = Machine(home, FakeRegistry({}), lambda _path: None)
    last = "py -3 -m mtqg_xl"

    def commands() -> list[str]:
        return list(calc.run("MtqgEngine.EngineCommands", str(home)))

    for place in (
        "Ánh 50% & môi trường/Scripts/python.exe",
        "mtqg_xl/mtqg_xl.exe",
        "AddIns/python/python.exe",
    ):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).touch()
    python = str(tmp_path / "Ánh 50% & môi trường/Scripts/python.exe")
    frozen = str(tmp_path / "mtqg_xl/mtqg_xl.exe")
    beside = f'"{home}/python/python.exe" -m mtqg_xl'
    assert commands() == [beside, last]
    install(machine, b"", (python, "-m", "mtqg_xl"), Path.write_bytes)
    assert commands() == [beside, f'"{python}" -m mtqg_xl', last]
    install(machine, b"", (frozen,), Path.write_bytes)
    assert commands() == [beside, f'"{frozen}"', last]
    Path(frozen).unlink()
    assert commands() == [beside, last]
    (home / "mtqg_chuong_trinh.txt").write_bytes(b"\xff\xfe")
    assert commands() == [beside, last]
    assert list(calc.run("MtqgEngine.EngineCommands", "https://tinh.sharepoint.com/chung")) == [last]


def test_where_programs_are_blocked_it_says_so_and_runs_the_rules_it_has(
    calc: Calc, book: Book, work: Path
) -> None:
    prepare(calc, work, failing=BLOCKED)
    (told,) = press(book, "check")
    assert "không cho Excel khởi động" in told
    assert "không nhận ra biểu nào" in told
    wrong = calc.opened(Path(shutil.copy(SAMPLES / "kon_ray_2023-6T.xlsx", work)))
    try:
        (told,) = press(wrong, "check")
        assert "chỗ cộng hoặc tỷ lệ không khớp" in told
        assert "Chưa kiểm tra: " in told
        assert told.endswith("Bấm “Lỗi sau” để tới từng ô.")  # nothing can be proposed by these rules
        (line,) = wrong.ask("cells", sheet="Kiểm tra", area="G6:J6")
        assert [text for text, _, _ in line] == ["KR02!E13", "26,884", "26,844", "40"]
        assert "[L" in wrong.look("KR02", "E13")["note"]  # behind the note that the report has there
        assert wrong.look("KR02", "E13")["fill"] == 0xFFC7CE
        assert press(wrong, "check") == [told], "the list of the first check is no form that is not known"
    finally:
        wrong.close()
    right = calc.opened(Path(shutil.copy(TEMPLATES / "KR02.xlsx", work)))
    try:
        assert "Không thấy lỗi cộng" in press(right, "check")[0]
    finally:
        right.close()


@pytest.mark.thorough
def test_a_stray_cell_at_the_end_of_a_sheet_hinders_no_rule(calc: Calc, work: Path) -> None:
    prepare(calc, work, failing=BLOCKED)
    book = calc.opened(Path(shutil.copy(SAMPLES / "kon_ray_2023-6T.xlsx", work)))
    book.put("KR02", A1048576="x")
    (told,) = press(book, "check")
    book.close()
    assert "chỗ cộng hoặc tỷ lệ không khớp" in told


def test_where_only_warnings_are_found_it_does_not_say_that_nothing_was(calc: Calc, work: Path) -> None:
    prepare(calc, work, failing=BLOCKED)
    book = calc.opened(Path(shutil.copy(TEMPLATES / "PL05.xlsx", work)))
    try:
        book.put("PL05", AM13=5, AO13=7)
        (told,) = press(book, "check")
        assert re.match(r"Thấy \d chỗ cộng hoặc tỷ lệ không khớp\.", told)
        severities = [row[0][0] for row in book.ask("cells", sheet="Kiểm tra", area="C6:C9")]
        assert "! Cảnh báo" in severities
        assert "✗ Lỗi" not in severities
    finally:
        book.close()


def test_while_a_cell_is_edited_nothing_is_done(calc: Calc, book: Book) -> None:
    calc.told("Probe.Plan", "", "", True)
    assert "nhấn Enter" in press(book, "check")[0]
    calc.told("Probe.Plan", "", "", False)


def test_clearing_says_what_was_there(calc: Calc, book: Book) -> None:
    assert press(book, "clear") == ["Tệp này không có đánh dấu nào của lần kiểm tra."]


def test_diagnosis_tells_no_path_of_the_user(calc: Calc, book: Book) -> None:
    facts = book.run("Facts")
    assert "Tệp đang có đánh dấu: không" in facts
    assert "/" not in facts
    for path, told in (
        ("", "chưa lưu"),
        ("https://x/y", "OneDrive"),
        ("\\\\may\\chung", "dùng chung"),
        ("C:\\Ánh", "chữ"),
    ):
        assert told in calc.run("MtqgDiagnose.PathKind", path)


def test_names_end_as_the_workbook_does(calc: Calc) -> None:
    for name, ending in (("a.XLSM", ".xlsm"), ("Sổ1", ".xlsx"), ("v1.2", ".xlsx"), ("a.xls", ".xls")):
        assert calc.run("MtqgRunner.SuffixOf", name) == ending
    assert calc.run("MtqgActions.StemOf", "báo cáo.v2.xlsx") == "báo cáo.v2"


class TestWithTheEngine:
    def test_check_paints_lists_walks_and_clears(
        self, calc: Calc, sample: Book, engine: Path, work: Path
    ) -> None:
        sheets = [name for name, _ in sample.ask("sheets")]
        before = sample.look("BM11", "H13")
        prepare(calc, work, engine)
        (told,) = press(sample, "check")
        assert told.startswith("Có lỗi: 3 lỗi")
        assert "Chưa đánh dấu" not in told
        assert sample.look("BM11", "H13")["fill"] == 0xFFC7CE
        assert "[F2]" in sample.look("BM11", "H13")["note"]
        assert "Kiểm tra" in [name for name, _ in sample.ask("sheets")]
        assert sample.ask("is_protected", sheet="BM11")
        assert press(sample, "check") == [told], "what the add-in wrote into the workbook changes nothing"
        assert press(sample, "next") == []
        sample.ask("select", sheet="BM11", address="H13")
        press(sample, "suggest", "6")
        assert sample.look("BM11", "H13")["value"] == 4
        press(sample, "clear")
        assert [name for name, _ in sample.ask("sheets")] == sheets
        after = sample.look("BM11", "H13")
        assert (after["fill"], after["note"], after["lines"]) == (
            before["fill"],
            before["note"],
            before["lines"],
        )

    def test_a_workbook_that_is_no_report_is_told_in_a_sentence(
        self, calc: Calc, book: Book, engine: Path, work: Path
    ) -> None:
        prepare(calc, work, engine)
        (told,) = press(book, "check")
        assert told
        assert not told.startswith("Không làm tiếp được")

    def test_minutes_are_written_where_the_user_wants_them(
        self, calc: Calc, sample: Book, engine: Path, work: Path, tmp_path: Path
    ) -> None:
        target = tmp_path / "Biên bản 100% & 'x'.docx"
        prepare(calc, work, engine)
        calc.told("Probe.Plan", str(target), "", False)
        (told,) = press(sample, "minutes")
        calc.told("Probe.Plan", "", "", False)
        assert target.stat().st_size > 10_000, told


NO = "7"


def test_a_file_that_is_there_is_replaced_only_after_a_question(
    calc: Calc, book: Book, engine: Path, work: Path, tmp_path: Path
) -> None:
    target = tmp_path / "Biên bản.docx"
    target.write_bytes(b"a year's work")
    prepare(calc, work, engine)
    calc.told("Probe.Plan", str(target), "", False)
    (asked,) = press(book, "minutes", NO)
    calc.told("Probe.Plan", "", "", False)
    assert str(target) in asked
    assert "Ghi đè" in asked
    assert target.read_bytes() == b"a year's work"
    assert calc.told("Probe.CommandsRun") == ""


def test_an_answer_that_does_not_say_how_it_ended_is_none(
    calc: Calc, book: Book, tmp_path: Path, work: Path
) -> None:
    prepare(calc, work, answering(tmp_path, "version\t1\r\n"))
    (told,) = press(book, "check")
    assert "đã chạy nhưng không trả lời: py -3 -m mtqg_xl (0)" in told


def test_what_fails_is_told_in_a_sentence(calc: Calc, book: Book, tmp_path: Path) -> None:
    (tmp_path / "no folder").touch()
    prepare(calc, tmp_path / "no folder")
    (told,) = press(book, "check")
    assert told.startswith("Không làm tiếp được")


class TestWithAProgramBesideTheAddIn:
    @pytest.fixture(autouse=True)
    def program(self, calc: Calc, tmp_path: Path) -> Iterator[None]:
        calc.ask("keep_as", book=calc.add_in, path=str(tmp_path / "mtqg.ods"))
        program = tmp_path / "mtqg_xl" / "mtqg_xl.exe"
        program.parent.mkdir()
        program.touch()
        yield
        program.unlink()

    def test_it_comes_before_the_python_of_an_analyst(
        self, calc: Calc, book: Book, work: Path, engine: Path
    ) -> None:
        prepare(calc, work, engine)
        press(book, "check")
        (command,) = calc.told("Probe.CommandsRun").splitlines()
        assert command.endswith('mtqg_xl.exe" ribbon run request.tsv')

    def test_one_that_cannot_be_started_is_not_told_as_missing(
        self, calc: Calc, book: Book, work: Path
    ) -> None:
        prepare(calc, work, failing=BY_POLICY)
        (told,) = press(book, "check")
        assert "không cho Excel khởi động" in told

    def test_one_that_gives_no_answer_is_the_one_that_is_told(
        self, calc: Calc, book: Book, work: Path, tmp_path: Path
    ) -> None:
        prepare(calc, work, answering(tmp_path, None))
        (told,) = press(book, "check")
        assert 'mtqg_xl.exe" (0); py -3 -m mtqg_xl (0)' in told
