"""At a terminal what matters most stands last, and the command to type next below it."""

from __future__ import annotations

import io
import shlex
from dataclasses import replace

import pytest

from mtqg_xl.domain.findings import Confidence, FileReport, Severity
from mtqg_xl.reports.check_terminal import next_commands, show_check


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")


def shown(*reports: FileReport, **how: bool) -> str:
    terminal = Terminal()
    show_check(reports, terminal, **how)
    return terminal.getvalue()


def test_the_gravest_stands_last_and_the_verdict_below_it(full: FileReport) -> None:
    text = shown(full)
    places = [
        text.index(part) for part in ("10 số đã cắt bớt", "said about F13", "said about E13", "Có lỗi: 1 lỗi")
    ]
    assert places == sorted(places)
    assert text.index("→") > places[-1]


def test_what_was_explained_stands_above_what_was_not(full: FileReport) -> None:
    error, *others = full.findings
    answered = replace(error, id="F20", explanation="Theo Nghị quyết 12.")
    text = shown(replace(full, findings=(error, *others, answered)))
    assert text.index("Đã giải trình: Theo Nghị quyết 12.") < text.rindex("said about E13")


def test_the_command_named_fits_the_shell(full: FileReport) -> None:
    odd = replace(full, path="gửi/kon rẫy; rm.xlsx")
    commands = [shlex.split(command) for _, command in next_commands([odd])]
    assert commands[0][:3] == ["mtqg-xl", "fix", "gửi/kon rẫy; rm.xlsx"]
    assert "--certain" in commands[0]
    assert commands[1][:3] == ["mtqg-xl", "check", "gửi/kon rẫy; rm.xlsx"]


def test_where_nothing_is_certain_each_place_is_asked(full: FileReport) -> None:
    error, *others = full.findings
    unsure = replace(full, findings=(replace(error, confidence=Confidence.UNDECIDED), *others))
    (_, command), *_ = next_commands([unsure])
    assert "--certain" not in command


def test_nothing_is_suggested_where_nothing_is_wrong(clean: FileReport, unreadable: FileReport) -> None:
    assert list(next_commands([clean])) == []
    assert "có thể gửi" in shown(clean)
    assert unreadable.reason is not None
    assert unreadable.reason in " ".join(shown(unreadable).split())


def test_many_alike_are_counted_and_all_told_when_asked_for(full: FileReport) -> None:
    many = tuple(
        replace(full.findings[0], id=f"F{at}", message=f"said about X{at}.", children=())
        for at in range(1, 101)
    )
    text = shown(replace(full, findings=many))
    assert "và 88 chỗ khác cùng quy tắc KR02.3" in text
    assert "said about X1." in text
    assert text.count("said about X") == 12
    assert shown(replace(full, findings=many), every=True).count("said about X") == 100


def test_no_colour_where_none_is_wanted(full: FileReport, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1;31m" in shown(full)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in shown(full)
    assert "31m" not in shown(full)


def test_no_text_of_a_workbook_steers_the_terminal(full: FileReport) -> None:
    evil = replace(full.findings[0], message="\x1b[2Jbad [bold]x[/bold]\x07\u202e", severity=Severity.WARNING)
    text = shown(replace(full, findings=(evil,), unit="\x1b]0;title\x07"))
    assert "\x1b[2J" not in text
    assert "\x1b]0" not in text
    assert "\u202e" not in text
    assert "[bold]x[/bold]" in text


def test_several_files_end_with_the_table_and_a_command_for_all(
    full: FileReport, clean: FileReport, unreadable: FileReport
) -> None:
    text = shown(full, clean, unreadable)
    assert text.index("Tổng hợp theo đơn vị") < text.index("Đã kiểm tra 3 tệp") < text.index("--format xlsx")
