"""Ribbons that Excel would not show, and buttons that would do nothing."""

from collections.abc import Callable
from dataclasses import replace

from mtqg_xl.addin import SourceFile, Sources, check

Added = Callable[..., Sources]
TOGGLE = '<toggleButton id="toggle" label="Bật" imageMso="Bold" onAction="OnToggle"/>'

LOADED = "Public Sub OnRibbonLoad(ribbon As IRibbonUI)\n    Set tab_ = ribbon\nEnd Sub"
READY_BY_FUNCTION = (LOADED, LOADED.replace("Sub", "Function"))


def spoiled(sources: Sources, old: str, new: str) -> list[str]:
    """The faults when ``old`` is written as ``new`` in both ribbons."""
    ribbons = [text.decode("utf-8") for text in (sources.ribbon_2010, sources.ribbon_2007)]
    assert all(old in text for text in ribbons)
    first, second = (text.replace(old, new, 1).encode("utf-8") for text in ribbons)
    return [fault.code for fault in check(replace(sources, ribbon_2010=first, ribbon_2007=second))]


def recoded(sources: Sources, old: str, new: str) -> list[str]:
    """The faults when ``old`` is written as ``new`` in the code."""
    assert any(old in file.text for file in sources.files)
    files = [SourceFile(f.label, f.text.replace(old, new, 1).encode("ascii")) for f in sources.files]
    return [fault.code for fault in check(replace(sources, files=tuple(files)))]


def test_what_the_ribbon_must_not_say_is_found(sources: Sources) -> None:
    cases = {
        ('size="large"', 'size="huge"'): "ribbon_value",
        ('size="large"', 'onActoin="OnCheck"'): "ribbon_attribute",
        ('id="toggle"', 'id="check"'): "ribbon_same_id",
        ('id="toggle"', 'id="1 a"'): "ribbon_bad_id",
        ('imageMso="Bold" ', ""): "ribbon_missing",
        ('imageMso="Bold"', 'imageMso="đậm"'): "ribbon_mso",
        ('label="Bật"', 'label=""'): "ribbon_blank",
        ('label="Bật"', f'label="{"x" * 41}"'): "ribbon_long",
        ('label="Bật"', 'label="Ba\u0323\u0302t"'): "ribbon_not_composed",
        ('label="Bật"', 'label="Bật" getLabel="LabelOfCheck"'): "ribbon_both",
        (TOGGLE, f"<gallery/>{TOGGLE}"): "ribbon_element",
        (TOGGLE, f'<tab id="t" label="x"/>{TOGGLE}'): "ribbon_element",
        ("</group>", '</group><group id="g" label="x"/>'): "ribbon_empty",
        (TOGGLE, f'<menu id="m" label="x" imageMso="Bold">{TOGGLE[:-2]} size="large"/></menu>'): (
            "ribbon_size_inside"
        ),
        ("</customUI>", ""): "ribbon_broken",
        ('onAction="OnToggle"', 'onAction="OnNothing"'): "callback_missing",
        ('onAction="TryRibbon.OnCheck"', 'onAction="TryWork.OnCheck"'): "callback_missing",
    }
    for (old, new), code in cases.items():
        assert code in spoiled(sources, old, new), new


def test_a_button_outside_a_group_is_found_with_its_line(sources: Sources) -> None:
    text = sources.ribbon_2010.decode("utf-8").replace("<tabs>\n", f"<tabs>\n{TOGGLE}\n")
    faults = check(replace(sources, ribbon_2010=text.encode("utf-8")))
    assert ("ribbon/customUI14.xml", 5, "ribbon_element") in [(f.file, f.line, f.code) for f in faults]


def test_the_two_ribbons_must_say_the_same(sources: Sources) -> None:
    other = sources.ribbon_2007.replace("Bật".encode(), "Tắt".encode())
    (fault,) = check(replace(sources, ribbon_2007=other))
    assert str(fault) == "ribbon/customUI.xml, dòng 9: không nói giống “ribbon/customUI14.xml”."


def test_each_ribbon_must_be_of_its_own_year(sources: Sources) -> None:
    faults = check(replace(sources, ribbon_2007=sources.ribbon_2010))
    assert {fault.code for fault in faults} == {"ribbon_namespace"}
    assert {fault.file for fault in faults} == {"ribbon/customUI.xml"}


def test_a_ribbon_with_declarations_of_its_own_is_not_read(sources: Sources) -> None:
    text = b'<!DOCTYPE a [<!ENTITY x "y">]><customUI>&x;</customUI>'
    faults = check(replace(sources, ribbon_2010=text))
    assert ("ribbon/customUI14.xml", "ribbon_broken") in [(fault.file, fault.code) for fault in faults]


def test_procedures_that_excel_calls_must_have_the_parameters_it_gives(sources: Sources) -> None:
    cases = {
        "OnCheck(control As IRibbonControl)": ("OnCheck()", "OnCheck(control As String)", "OnCheck(a, b)"),
        "OnToggle(control As IRibbonControl, pressed As Boolean)": ("OnToggle(control As IRibbonControl)",),
        "ByRef returnedVal": ("ByVal returnedVal", "ByRef returnedVal As String"),
        "(ribbon As IRibbonUI)": ("(ribbon As IRibbonControl)",),
    }
    for old, others in cases.items():
        for new in others:
            found = recoded(sources, old, new)
            assert [code for code in found if code != "name_unknown"] == ["callback_parameters"], new


def test_a_control_may_be_taken_as_any_object(sources: Sources) -> None:
    assert recoded(sources, "(ribbon As IRibbonUI)", "(ByVal ribbon As Object)") == []
    assert (
        recoded(sources, "OnCheck(control As IRibbonControl)", "OnCheck(control As Office.IRibbonControl)")
        == []
    )
    assert recoded(sources, "ByRef returnedVal)", "returnedVal As Variant)") == []


def test_a_procedure_that_is_private_or_a_function_is_not_found_or_refused(sources: Sources) -> None:
    assert recoded(sources, "Public Sub OnCheck", "Private Sub OnCheck") == ["callback_missing"]
    assert recoded(sources, *READY_BY_FUNCTION) == ["callback_parameters"]


def test_procedures_that_no_button_calls_and_doubled_ones_are_found(with_code: Added) -> None:
    more = with_code("Option Explicit\nPublic Sub OnMore(control As IRibbonControl)\nEnd Sub\n")
    assert [fault.code for fault in check(more)] == ["callback_unused"]
    doubled = with_code("Option Explicit\nPublic Sub OnToggle(c As Object, pressed As Boolean)\nEnd Sub\n")
    assert {fault.code for fault in check(doubled)} == {"callback_twice", "procedure_twice"}
    named = with_code("Option Explicit\nPublic Sub TryMore()\nEnd Sub\n")
    assert [fault.code for fault in check(named)] == ["procedure_like_module"]


def test_a_procedure_of_a_class_is_no_procedure_of_a_button(sources: Sources, with_code: Added) -> None:
    code = "Option Explicit\nPublic Sub OnOther(control As Object)\nEnd Sub\n"
    added = with_code(code, "TryMore.cls")
    assert spoiled(added, 'onAction="TryRibbon.OnCheck"', 'onAction="OnOther"')[0] == "callback_missing"
