"""Reading in a process of its own, with bounds on its work and its memory, many files one after another."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Way = Literal["read", "check", "sheets"]
#: What one file may take: seconds of the processor, and megabytes of memory in all.
SECONDS, MEGABYTES = 5.0, 512
#: Seconds by the clock after which a process is given up that neither works nor answers.
_PATIENCE = 300.0
#: Files after which a fresh process is begun, so that no fault of one shows in a later one's name.
_LIFE = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: ``report``, ``refused`` (with the sentence), or an escape with its trace."""

    result: str
    told: str = ""
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def escaped(self) -> bool:
        """Whether something came out that must not."""
        return self.result not in ("report", "refused")


class Guard:
    """Reads files in a child, a new one when the last was lost."""

    def __init__(self, memory: int = MEGABYTES, seconds: float = SECONDS) -> None:
        self._memory, self._seconds = memory, seconds
        self._child: Any = None
        self._pipe: Any = None
        self._done = 0

    def read(self, path: Path, way: Way) -> Outcome:
        """The outcome of reading ``path`` in one of three ways.

        ``read`` binds its forms, ``check`` checks them too and writes the report, ``sheets`` only reads
        every sheet there is, whether it holds a form or not.
        """
        if self._child is None or self._done >= _LIFE:
            self._start()
        self._done += 1
        try:
            self._pipe.send((str(path), way))
            if not self._pipe.poll(_PATIENCE):
                self.stop()
                return Outcome("no answer", f"nothing within {_PATIENCE:g} s by the clock")
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError):
            self._child.join(10)
            code = self._child.exitcode
            self.stop()
            if code == -signal.SIGPROF:
                return Outcome("too long", f"over {self._seconds:g} s of the processor", self._seconds)
            return Outcome("died", f"exit code {code}")
        if outcome.megabytes > self._memory and not outcome.escaped:
            return Outcome("memory", f"{outcome.megabytes} MB", outcome.seconds, outcome.megabytes)
        return outcome

    def stop(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._pipe.close()
            self._child = None

    def _start(self) -> None:
        self.stop()
        context: Any = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._child = context.Process(target=_serve, args=(theirs, self._memory, self._seconds), daemon=True)
        self._child.start()
        theirs.close()
        self._done = 0


def _serve(pipe: Any, memory: int, seconds: float) -> None:
    # Beyond twice the bound nothing is granted, so that no file can take the whole machine.
    bound = (_mapped() + 2 * memory) << 20
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    while True:
        try:
            path, way = pipe.recv()
        except EOFError:
            return
        _reset_peak()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        start = time.process_time()
        try:
            result, told = _read(path, way)
        except RecursionError as error:
            result, told = "RecursionError", "".join(traceback.format_tb(error.__traceback__)[-3:])
        except BaseException as error:
            trace = traceback.format_exception(error)
            result, told = type(error).__name__, "".join(trace)[-4000:]
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(Outcome(result, told, time.process_time() - start, _peak()))


def _read(path: str, way: Way) -> tuple[str, str]:
    import mtqg_xl as mx
    from mtqg_xl.messages import MtqgError

    try:
        if way == "sheets":
            return "report", f"{_sheets(path)} cells"
        if way == "check":
            report = mx.check([path], jobs=1)
            report.to_json().encode()
            report.to_text(every=True).encode()
        else:
            mx.open(path).to_json().encode()
    except MtqgError as refusal:
        sentence = str(refusal)
        if "\n" in sentence or not sentence.strip():
            return "no sentence", repr(sentence)
        return "refused", f"{refusal.code} {sentence}"
    return "report", ""


def _sheets(path: str) -> int:
    from mtqg_xl.opening import open_book
    from mtqg_xl.reading.safety import information

    book = open_book(path)
    cells = sum(len(book.sheet(info.name).cells) for info in book.sheets)
    for remark in information(book):
        assert remark.code
    return cells


def _reset_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return _status("VmHWM")


def _mapped() -> int:
    return _status("VmSize") if sys.platform == "linux" else 1024


def _status(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) >> 10
    return 0
