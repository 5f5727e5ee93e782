"""The sources of the add-in, as far as reading them tells."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ElementTree

from tests.macros.calc import MACROS, add_in_texts, own_sources

SOURCES = {path.name: path.read_bytes() for path in own_sources()}
CODE = {name: text.decode("ascii", "replace") for name, text in SOURCES.items()}
RIBBONS = {name: MACROS / "ribbon" / name for name in ("customUI14.xml", "customUI.xml")}


def statements(text: str) -> str:
    """The code without comments and texts."""
    lines = (re.sub(r'"(?:[^"]|"")*"', '""', line).split("'")[0] for line in text.splitlines())
    return "\n".join(lines)


def test_sources_are_plain_ascii_and_declare_every_variable() -> None:
    assert len(SOURCES) > 10
    for name, text in SOURCES.items():
        assert text.isascii(), name
        head, explicit = text.decode().splitlines()[:2]
        assert head == f'Attribute VB_Name = "{name.removesuffix(".bas")}"'
        assert explicit == "Option Explicit", name


def test_only_one_module_talks_to_windows() -> None:
    asking = {name for name, text in CODE.items() if "CreateObject" in text}
    assert asking == {"MtqgSystem.bas"}


def test_nothing_is_used_that_loses_vietnamese_letters_or_frightens_guards() -> None:
    forbidden = (
        r"\bMsgBox\b|\bShell\b|\bDir\b|\bEnviron|\bDeclare\b|\bKill\b|\bChDir\b|\bCallByName\b|\bSendKeys\b"
        r"|Auto_Open|Workbook_Open|VBProject|ADODB|\bOpen\s+\w+\s+For\b|(?<!Application\.)\bInputBox\b"
    )
    for name, text in CODE.items():
        assert not re.search(forbidden, statements(text)), name


def test_every_button_has_its_procedure_and_every_procedure_its_button() -> None:
    callbacks = set(re.findall(r"Public Sub (\w+)\(control As IRibbonControl\)", CODE["MtqgRibbon.bas"]))
    for path in RIBBONS.values():
        asked = {
            node.attrib["onAction"] for node in ElementTree.parse(path).iter() if "onAction" in node.attrib
        }
        assert asked == {f"MtqgRibbon.{name}" for name in callbacks}
    performed = set(re.findall(r'Perform "(\w+)"', CODE["MtqgRibbon.bas"]))
    assert performed == set(re.findall(r'Case "(\w+)": \w', CODE["MtqgActions.bas"]))
    assert len(performed) == len(callbacks) == 10


def test_both_ribbons_say_the_same() -> None:
    new, old = (RIBBONS[name].read_text(encoding="utf-8") for name in RIBBONS)
    assert new.replace("/2009/07/", "/2006/01/") == old
    assert unicodedata.is_normalized("NFC", new)


def test_every_text_is_said_and_every_key_has_a_text() -> None:
    texts = add_in_texts()
    code = "\n".join(path.read_text(encoding="ascii") for path in (MACROS / "vba").glob("*.bas"))
    asked = set(re.findall(r'\bTF?\("([a-z_.]+)"[,)]', code))
    assert asked <= set(texts)
    literals = set(re.findall(r'"([a-z_.]+)"', code)) | {
        f"severity.{word}" for word in ("error", "warning", "info")
    }
    assert set(texts) <= literals
    for key, text in texts.items():
        assert unicodedata.is_normalized("NFC", text), key
        assert text.strip(), key
    assert len(texts["list.heads"].split("|")) == 12


def test_every_procedure_called_in_another_module_exists_there() -> None:
    public = {
        name.removesuffix(".bas"): set(re.findall(r"(?m)^Public (?:Sub|Function) (\w+)", text))
        for name, text in CODE.items()
    }
    for name, text in CODE.items():
        for module, procedure in re.findall(r"\b(Mtqg\w+)\.(\w+)", text):
            assert procedure in public[module], f"{name}: {module}.{procedure}"
    everything = [procedure for procedures in public.values() for procedure in procedures]
    assert len(everything) == len(set(everything)), "the same name in two modules"


def test_modules_and_procedures_stay_small() -> None:
    for name, text in CODE.items():
        assert text.count("\n") < 400, name
        for found in re.finditer(
            r"(?ms)^(?:Public|Private) (?:Sub|Function) (\w+).*?^End (?:Sub|Function)", text
        ):
            assert found[0].count("\n") <= 45, f"{name}: {found[1]}"
