"""A LibreOffice without windows, held by a process that lines of JSON tell what to do.

For scripts that are run by the Python that has ``uno``, which need not be the one of the tests.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

PATIENCE = 60.0


def options(**values):
    """Values by name, as the office takes them."""
    made = []
    for name, value in values.items():
        option = PropertyValue()
        option.Name, option.Value = name, value
        made.append(option)
    return tuple(made)


class HeldOffice:
    """One running office with a profile of its own; ``desktop`` is where its documents are opened."""

    def __init__(self, profile):
        pipe = f"mtqg_{os.getpid()}"
        self.process = subprocess.Popen(
            [
                "soffice",
                *("--headless", "--norestore", "--nologo"),
                f"-env:UserInstallation={Path(profile).absolute().as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the program starts the office in a process of its own
        )
        try:
            self.desktop = _desktop(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        """End the office, whatever it does just now."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _desktop(address):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            far = resolver.resolve(address)
            return far.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", far)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def serve(office_class, *given):
    """Hold an office, and have its methods do what the input says until that ends.

    A line is ``{"do": method, "with": arguments}``, a list of them or by name; the answer is
    ``{"result": ...}`` or ``{"problem": ...}``.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(1))  # so that the office ends too
    office = office_class(*given)
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                method, told = getattr(office, request["do"]), request["with"]
                answer = {"result": method(**told) if isinstance(told, dict) else method(*told)}
            except Exception as problem:
                answer = {"problem": f"{type(problem).__name__}: {str(problem)[:1500]}"}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
    finally:
        office.stop()
