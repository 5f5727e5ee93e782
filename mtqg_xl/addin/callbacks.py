"""The procedures that the ribbon calls: each must be there, once, with the parameters Excel gives it.

No schema sees this, and it is the fault that people meet: a button that says a macro cannot be run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from mtqg_xl.addin.faults import Fault
from mtqg_xl.addin.procedures import Procedure, procedures
from mtqg_xl.addin.ribbon_xml import Node
from mtqg_xl.addin.sources import RIBBON_2010, SourceFile
from mtqg_xl.addin.vba import Kind

_CONTROL: Final = ("control As IRibbonControl", frozenset({"iribboncontrol", "object"}), False)
_RIBBON: Final = ("ribbon As IRibbonUI", frozenset({"iribbonui", "object"}), False)
_PRESSED: Final = ("pressed As Boolean", frozenset({"boolean"}), False)
_RETURNED: Final = ("ByRef returnedVal", frozenset({"variant"}), True)
_PRESSABLE: Final = frozenset({"toggleButton", "checkBox"})

#: A parameter as it is told, the types that do, and whether a value is given back in it.
Expected = tuple[tuple[str, frozenset[str], bool], ...]


def check_callbacks(root: Node, files: Iterable[SourceFile]) -> Iterator[Fault]:
    """Everything that does not fit between the ribbon and the procedures in ``files``."""
    files = list(files)
    declared = [entry for entry in procedures(files) if entry.public]
    standard = {file.name.lower() for file in files if file.kind is Kind.STANDARD}
    callable_ = [entry for entry in declared if entry.module.lower() in standard]
    modules = {file.name.lower() for file in files}
    used: set[tuple[str, str]] = set()
    for node in root.walk():
        for attribute, name in node.attributes.items():
            expected = expected_parameters(node.name, attribute)
            if expected is None:
                continue
            told = {"name": name, "attribute": attribute}
            matching = [entry for entry in callable_ if _means(name, entry)]
            used.update((entry.module, entry.name) for entry in matching)
            if not matching:
                yield Fault(RIBBON_2010, node.line, "callback_missing", told)
            elif len(matching) > 1:
                yield Fault(RIBBON_2010, node.line, "callback_twice", told)
            elif matching[0].kind != "sub" or not _fits(matching[0], expected):
                wanted = ", ".join(parameter[0] for parameter in expected)
                yield Fault(
                    matching[0].file, matching[0].line, "callback_parameters", {**told, "wanted": wanted}
                )
    for entry in declared:
        if entry.name.lower() in modules:
            yield Fault(entry.file, entry.line, "procedure_like_module", {"name": entry.name})
    yield from _unused(callable_, used)


def expected_parameters(element: str, attribute: str) -> Expected | None:
    """What Excel gives to the procedure named by an attribute; ``None`` where it names none."""
    if attribute == "onLoad":
        return (_RIBBON,)
    if attribute == "onAction":
        return (_CONTROL, _PRESSED) if element in _PRESSABLE else (_CONTROL,)
    if attribute.startswith("get"):
        return (_CONTROL, _RETURNED)
    return None


def _means(name: str, entry: Procedure) -> bool:
    module, _, own = name.lower().rpartition(".")
    return own == entry.name.lower() and module in ("", entry.module.lower())


def _fits(entry: Procedure, expected: Expected) -> bool:
    return len(entry.parameters) == len(expected) and all(
        given.type in types and (given.by_reference or not back)
        for given, (_, types, back) in zip(entry.parameters, expected, strict=True)
    )


def _unused(declared: list[Procedure], used: set[tuple[str, str]]) -> Iterator[Fault]:
    """Procedures made for the ribbon that no control calls; and one name in two modules."""
    counts = Counter(entry.name.lower() for entry in declared if "property" not in entry.kind)
    for entry in declared:
        made_for_it = any(parameter.type in ("iribboncontrol", "iribbonui") for parameter in entry.parameters)
        if made_for_it and entry.kind == "sub" and (entry.module, entry.name) not in used:
            yield Fault(entry.file, entry.line, "callback_unused", {"name": entry.name})
        if counts[entry.name.lower()] > 1 and "property" not in entry.kind:
            yield Fault(entry.file, entry.line, "procedure_twice", {"name": entry.name})
