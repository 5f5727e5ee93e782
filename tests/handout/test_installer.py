"""The installer as far as it can be known without Windows: how its scripts are written, what they name."""

import json
import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest

from mtqg_xl.addin import installing
from mtqg_xl.addin.places import places
from mtqg_xl.addin.windows import this_machine
from mtqg_xl.messages import AddinProblem
from tests.docs.pages import DOCS, ROOT

FOLDER = ROOT / "macros" / "install"
SCRIPTS = sorted(FOLDER.glob("*.ps1"))
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8-sig")


def test_the_installer_and_the_command_put_the_same_things_in_the_same_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = places()
    assert (told.addin, told.usual) == (installing.FILE, installing._USUAL)
    assert told.engine_file == installing.ENGINE_FILE
    assert float(told.oldest) == installing._OLDEST
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", "/Roaming")
    assert this_machine().folder == Path("/Roaming/Microsoft/AddIns/mtqg")
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(AddinProblem):
        this_machine()


def test_the_installer_takes_every_place_from_the_list() -> None:
    script = source("install.ps1")
    for key in json.loads(source("places.json")):
        assert f"$Places.{key}" in script, key
    code = re.sub(r"<#.*?#>|'[^'\n]*'|#.*", "", script, flags=re.DOTALL)
    assert "Microsoft" not in code
    assert "OPEN" not in code


def test_the_add_in_looks_for_the_engines_where_the_installer_puts_them() -> None:
    looked = (ROOT / "macros" / "vba" / "MtqgEngine.bas").read_text(encoding="ascii")
    found = re.findall(r'JoinPath\(JoinPath\(home, "(\w+)"\), "([\w.]+)"\)', looked)
    assert tuple(PureWindowsPath(*parts) for parts in found) == places().engines
    assert f'"{places().engine_file}"' in looked


def test_scripts_with_vietnamese_carry_a_byte_order_mark_and_the_others_are_ascii() -> None:
    assert len(SCRIPTS) == 3
    for script in SCRIPTS:
        content = script.read_bytes()
        assert content.startswith(BYTE_ORDER_MARK), script.name
        assert unicodedata.is_normalized("NFC", content.decode("utf-8-sig")), script.name
    for name in ("install.cmd", "uninstall.cmd"):
        assert (FOLDER / name).read_bytes().isascii(), name


def test_no_curly_quote_can_end_a_sentence_early() -> None:
    """PowerShell takes a curly quote for a straight one of its kind."""
    for script in SCRIPTS:
        for line in source(script.name).splitlines():
            assert not set("‘’‚‛") & set(line), line
            assert not set("“”„") & set(re.sub(r"'[^']*'", "", line)), line


def test_paths_are_never_taken_for_patterns() -> None:
    """A folder may be called ``[1]``: without -LiteralPath such a name is a pattern."""
    commands = "Test-Path|Get-Item|Get-ChildItem|(Get|Set|Add)-Content|(Copy|Remove|Rename)-Item|Get-FileHash"
    wants = rf"\b({commands}|\w+-ItemProperty)\b"
    for script in SCRIPTS:
        for line in source(script.name).splitlines():
            for found in re.finditer(wants, line):
                assert line[found.end() :].startswith((" -LiteralPath", " dist")), line


def test_the_cmd_files_survive_any_folder() -> None:
    for name in ("install.cmd", "uninstall.cmd"):
        text = source(name)
        assert "setlocal DisableDelayedExpansion" in text
        assert all(f'"{found}' in text for found in re.findall(r"%~dp0[\w.]+", text))
        assert text.count('-File "%~dp0install.ps1"') == 1
    assert "-Remove" in source("uninstall.cmd")
    assert "-Remove" not in source("install.cmd")


def test_scripts_use_no_words_that_need_administrators_or_the_network() -> None:
    web = "Invoke-WebRequest|Invoke-RestMethod|WebClient|Start-BitsTransfer"
    words = f"HKLM|RunAs|Invoke-Expression|iex|Set-MpPreference|{web}"
    for script in (*SCRIPTS, FOLDER / "install.cmd", FOLDER / "uninstall.cmd"):
        assert not re.search(rf"\b({words})\b", source(script.name), re.IGNORECASE), script.name


def test_every_script_of_powershell_can_be_parsed() -> None:
    powershell = pytest.importorskip("tree_sitter_powershell")
    tree_sitter = pytest.importorskip("tree_sitter")
    parser = tree_sitter.Parser(tree_sitter.Language(powershell.language()))
    for script in SCRIPTS:
        assert not parser.parse(script.read_bytes().removeprefix(BYTE_ORDER_MARK)).root_node.has_error, (
            script.name
        )
    assert parser.parse(b"if ($a { b }").root_node.has_error


def test_the_page_for_the_it_unit_tells_every_option_place_and_exit_code() -> None:
    page = (DOCS / "cho_don_vi_cong_nghe.md").read_text(encoding="utf-8")
    (header,) = re.findall(r"param\((.*?)\n\)", source("install.ps1"), re.DOTALL)
    options = re.findall(r"\$(\w+)", header)
    assert options == ["Remove", "TrustedLocation", "Folder", "Quiet"]
    assert [option for option in options if f"-{option}" not in page] == []
    for place in (
        places().folder / places().addin,
        PureWindowsPath(places().trusted),
        PureWindowsPath(places().options),
    ):
        assert str(place) in page
    codes = {0, *map(int, re.findall(r"\$code = (\d)", source("install.ps1")))}
    assert codes == {0, 2, 3}
    assert [code for code in codes if f"| {code} |" not in page] == []
    assert "d4f940ab-401b-4efc-aadc-ad5f3c50688a" in page
