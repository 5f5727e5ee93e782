from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mtqg_xl import __version__
from mtqg_xl.addin.extension import FOLDER, has_extension
from mtqg_xl.addin.sources import read_texts, sources_folder
from mtqg_xl.api.addin import build_addin, calc_extension_bytes
from mtqg_xl.messages import AddinProblem
from tests.extension.conftest import MODULES

NOBODY = 65534
KNOWS_THE_OFFICE = ("mtqg_component.py", "calc_book.py", "calc_cell.py", "calc_list.py", "calc_screen.py")
OOR = "{http://openoffice.org/2001/registry}"
MANIFEST = "{http://openoffice.org/2001/manifest}"
#: Words of Excel that a user of LibreOffice does not find on his screen.
EXCELS_OWN = ("Excel đang bận", "Unhide", "Unprotect", "Protect Workbook", "Review –")


def code() -> dict[str, str]:
    files = [*MODULES.rglob("*.py"), MODULES.parent / "mtqg_component.py"]
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def texts(unpacked: Path) -> dict[str, str]:
    told: dict[str, str] = json.loads((unpacked / "pythonpath/mtqg_calc/texts.json").read_bytes())
    return told


def test_building_twice_gives_the_same_file_without_times(package: bytes) -> None:
    assert hashlib.sha256(calc_extension_bytes()).digest() == hashlib.sha256(package).digest()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "__pycache__" in name]


def test_it_is_built_beside_the_addin(tmp_path: Path, package: bytes) -> None:
    assert "mtqg.oxt" in [Path(path).name for path in build_addin(tmp_path)]
    assert (tmp_path / "mtqg.oxt").read_bytes() == package


def test_every_part_named_is_there_and_every_xml_is_well_formed(unpacked: Path) -> None:
    listed = ElementTree.parse(unpacked / "META-INF/manifest.xml").iter(f"{MANIFEST}file-entry")
    for entry in listed:
        assert (unpacked / entry.get(f"{MANIFEST}full-path", "")).is_file()
    for path in (*unpacked.rglob("*.xml"), *unpacked.rglob("*.xcu")):
        assert "@" not in path.read_text(encoding="utf-8")
        ElementTree.parse(path)
    description = (unpacked / "description.xml").read_text(encoding="utf-8")
    assert f'<version value="{__version__}"/>' in description
    for name in re.findall(r'xlink:href="([^"]+)"', description):
        assert (unpacked / name).read_text(encoding="utf-8").strip()


def shown(unpacked: Path, where: str) -> Iterator[tuple[str, str]]:
    root = ElementTree.parse(unpacked / "Addons.xcu").getroot()
    place = next(node for node in root.iter("node") if node.get(f"{OOR}name") == where)
    for node in place.iter("node"):
        props = {prop.get(f"{OOR}name"): [value.text for value in prop] for prop in node.findall("prop")}
        url = (props.get("URL") or [""])[0] or ""
        if url.startswith("vn.mtqg.xl:"):
            titles = set(props["Title"])
            assert len(titles) == 1
            yield url.partition(":")[2], titles.pop() or ""


def test_menu_and_toolbar_have_the_buttons_of_the_ribbon_in_its_words(unpacked: Path) -> None:
    from mtqg_calc.actions import Actions

    ribbon = ElementTree.parse(MODULES.parents[1] / "ribbon" / "customUI14.xml").getroot()
    buttons = [node for node in ribbon.iter() if node.tag.endswith("}button")]
    labels = [button.get("label") for button in buttons]
    for where in ("OfficeMenuBar", "OfficeToolBar"):
        found = list(shown(unpacked, where))
        assert [label for _, label in found] == labels
        # Each does something.
        assert sorted(action for action, _ in found) == sorted(Actions(None, None, None).names)


def test_every_text_used_is_there_and_every_text_of_its_own_is_used(unpacked: Path) -> None:
    told = texts(unpacked)
    used = set()
    for text in code().values():
        used |= set(re.findall(r'text\(\s*"([a-z_.]+)"', text)) | set(re.findall(r"text\('([a-z_.]+)'", text))
    used |= {f"severity.{name}" for name in ("error", "warning", "info")}
    used |= {f"{name}.{key}" for name in ("template", "consolidate") for key in ("save", "name")}
    used |= {f"template.{key}" for key in ("forms", "unit", "period")}
    assert sorted(used - set(told)) == []
    own = read_texts(sources_folder(), f"{FOLDER}/texts.vi.toml")
    assert sorted(set(own) - used) == []
    assert [key for key in used if any(word in told[key] for word in EXCELS_OWN)] == []


def test_its_python_is_that_of_old_offices_and_only_four_modules_know_the_office() -> None:
    for name, text in code().items():
        tree = ast.parse(text, feature_version=(3, 8))
        imported = {
            (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        knows = {"uno", "unohelper", "com"} & imported
        assert not knows or name in (
            "mtqg_component.py",
            *(f"calc_{part}.py" for part in ("book", "cell", "list", "screen")),
        )
        third = imported - {"uno", "unohelper", "com", "mtqg_calc", "__future__"}
        assert third <= sys.stdlib_module_names, name


def test_sources_without_an_extension_and_broken_ones_are_told(tmp_path: Path) -> None:
    assert not has_extension(tmp_path)
    shutil.copytree(sources_folder(), tmp_path / "m")
    (tmp_path / "m/extension/texts.vi.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(AddinProblem, match=r"texts\.vi\.toml"):
        calc_extension_bytes(tmp_path / "m")


@pytest.mark.libreoffice
def test_libreoffice_registers_all_its_parts(package: bytes) -> None:
    if shutil.which("unopkg") is None:
        pytest.skip("libreoffice not installed")
    # unopkg refuses the administrator of the machine, so another user does it, in a folder of its own.
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mtqg.oxt"
        file.write_bytes(package)
        if user:
            os.chown(folder, NOBODY, NOBODY)
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        for command in (["add", "-f", "-s", str(file)], ["list"]):
            told = subprocess.run(
                ["unopkg", *command, profile],
                capture_output=True,
                text=True,
                env={**os.environ, "HOME": folder},
                **user,
            )
            assert told.returncode == 0, told.stderr
        assert told.stdout.count("is registered: yes") == 5
        assert "is registered: no" not in told.stdout
        assert f"Version: {__version__}" in told.stdout
