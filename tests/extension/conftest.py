"""The extension, built once, and its modules to be imported."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqg_xl.api.addin import calc_extension_bytes
from tests.extension.calc import Calc, running

MODULES = Path(__file__).parents[2] / "macros" / "extension" / "pythonpath"
sys.path.insert(0, str(MODULES))


@pytest.fixture(scope="session")
def package() -> bytes:
    """The file as it is handed out."""
    return calc_extension_bytes()


@pytest.fixture(scope="session")
def unpacked(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as the office unpacks it."""
    folder = tmp_path_factory.mktemp("oxt")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def calc(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """One office for all tests; each opens a workbook of its own in it."""
    with running(tmp_path_factory.mktemp("profile"), unpacked / "pythonpath") as office:
        yield office
