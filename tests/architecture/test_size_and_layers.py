import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.source import PACKAGE, ROOT, modules

LONGEST, TYPICAL = 400, 150
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    assert [(module.name, module.lines) for module in modules() if module.lines > LONGEST] == []


def test_most_modules_are_short() -> None:
    assert len(modules()) > 50
    assert median(module.lines for module in modules()) < TYPICAL


@pytest.mark.skipif(not LINT_IMPORTS.exists(), reason="import-linter is not installed")
def test_imports_run_downwards_only() -> None:
    command = [str(LINT_IMPORTS), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)
    assert run.returncode == 0, run.stdout
    assert " 0 broken" in run.stdout


def test_every_room_of_the_package_stands_in_the_contract_of_layers() -> None:
    contract = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("layers = [")[2].partition("]")[0]
    )
    rooms = [place.name for place in PACKAGE.iterdir() if (place / "__init__.py").exists()]
    assert rooms
    assert [room for room in rooms if f"mtqg_xl.{room}" not in contract] == []
