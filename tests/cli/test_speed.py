"""The bound of the product: from a cold start to the verdict on a clean file within one second."""

import subprocess
import sys
import time

import pytest

from tests.cli.conftest import CLEAN, ROOT

BOUND = 1.0
HEAVY = {"pandas", "numpy", "scipy", "highspy", "openpyxl", "xlsxwriter"}
_WATCHED = """
import sys
from mtqg_xl.cli import main
code = main(["check", sys.argv[1]])
print(",".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


@pytest.mark.speed
def test_a_clean_file_is_checked_within_a_second_of_a_cold_start() -> None:
    command = [sys.executable, "-m", "mtqg_xl", "check", str(CLEAN)]
    taken: list[float] = []
    # A busy machine can only slow a run down, so that one run within the bound shows that it holds.
    while not taken or (min(taken) >= BOUND and len(taken) < 5):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=60)
        taken.append(time.perf_counter() - start)
    assert min(taken) < BOUND


def test_checking_a_clean_file_loads_no_heavy_library() -> None:
    command = [sys.executable, "-c", _WATCHED, str(CLEAN)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=True, timeout=60)
    loaded = set(run.stdout.splitlines()[-1].split(","))
    assert {"mtqg_xl", "click"} <= loaded
    assert not loaded & HEAVY


def test_importing_the_package_loads_nothing_of_it() -> None:
    command = [sys.executable, "-c", "import mtqg_xl, sys; print(*sys.modules)"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    assert [name for name in run.stdout.split() if name.partition(".")[0] == "mtqg_xl"] == ["mtqg_xl"]
