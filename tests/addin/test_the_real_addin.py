"""The add-in that is handed out, built from ``macros/``."""

import io
import zipfile
from pathlib import Path

import pytest

from mtqg_xl.addin import Container, Sources, check, load_sources, project_of, sources_folder
from mtqg_xl.addin.procedures import procedures
from mtqg_xl.addin.ribbon_schema import NAMESPACE_2010
from mtqg_xl.addin.ribbon_xml import read_ribbon
from mtqg_xl.addin.vba import read_project
from mtqg_xl.api.addin import addin_bytes, tables
from tests.addin.olevba import sources_in, suspicious_words

ROOT = Path(__file__).resolve().parents[2]
#: More kinds of suspicious words than this, and virus scanners begin to judge.
BUDGET = 10


@pytest.fixture(scope="module")
def real() -> Sources:
    return load_sources(sources_folder())


@pytest.fixture(scope="module")
def built() -> bytes:
    return addin_bytes()


def test_the_sources_of_the_checkout_are_taken_and_nothing_is_wrong_in_them(real: Sources) -> None:
    assert sources_folder() == ROOT / "macros"
    assert [str(fault) for fault in check(real)] == []


def test_it_is_built_the_same_twice(built: bytes) -> None:
    assert addin_bytes() == built


def test_olevba_reads_the_sources_back_as_they_lie_in_the_folder(real: Sources, built: bytes) -> None:
    found = sources_in(built)
    for file in real.files:
        stored = found[Path(file.label).name].replace("\r\n", "\n")
        assert stored.isascii()
        assert stored.endswith(
            file.text.replace("\r\n", "\n").partition("Option Explicit")[2].rstrip("\n") + "\n"
        )
    documents = {"ThisWorkbook.cls", *(f"Sheet{at}.cls" for at in range(1, len(tables()) + 3))}
    assert set(found) == {Path(file.label).name for file in real.files} | documents


def test_the_project_read_back_is_the_one_put_in(real: Sources, built: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        stored = archive.read("xl/vbaProject.bin")
    assert read_project(stored) == project_of(real, len(tables()) + 2)


def test_few_words_in_it_are_suspicious_and_nothing_runs_by_itself(built: bytes) -> None:
    words = suspicious_words(built)
    assert words
    assert len(words) <= BUDGET, sorted(words)
    assert not {word for word in words if word.lower().startswith(("auto", "workbook_", "document_"))}


def test_every_button_of_the_ribbon_calls_a_procedure_of_the_callback_module(real: Sources) -> None:
    root = read_ribbon("", real.ribbon_2010, NAMESPACE_2010, [])
    assert root is not None
    actions = [
        node.attributes["onAction"].rpartition(".")[2] for node in root.walk() if node.name == "button"
    ]
    assert len(actions) >= 10
    declared = {entry.name for entry in procedures(real.files) if entry.module == "MtqgRibbon"}
    assert set(actions) <= declared


def test_it_is_small_enough_to_be_sent_by_mail(built: bytes) -> None:
    assert len(built) < 1_000_000
    assert len(addin_bytes(Container.WORKBOOK)) < 1_000_000
