"""``make dist``, as the README tells it."""

import os
import shutil
import subprocess

import pytest

from tests.docs.pages import ROOT


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_dist_builds_the_archive_and_takes_an_engine() -> None:
    for given, wanted in (
        ([], "macros/make_dist.py"),
        (["ENGINE=build/my engine"], '--engine "build/my engine"'),
    ):
        made = subprocess.run(
            ["make", "--dry-run", "--no-print-directory", "dist", *given],
            cwd=ROOT,
            # The tests themselves are mostly run by make, which tells those it starts.
            env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert made.stdout.rstrip().endswith(wanted)
