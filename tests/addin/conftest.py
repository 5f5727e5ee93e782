"""Small sources of an add-in, whole and to be spoiled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mtqg_xl.addin import Container, SourceFile, Sources, load_sources, package_bytes

FOLDER = Path(__file__).with_name("sources")
VERSION = "9.9"


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Sources in which nothing is wrong."""
    return load_sources(FOLDER)


@pytest.fixture(scope="session")
def addin(sources: Sources) -> bytes:
    """An add-in of them."""
    return package_bytes(sources, {}, Container.ADDIN, VERSION)


@pytest.fixture
def with_code(sources: Sources) -> Callable[[str | bytes, str], Sources]:
    """The sources with one module more."""

    def added(code: str | bytes, name: str = "TryMore.bas") -> Sources:
        content = code.encode("ascii") if isinstance(code, str) else code
        return replace(sources, files=(*sources.files, SourceFile(f"vba/{name}", content)))

    return added
