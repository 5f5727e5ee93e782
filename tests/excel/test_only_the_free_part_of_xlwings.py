"""Nothing of xlwings that needs a licence key, and nothing of it at all until it is used."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_imports_the_parts_that_need_a_key() -> None:
    found = []
    for folder in ("mtqg_xl", "tests", "macros"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = (
                    [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
                )
                whole = (
                    [f"{node.module}.{one}" for one in names] if isinstance(node, ast.ImportFrom) else names
                )
                found += [
                    (path.name, one) for one in whole if one.startswith(("xlwings.pro", "xlwings.reports"))
                ]
    assert found == []


def test_the_module_is_imported_without_xlwings() -> None:
    code = "import sys, mtqg_xl.excel; print('xlwings' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "False"
