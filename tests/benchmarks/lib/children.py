"""Work done in a process of its own: it may crash, hang or eat memory, and the rest goes on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


class LostError(Exception):
    """The process gave no answer: it took too long or died."""


def in_child(work: Callable[..., Any], *given: Any, seconds: float) -> Any:
    """What ``work`` returns; :class:`LostError` when it does not within ``seconds``."""
    kinds = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("fork" if "fork" in kinds else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(theirs, work, given), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise LostError(f"no answer within {seconds:g} s")
        try:
            answer, result = ours.recv()
        except EOFError:
            child.join(5)
            raise LostError(f"died with {child.exitcode}") from None
        if not answer:
            raise LostError(result)
        return result
    finally:
        child.kill()
        child.join()
        ours.close()


def _run(connection: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    try:
        answer = True, work(*given)
    except Exception as error:  # Whatever it was, the caller is told.
        answer = False, f"{type(error).__name__}: {error}"[:300]
    connection.send(answer)
    connection.close()
