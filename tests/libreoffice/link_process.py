"""Opens workbooks in LibreOffice with all links updated and saves what they then show.

Started with the Python that has ``uno``: a profile of its own, then pairs of a workbook and the file to save.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.document.UpdateDocMode import FULL_UPDATE

PATIENCE = 90.0
# Links are updated without a question for workbooks in places that are trusted.
TRUSTED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">
<value>{}</value></prop></item>
</oor:items>
"""


def options(**values):
    made = []
    for name, value in values.items():
        option = PropertyValue()
        option.Name, option.Value = name, value
        made.append(option)
    return tuple(made)


def connected(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def main():
    profile, *files = sys.argv[1:]
    places = "".join(f"<it>{escape(Path(book).resolve().parent.as_uri())}</it>" for book in files[::2])
    (Path(profile) / "user").mkdir(parents=True)
    (Path(profile) / "user" / "registrymodifications.xcu").write_text(
        TRUSTED.format(places), encoding="utf-8"
    )
    pipe = f"mtqg_links_{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            *("--headless", "--norestore", "--nologo"),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    far = connected(pipe)
    desktop = far.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", far)
    dispatcher = far.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", far)
    try:
        for book, out in zip(files[::2], files[1::2], strict=True):
            url = Path(book).resolve().as_uri()
            opened = desktop.loadComponentFromURL(url, "_blank", 0, options(UpdateDocMode=FULL_UPDATE))
            frame = opened.CurrentController.Frame
            dispatcher.executeDispatch(frame, ".uno:UpdateTableLinks", "", 0, ())
            opened.calculateAll()
            opened.storeToURL(Path(out).resolve().as_uri(), options(FilterName="Calc MS Excel 2007 XML"))
            opened.close(True)
    finally:
        try:
            desktop.terminate()
        finally:
            office.wait(60)


main()
