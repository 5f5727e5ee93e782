from pathlib import Path

import pytest

from tests.cli.conftest import KON_RAY, Run, lock
from tests.cli.sentences import assert_refused

PASSWORD = "bí-mật 1"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real report under a password."""
    return lock(tmp_path_factory.mktemp("khoa") / "khoa.xlsx", PASSWORD)


def test_a_locked_file_is_checked_as_if_it_were_open(run: Run, locked: Path) -> None:
    (report,) = run("check", locked, "--password", PASSWORD, "--format", "json").data["files"]
    (same,) = run("check", KON_RAY, "--format", "json").data["files"]
    assert report["findings"] == same["findings"]


def test_the_password_may_come_from_the_environment(
    run: Run, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MTQG_XL_PASSWORD", PASSWORD)
    assert run("export", locked).code == 0


def test_one_password_serves_all_files_and_open_ones_need_none(run: Run, locked: Path, book: Path) -> None:
    answer = run("check", locked, book, "--password", PASSWORD, "--format", "json")
    assert [file["reason"] for file in answer.data["files"]] == [None, None]


@pytest.mark.parametrize("given", [(), ("--password", "không phải")])
def test_without_the_right_password_the_file_is_refused(
    run: Run, locked: Path, given: tuple[str, ...]
) -> None:
    answer = run("check", locked, *given)
    assert_refused(answer)
    assert "--password" in answer.err
    assert "không phải" not in answer.err


def test_the_password_is_never_shown(run: Run, locked: Path) -> None:
    from mtqg_xl.api.reading import Reader

    assert PASSWORD not in repr(Reader(PASSWORD))
    answer = run("check", locked, "--password", PASSWORD, "--all")
    assert PASSWORD not in answer.out + answer.err
