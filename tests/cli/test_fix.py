"""``mtqg-xl fix`` as a person calls it: by ids, by certainty, or asked one by one at a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mtqg_xl.domain.findings import Severity
from mtqg_xl.messages import use_language
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from tests.cli.conftest import CLEAN, KON_RAY, SAMPLES, Run, digest

BAO_LAM = SAMPLES / "real" / "bao_lam_2023-6T.xlsx"


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


def left_in(path: Path) -> int:
    return check_submission(read_submission(path)).counts[Severity.ERROR]


def test_exit_codes_say_whether_errors_are_left(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "b.xlsx"
    assert run("fix", KON_RAY, "--accept", "F1,F3", "-o", out).code == 1
    assert left_in(out) == 1
    assert run("fix", KON_RAY, "--certain", "-o", out).code == 0
    assert left_in(out) == 0
    assert run("fix", CLEAN, "--certain", "-o", tmp_path / "c.xlsx").code == 0
    assert not (tmp_path / "c.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--accept", "F99", "-o", "OUT"], "không có mã “F99”"),
        (["--accept", "F16", "-o", "OUT"], "F16 chưa sửa tự động được"),
        (["-o", "OUT"], "Chưa nêu sửa chỗ nào; xin dùng --accept F1,F4 hoặc --certain"),
        (["--certain"], "Chưa nêu tệp kết quả"),
        (["--certain", "-o", "BOOK"], "trùng với một tệp đầu vào"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_sentence(
    run: Run, tmp_path: Path, arguments: list[str], words: str
) -> None:
    before = digest(KON_RAY)
    names = {"OUT": str(tmp_path / "b.xlsx"), "BOOK": str(KON_RAY)}
    answer = run("fix", KON_RAY, *(names.get(word, word) for word in arguments))
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert not (tmp_path / "b.xlsx").exists()
    assert digest(KON_RAY) == before


def test_the_screen_says_what_was_changed_from_what_to_what_and_why(run: Run, tmp_path: Path) -> None:
    answer = run("fix", KON_RAY, "--accept", "F2", "-o", tmp_path / "b.xlsx")
    assert "F2 ô L14 (trang KR02): 4.097 → 4.079 triệu đồng" in answer.out
    assert "F2.2 ô N14 (trang KR02): 27,8 → 27,97%" in answer.out
    assert "vì: Phụ lục 02, dòng 2" in answer.out
    changed, _, left = answer.out.partition("Kiểm tra lại tệp đã sửa:")
    assert "E13" not in changed
    assert "Có lỗi: 2 lỗi" in left


def test_a_trial_run_writes_nothing_and_tells_the_same(run: Run, tmp_path: Path) -> None:
    tried = run("fix", KON_RAY, "--certain", "--dry-run", "--json").data
    done = run("fix", KON_RAY, "--certain", "--json", "-o", tmp_path / "b.xlsx").data
    assert tried["out"] == ""
    assert tried["changes"] == done["changes"]
    assert [item["about"] for item in done["changes"]] == ["F1", "F2", "F2.2", "F3"]
    assert set(done) == {"out", "sheet", "changes", "withheld", "skipped", "left"}
    assert done["left"]["counts"]["error"] == 0
    assert done["left"]["path"] == str(tmp_path / "b.xlsx")


# ---- asked one by one ----


def answering(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))


def test_each_place_is_asked_and_only_what_is_accepted_is_changed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "c", "k", "ừ", "có")
    answer = run("fix", KON_RAY, "-o", tmp_path / "b.xlsx")
    assert answer.code == 1
    assert "Có 3 chỗ sửa được" in answer.err
    assert "Mức độ: chắc chắn" in answer.err
    assert answer.err.count("Xin trả lời") == 1
    assert "E13" in answer.out
    assert "Q15" in answer.out
    assert "ô L14 (trang KR02): 4.097 → 4.079" not in answer.out
    assert left_in(tmp_path / "b.xlsx") == 1


def test_of_several_cells_one_is_chosen_by_its_number(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "c", "99", "2", "d")
    answer = run("fix", BAO_LAM, "-o", tmp_path / "b.xlsx")
    assert answer.err.count("Xin trả lời") == 2, "a plain yes does not say which cell"
    assert "F1 ô C18 (trang BM03): 1 → 3 công trình" in answer.out
    assert left_in(tmp_path / "b.xlsx") == 2


def test_stopping_at_once_writes_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lines in (["d"], []):
        answering(monkeypatch, *lines)
        answer = run("fix", KON_RAY, "-o", tmp_path / "b.xlsx")
        assert answer.code == 1
        assert "Không có ô nào được sửa" in answer.out
    assert not (tmp_path / "b.xlsx").exists()


def test_it_speaks_english_too(run: Run, tmp_path: Path) -> None:
    try:
        answer = run("--lang", "en", "fix", KON_RAY, "--certain", "-o", tmp_path / "b.xlsx")
    finally:
        use_language("vi")
    assert "4 cells repaired" in answer.out
