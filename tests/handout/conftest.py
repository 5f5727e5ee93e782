"""The archive, built once and unpacked once."""

import io
import zipfile
from pathlib import Path

import pytest
from handout.archive import archive_bytes, with_sums
from handout.contents import contents

from tests.docs.pages import ROOT


@pytest.fixture(scope="session")
def archive() -> bytes:
    return archive_bytes(with_sums(contents(ROOT, "9.9.9", None)), "mtqg-xl-9.9.9")


@pytest.fixture(scope="session")
def unpacked(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Bộ cài 50% & một")
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(folder)
    return folder / "mtqg-xl-9.9.9"
