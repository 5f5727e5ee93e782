"""The twin of the add-in for LibreOffice Calc: an extension with the same buttons, words and engine.

Its sources lie in ``macros/extension``. Menu and toolbar are made from the ribbon of the add-in, the
sentences from its texts, so that both programs say the same.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from mtqg_xl.addin.sources import RIBBON_2010, TEXTS, read_source, read_texts

FOLDER: Final = "extension"
#: The file as it is handed out.
FILE: Final = "mtqg.oxt"
PROTOCOL: Final = "vn.mtqg.xl:"
_ADDONS: Final = "Addons.xcu"
_TEXTS: Final = "pythonpath/mtqg_calc/texts.json"
_MANIFEST: Final = "META-INF/manifest.xml"
_ENDINGS: Final = (".py", ".xml", ".xcu", ".txt", ".png")
# LibreOffice shows the text of its own language, else the English one: both are the Vietnamese one.
_LANGUAGES: Final = ("vi", "en-US")
_CALC: Final = "com.sun.star.sheet.SpreadsheetDocument"
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def has_extension(sources: str | os.PathLike[str]) -> bool:
    """Whether a folder of sources has those of the extension too."""
    return (Path(sources) / FOLDER / "description.xml").is_file()


def extension_bytes(sources: str | os.PathLike[str], version: str) -> bytes:
    """The extension made of the folder ``sources``; the same sources give the same bytes on any machine.

    Raises :class:`~mtqg_xl.messages.AddinProblem` naming a file that is missing or cannot be read.
    """
    root = Path(sources)
    members = {
        path.relative_to(root / FOLDER).as_posix(): path.read_bytes().replace(b"\r\n", b"\n")
        for path in sorted((root / FOLDER).rglob("*"))
        if path.suffix in _ENDINGS and path.is_file()
    }
    title, groups = _buttons(read_source(root, RIBBON_2010))
    filled = {"@VERSION@": version, "@TITLE@": title}
    for name in ("description.xml", "CalcWindowState.xcu"):
        members[name] = _filled(members[name], filled)
    members[_ADDONS] = _addons(title, groups).encode("utf-8")
    texts = read_texts(root, TEXTS) | read_texts(root, f"{FOLDER}/{TEXTS}")
    members[_TEXTS] = json.dumps(texts, ensure_ascii=False, indent=0, sort_keys=True).encode("utf-8")
    return _packed(members)


def _filled(content: bytes, values: dict[str, str]) -> bytes:
    text = content.decode("utf-8")
    for mark, value in values.items():
        text = text.replace(mark, escape(value))
    return text.encode("utf-8")


def _buttons(ribbon: bytes) -> tuple[str, list[list[tuple[str, str]]]]:
    """The tab's name; its groups of buttons: the action of each and its label."""
    tab = next(node for node in ElementTree.fromstring(ribbon).iter() if node.tag.endswith("}tab"))
    groups = [[(_action(button), button.get("label", "")) for button in group] for group in tab]
    return tab.get("label", ""), groups


def _action(button: ElementTree.Element) -> str:
    """``MtqgRibbon.OnCheck`` is the action ``check``."""
    return button.get("onAction", "").rpartition(".On")[2].lower()


def _addons(title: str, groups: list[list[tuple[str, str]]]) -> str:
    """The configuration that adds menu and toolbar to Calc."""
    menu = "\n".join(_items(groups, "menu"))
    toolbar = "\n".join(_items(groups, "bar"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="Addons" oor:package="org.openoffice.Office">
  <node oor:name="AddonUI">
    <node oor:name="OfficeMenuBar">
      <node oor:name="vn.mtqg.xl.menu" oor:op="replace">
        {_title(title)}
        <prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop>
        <prop oor:name="Context" oor:type="xs:string"><value>{_CALC}</value></prop>
        <node oor:name="Submenu">
{menu}
        </node>
      </node>
    </node>
    <node oor:name="OfficeToolBar">
      <node oor:name="vn.mtqg.xl.buttons" oor:op="replace">
{toolbar}
      </node>
    </node>
  </node>
</oor:component-data>
"""


def _items(groups: list[list[tuple[str, str]]], where: str) -> Iterator[str]:
    """The buttons with a line between groups, numbered because the office sorts them by name."""
    number = 0
    for at, group in enumerate(groups):
        for action, label in ([("", "")] if at else []) + group:
            number += 1
            url = f"{PROTOCOL}{action}" if action else "private:separator"
            yield f"""          <node oor:name="{where}{number:02}" oor:op="replace">
            <prop oor:name="URL" oor:type="xs:string"><value>{escape(url)}</value></prop>
            {_title(label) if label else ""}
            <prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop>
            <prop oor:name="Context" oor:type="xs:string"><value>{_CALC}</value></prop>
          </node>"""


def _title(text: str) -> str:
    values = "".join(f'<value xml:lang="{language}">{escape(text)}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="Title" oor:type="xs:string">{values}</prop>'


def _packed(members: dict[str, bytes]) -> bytes:
    """The members as a zip file without times; not compressed, since libraries that compress differ."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name in [_MANIFEST, *sorted(set(members) - {_MANIFEST})]:
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.create_system, info.external_attr = 0, 0x20
            archive.writestr(info, members[name])
    return content.getvalue()
