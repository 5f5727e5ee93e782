"""What LibreOffice loads: takes the commands of menu and toolbar, runs the engine beside the windows."""

import threading
from contextlib import suppress
from pathlib import Path

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

# ruff: noqa: D102 - the names of the office say what its methods are for

IMPLEMENTATION = "vn.mtqg.xl.ProtocolHandler"
SERVICE = "com.sun.star.frame.ProtocolHandler"
PROTOCOL = "vn.mtqg.xl:"


class Running:
    """The one job that the engine works on now, in all windows."""

    job = None
    stopped = False


class Handler(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):
    """Answers the commands of one window."""

    def __init__(self, context, *arguments):
        self.context = context
        self.frame = None
        self.initialize(arguments)

    # XInitialization
    def initialize(self, arguments):
        if arguments:
            self.frame = arguments[0]

    # XDispatchProvider
    def queryDispatch(self, url, target, flags):  # noqa: N802
        return self if url.Complete.startswith(PROTOCOL) else None

    def queryDispatches(self, requests):  # noqa: N802
        return tuple(self.queryDispatch(one.FeatureURL, one.FrameName, one.SearchFlags) for one in requests)

    # XDispatch
    def dispatch(self, url, arguments):
        perform(self.context, self.frame, url.Complete[len(PROTOCOL) :])

    def addStatusListener(self, listener, url):  # noqa: N802
        pass

    def removeStatusListener(self, listener, url):  # noqa: N802
        pass

    # XServiceInfo
    def getImplementationName(self):  # noqa: N802
        return IMPLEMENTATION

    def supportsService(self, name):  # noqa: N802
        return name == SERVICE

    def getSupportedServiceNames(self):  # noqa: N802
        return (SERVICE,)


class Callback(unohelper.Base, XCallback):
    """Something to be done in the thread of the windows."""

    def __init__(self, work):
        self.work = work

    def notify(self, data):
        self.work()


def perform(context, frame, name):
    """One door for all buttons: whatever fails behind it is told in a sentence."""
    from mtqg_calc.actions import Actions
    from mtqg_calc.calc_book import Book
    from mtqg_calc.calc_screen import Screen
    from mtqg_calc.texts import load_texts

    text = load_texts()
    screen = Screen(context, frame, text)
    try:
        end_last_status()
        document = frame.getController().getModel() if frame is not None and frame.getController() else None
        is_book = document is not None and document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
        if Running.job is not None:
            if screen.agrees(text("engine.busy")):
                Running.stopped = True
            return
        job = Actions(Book(document) if is_book else None, screen, text).begin(name)
        if job is None:
            keep_status(screen)
            return
        Running.job, Running.stopped = job, False
        screen.show_status(text("working"))
        threading.Thread(target=work, args=(context, screen, text, job), daemon=True).start()
    except Exception as problem:
        told(screen, text, problem)


def work(context, screen, text, job):
    """Runs the engine, then goes on in the thread of the windows."""
    from mtqg_calc import engine

    try:
        machine = this_engine(context)
        code = machine.run(str(job.exchange.folder), lambda: Running.stopped)
        trace = machine.told
    except Exception as problem:
        code, trace = engine.NONE, str(problem)

    def finish():
        Running.job = None
        with suppress(Exception):
            screen.end_status()
        try:
            job.finish(code, trace)
        except Exception as problem:
            told(screen, text, problem)
        finally:
            job.exchange.close()

    manager = context.getServiceManager()
    caller = manager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    caller.addCallback(Callback(finish), None)


def this_engine(context):
    """The engine as it is found on this machine."""
    from mtqg_calc.engine import this_machine

    paths = context.getServiceManager().createInstanceWithContext(
        "com.sun.star.util.PathSubstitution", context
    )
    user = uno.fileUrlToSystemPath(paths.substituteVariables("$(user)", True))
    office = uno.fileUrlToSystemPath(paths.substituteVariables("$(prog)", True))
    return this_machine(Path(user) / "mtqg_xl.txt", str(Path(office).parent))


def told(screen, text, problem):
    """Tells of a fault."""
    # The window may have been closed while the engine was at work: then nobody is there to be told.
    with suppress(Exception):
        screen.end_status()
        screen.fail(text("failed", type(problem).__name__, str(problem)))


class Status:
    """The window whose lower edge shows something of ours."""

    screen = None


def keep_status(screen):
    """Remembers it, so that the next button gives the lower edge back."""
    Status.screen = screen


def end_last_status():
    """Gives the lower edge back; the window may have been closed meanwhile."""
    screen, Status.screen = Status.screen, None
    if screen is not None:
        with suppress(Exception):
            screen.end_status()


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Handler, IMPLEMENTATION, (SERVICE,))
