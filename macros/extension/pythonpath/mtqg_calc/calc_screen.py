"""What is shown and asked in the windows of LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence

import uno
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX, QUERYBOX, WARNINGBOX
from com.sun.star.beans import PropertyValue

from mtqg_calc.suggesting import NO, YES
from mtqg_calc.texts import Texts, cut

_OK, _YES_NO, _YES_NO_CANCEL = 1, 3, 4
_ANSWERS = {2: YES, 3: NO}
_LONGEST = 1500
_SAVE = 10
_CHOSEN = 1
_PUSH_OK, _PUSH_CANCEL = 1, 2


class Screen:
    """The windows of one frame; ``frame`` is None where nothing is open."""

    def __init__(self, context: object, frame: object | None, text: Texts) -> None:
        self._context = context
        self._frame = frame
        self._text = text
        self._status: object | None = None

    # ---- messages --------------------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Show a message."""
        self._box(INFOBOX, _OK, text)

    def warn(self, text: str) -> None:
        """Show a message that something is not as it should be."""
        self._box(WARNINGBOX, _OK, text)

    def fail(self, text: str) -> None:
        """Show a message that nothing could be done."""
        self._box(ERRORBOX, _OK, text)

    def agrees(self, text: str) -> bool:
        """Ask: yes or no."""
        return self._box(QUERYBOX, _YES_NO, text) == YES

    def choose(self, text: str) -> str:
        """Ask: ``yes``, ``no``, or empty for neither."""
        return self._box(QUERYBOX, _YES_NO_CANCEL, text)

    def _box(self, kind: object, buttons: int, text: str) -> str:
        box = self._toolkit().createMessageBox(
            self._window(), kind, buttons, self._text("title"), cut(text, _LONGEST)
        )
        try:
            return _ANSWERS.get(box.execute(), "")
        finally:
            box.dispose()

    def show_status(self, text: str) -> None:
        """Show a line at the lower edge of the window until the next one."""
        self.end_status()
        if self._frame is not None:
            self._status = self._frame.createStatusIndicator()
            self._status.start(text, 0)

    def end_status(self) -> None:
        """Give the lower edge back to the office."""
        if self._status is not None:
            self._status.end()
            self._status = None

    # ---- questions -------------------------------------------------------------------------------

    def pick_folder(self, title: str) -> str:
        """The folder chosen; empty for none."""
        picker = self._create("com.sun.star.ui.dialogs.FolderPicker")
        picker.setTitle(title)
        return uno.fileUrlToSystemPath(picker.getDirectory()) if picker.execute() == _CHOSEN else ""

    def pick_new_file(self, title: str, name: str, kind: str, ending: str) -> str:
        """The file to be written; empty for none. The ending is added when it was left out."""
        picker = self._create("com.sun.star.ui.dialogs.FilePicker", _SAVE)
        picker.setTitle(title)
        picker.appendFilter(kind, f"*.{ending}")
        picker.setDefaultName(name)
        if picker.execute() != _CHOSEN:
            return ""
        path = uno.fileUrlToSystemPath(picker.getSelectedFiles()[0])
        return path if path.lower().endswith(f".{ending}") else f"{path}.{ending}"

    def ask(self, title: str, questions: Sequence[str]) -> list[str]:
        """A small form with a line for each question; empty when it was left by Cancel."""
        model = self._create("com.sun.star.awt.UnoControlDialogModel")
        model.Title, model.Width, model.Height = title, 260, 30 * len(questions) + 34
        for at, question in enumerate(questions):
            label = _control(model, "FixedText", f"label{at}", 6, 6 + 30 * at, 248, 10)
            label.Label = question
            field = _control(model, "Edit", f"field{at}", 6, 17 + 30 * at, 248, 13)
            field.TabIndex = at
        foot = 30 * len(questions) + 12
        ok = _control(model, "Button", "ok", 140, foot, 55, 15)
        ok.PushButtonType, ok.DefaultButton = _PUSH_OK, True
        _control(model, "Button", "cancel", 199, foot, 55, 15).PushButtonType = _PUSH_CANCEL
        dialog = self._create("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        dialog.createPeer(self._toolkit(), self._window())
        try:
            if not dialog.execute():
                return []
            return [dialog.getControl(f"field{at}").getText().strip() for at in range(len(questions))]
        finally:
            dialog.dispose()

    # ---- files and documents ---------------------------------------------------------------------

    def open_file(self, path: str) -> None:
        """Open a workbook."""
        self._desktop().loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, ())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show texts in a new workbook, from where they can be copied and sent."""
        document = self._desktop().loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
        sheet = document.getSheets().getByIndex(0)
        sheet.getColumns().getByIndex(0).Width = 24000
        for row, line in enumerate(lines):
            sheet.getCellByPosition(0, row).setString(line)

    @property
    def office(self) -> str:
        """The name and version of the office."""
        option = PropertyValue()
        option.Name, option.Value = "nodepath", "/org.openoffice.Setup/Product"
        reader = self._create("com.sun.star.configuration.ConfigurationProvider")
        told = reader.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (option,))
        return f"{told.ooName} {told.ooSetupVersionAboutBox}"

    # ---- help ------------------------------------------------------------------------------------

    def _create(self, service: str, *arguments: object) -> object:
        manager = self._context.getServiceManager()
        if arguments:
            return manager.createInstanceWithArgumentsAndContext(service, arguments, self._context)
        return manager.createInstanceWithContext(service, self._context)

    def _desktop(self) -> object:
        return self._create("com.sun.star.frame.Desktop")

    def _toolkit(self) -> object:
        return self._create("com.sun.star.awt.Toolkit")

    def _window(self) -> object | None:
        return self._frame.getContainerWindow() if self._frame is not None else None


def _control(model: object, kind: str, name: str, x: int, y: int, width: int, height: int) -> object:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.PositionX, control.PositionY, control.Width, control.Height = x, y, width, height
    model.insertByName(name, control)
    return control
