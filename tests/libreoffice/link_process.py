"""Opens workbooks in LibreOffice with all links updated and saves what they then show.

Started with the Python that has ``uno``: profile, then pairs of a workbook and the file to save.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.document.UpdateDocMode import FULL_UPDATE

PATIENCE = 90.0


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
    try:
        for book, out in zip(files[::2], files[1::2], strict=True):
            url = Path(book).resolve().as_uri()
            opened = desktop.loadComponentFromURL(
                url, "_blank", 0, options(Hidden=True, UpdateDocMode=FULL_UPDATE)
            )
            opened.calculateAll()
            opened.storeToURL(Path(out).resolve().as_uri(), options(FilterName="Calc MS Excel 2007 XML"))
            opened.close(True)
    finally:
        try:
            desktop.terminate()
        finally:
            office.wait(60)


main()
