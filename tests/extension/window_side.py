"""Looks into a LibreOffice with windows, answers in JSON: ``window_side.py PIPE button|cell|selected …``."""

import json
import sys

import uno
from com.sun.star.accessibility.AccessibleRole import PUSH_BUTTON


def desktop(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    far = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    return far.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", far)


def find(node, name):
    """The middle of a button on the screen."""
    inner = node.getAccessibleContext()
    if inner.getAccessibleRole() == PUSH_BUTTON and inner.getAccessibleName() == name:
        place, size = inner.getLocationOnScreen(), inner.getSize()
        if size.Width > 0:
            return place.X + size.Width // 2, place.Y + size.Height // 2
    # A sheet has millions of children.
    for at in range(min(inner.getAccessibleChildCount(), 60)):
        found = find(inner.getAccessibleChild(at), name)
        if found:
            return found
    return None


def main(pipe, question, *arguments):
    book = desktop(pipe).getCurrentComponent()
    if question == "button":
        window = book.CurrentController.Frame.ContainerWindow
        middle = find(window, *arguments)
        home = window.getAccessibleContext().getLocationOnScreen()
        # Within what the office calls its window; that may lie below a menu which the desktop draws.
        return middle and (middle[0] - home.X, middle[1] - home.Y, window.getPosSize().Height)
    if question == "selected":
        return book.CurrentSelection.AbsoluteName.replace("$", "").replace("'", "")
    cell = book.Sheets.getByName(arguments[0]).getCellRangeByName(arguments[1])
    fill = None if cell.IsCellBackgroundTransparent else f"{cell.CellBackColor:06X}"
    ours = [line for line in cell.Annotation.String.splitlines() if line.startswith("[F")]
    return {"fill": fill, "note": ours[0] if ours else ""}


print(json.dumps(main(*sys.argv[1:])))
