"""Answers to the reader's questions, kept in a small file in the folder of the submissions.

A person can read it and take an answer out again; workbooks are never touched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

from mtqg_xl.domain.questions import Question
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.messages.text import in_vietnamese
from mtqg_xl.ooxml import save_atomically
from mtqg_xl.reading.asked import asked

ANSWERS_FILE: Final = "tra_loi_mtqg.yaml"
#: An answer holds in the folders below too, so far down.
_FOLDERS_ABOVE: Final = 2
#: No file of answers comes near this.
_LARGEST: Final = 1024 * 1024
_HEAD: Final = (
    "# Câu trả lời cho những chỗ phần mềm đã hỏi; dùng cho mọi tệp cùng dạng trong thư mục này.\n"
    "# Muốn phần mềm hỏi lại câu nào thì xóa câu đó; muốn trả lời khác thì dùng lại --bind.\n"
)
_CODE, _QUESTION, _ANSWER, _MEANING = "mã", "câu hỏi", "trả lời", "nghĩa là"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered, with the question and the answer in words."""

    code: str
    key: str
    question: str = ""
    meaning: str = ""

    @classmethod
    def to(cls, question: Question, key: str) -> Answer:
        """The answer ``key`` to ``question``."""
        remark = asked(question)
        values = {"where": "", "raw": remark.raw, "sheet": remark.sheet, "cell": remark.cell}
        words = in_vietnamese(f"remark.{remark.code}", **{**values, **remark.values})
        meaning = question.label(key) or in_vietnamese("whose.none_of_them")
        return cls(question.code, key, words, meaning)


def answers_for(workbook: str | os.PathLike[str]) -> dict[str, str]:
    """The answers that hold for ``workbook``: those of its folder, and of two folders above.

    The nearer goes first. Raises :class:`ArgumentProblem` for a file of answers that cannot be read.
    """
    found: dict[str, str] = {}
    for folder in reversed(_folders(workbook)):
        found.update({answer.code: answer.key for answer in answers_in(folder)})
    return found


def answers_in(folder: Path) -> tuple[Answer, ...]:
    """The answers kept in ``folder`` itself."""
    file = folder / ANSWERS_FILE
    try:
        state = file.stat()
    except OSError:
        return ()
    return _answers_of(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _answers_of(file: Path, _changed: int, size: int) -> tuple[Answer, ...]:
    """The answers in a file, read once as long as it does not change."""
    import yaml

    try:
        if size > _LARGEST:
            raise ValueError(size)
        # The loader in Python: the one in C brings the whole process down where brackets nest deeply.
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        return tuple(_read(entry) for entry in entries or ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, yaml.YAMLError):
        raise ArgumentProblem("answers_broken", path=os.fspath(file)) from None


def save_answers(answers: Mapping[str, Iterable[Answer]]) -> tuple[str, ...]:
    """Keep answers, given by the workbook that asked; returns the files written.

    They are kept where an answer to the same question is kept already, else beside the workbooks, and
    beside folders of them where several ask the same.
    """
    by_code: dict[str, tuple[Answer, list[str]]] = {}
    for workbook, given in answers.items():
        for answer in given:
            by_code.setdefault(answer.code, (answer, []))[1].append(workbook)
    files: dict[Path, dict[str, Answer]] = {}
    for answer, workbooks in by_code.values():
        for folder in _places(workbooks, answer.code):
            files.setdefault(folder, {})[answer.code] = answer
    for folder, new in files.items():
        kept = {answer.code: answer for answer in answers_in(folder)}
        _write(folder / ANSWERS_FILE, {**kept, **new}.values())
    return tuple(os.fspath(folder / ANSWERS_FILE) for folder in files)


def _folders(workbook: str | os.PathLike[str]) -> list[Path]:
    """The folders whose answers hold for ``workbook``, nearest first."""
    whole = Path(os.path.abspath(workbook))  # noqa: PTH100 - as named, not where a link leads
    return list(whole.parents)[: _FOLDERS_ABOVE + 1]


def _places(workbooks: Iterable[str], code: str) -> list[Path]:
    """The folders in which an answer that holds for ``workbooks`` is kept."""
    around = [_folders(workbook) for workbook in workbooks]
    kept: list[Path] = []
    rest: list[list[Path]] = []
    for folders in around:
        known = [folder for folder in folders if code in {answer.code for answer in answers_in(folder)}]
        if known:
            kept.append(known[0])
        else:
            rest.append(folders)
    if rest:
        shared = [folder for folder in rest[0] if all(folder in folders for folders in rest)]
        kept.extend(shared[:1] or [folders[0] for folders in rest])
    return list(dict.fromkeys(kept))


def _read(entry: Mapping[str, object]) -> Answer:
    code, key = entry[_CODE], entry[_ANSWER]
    if not isinstance(code, str) or not isinstance(key, str) or not code or not key:
        raise ValueError(entry)
    return Answer(code, key, str(entry.get(_QUESTION, "")), str(entry.get(_MEANING, "")))


def _write(file: Path, answers: Iterable[Answer]) -> None:
    lines = [_HEAD]
    for answer in answers:
        told = ((_QUESTION, answer.question), (_ANSWER, answer.key), (_MEANING, answer.meaning))
        lines.append(f"- {_CODE}: {_quoted(answer.code)}\n")
        lines.extend(f"  {name}: {_quoted(text)}\n" for name, text in told)
    content = "".join(lines).encode("utf-8")

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    save_atomically(file, write)


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever it holds: between quotation marks."""
    return json.dumps(text, ensure_ascii=False)
