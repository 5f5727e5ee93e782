"""Answers that a person gives to questions, checked against the files that ask and kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from mtqg_xl.api.reading import Reader
from mtqg_xl.domain.questions import Question
from mtqg_xl.messages import ArgumentProblem, MtqgError, say
from mtqg_xl.reading.answers import Answer, save_answers
from mtqg_xl.reading.asked import Unbound

#: Question code to answer, or texts ``CODE=ANSWER``.
Bind = Mapping[str, str] | Iterable[str]
Spread = Callable[[Callable[[str], tuple[Question, ...]], Sequence[str]], Iterator[tuple[Question, ...]]]


def parse_bind(bind: Bind | None) -> dict[str, str]:
    """Question codes and the answers given; :class:`ArgumentProblem` for a text that is neither."""
    if bind is None:
        return {}
    if isinstance(bind, str):
        bind = [bind]
    pairs = bind.items() if isinstance(bind, Mapping) else map(_parted, bind)
    return {code.strip().upper(): answer.strip() for code, answer in pairs}


def keep_answers(paths: Sequence[str], bind: Bind | None, reader: Reader, spread: Spread) -> tuple[str, ...]:
    """Keep what ``bind`` answers, beside the files among ``paths`` that ask; returns the files written.

    Nothing is kept unless every answer can be: raises :class:`ArgumentProblem` for a question that no
    file asks and for an answer that was not offered. Files that cannot be read ask nothing here; they
    are reported by the work that follows.
    """
    given = parse_bind(bind)
    if not given:
        return ()
    asked = dict(zip(paths, spread(partial(_questions, reader, tuple(given)), paths), strict=True))
    kept: dict[str, list[Answer]] = {}
    for code, answer in given.items():
        asking = {
            path: question for path, all_of in asked.items() for question in all_of if question.code == code
        }
        if not asking:
            raise ArgumentProblem("bind_unknown", code=code)
        for path, question in asking.items():
            kept.setdefault(path, []).append(Answer.to(question, _key(question, answer)))
    return save_answers(kept)


def _parted(text: str) -> tuple[str, str]:
    code, mark, answer = text.partition("=")
    if not mark or not code.strip() or not answer.strip():
        raise ArgumentProblem("bad_bind", text=text)
    return code, answer


def _questions(reader: Reader, codes: tuple[str, ...], path: str) -> tuple[Question, ...]:
    try:
        submissions = reader.read(path, asking=codes)
    except ArgumentProblem:
        raise
    except Unbound as problem:
        return tuple(question for question in problem.questions if question.code in codes)
    except MtqgError:
        return ()
    return tuple(question for one in submissions for question in one.questions if question.code in codes)


def _key(question: Question, answer: str) -> str:
    key = question.answer(answer)
    if key is None:
        offered = [
            say("argument.bind_choice", number=number, label=label)
            for number, (_, label) in enumerate(question.answers, start=1)
        ]
        known = "; ".join([*offered, say("argument.bind_none")])
        raise ArgumentProblem("bind_no_answer", given=answer, code=question.code, known=known)
    return key
