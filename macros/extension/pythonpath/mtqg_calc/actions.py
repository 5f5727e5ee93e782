"""What each button does, from the first question to the last message.

An action that needs the engine gives a :class:`Job` back: the engine is run elsewhere, then ``finish`` is
called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mtqg_calc import engine, listing, painting, walk
from mtqg_calc.exchange import Exchange
from mtqg_calc.findings import findings_of, proposals_of
from mtqg_calc.suggesting import suggest
from mtqg_calc.texts import Texts, joined

_UNUSABLE, _FAULT = 2, 3
_MOST_ORIGINS = 25


@dataclass(frozen=True)
class Job:
    """Work for the engine; ``finish`` is given the exit code and what the engine says of itself."""

    exchange: Exchange
    finish: Callable[[int, str], None]


class Actions:
    """The buttons of one workbook; ``book`` is None where none is open."""

    def __init__(self, book, screen, text: Texts) -> None:
        self._book = book
        self._screen = screen
        self._text = text
        self._buttons: dict[str, Callable[[], Job | None]] = {
            "check": self._check,
            "previous": lambda: self._walk(False),
            "next": lambda: self._walk(True),
            "suggest": self._suggest,
            "minutes": self._minutes,
            "consolidate": self._consolidate,
            "template": self._template,
            "trace": self._trace,
            "clear": self._clear,
            "diagnose": self._diagnose,
        }

    @property
    def names(self) -> tuple:
        """The actions there are."""
        return tuple(self._buttons)

    def begin(self, name: str) -> Job | None:
        """Do what a button says; a job when the engine has to work for it."""
        if self._book is None and name not in ("consolidate", "template", "diagnose"):
            self._screen.warn(self._text("no_book"))
            return None
        return self._buttons[name]()

    # ---- in the open workbook --------------------------------------------------------------------

    def _check(self) -> Job:
        exchange = self._exchange("check")
        exchange.add_book(self._book)

        def finish(code: int, told: str) -> None:
            if self._is_refused(exchange, code, told):
                return
            text, book = self._text, self._book
            found = findings_of(exchange.table("findings.tsv"), text)
            offers = proposals_of(exchange.table("proposals.tsv"))
            explained = listing.explanations(book.list_rows, text)
            headline = exchange.answer("message")
            with book.one_step(text("list.sheet")):
                limits = painting.paint(book, found, offers, text)
                if not found and not explained:
                    book.remove_list()
                elif book.is_structure_closed:
                    limits = joined(limits, text("list.structure"))
                else:
                    lines = listing.lines(book, found, explained, text)
                    book.write_list(text("list.sheet"), listing.heading(headline, text), lines)
            if book.is_read_only:
                limits = joined(limits, text("read_only"))
            if exchange.status == 0:
                self._screen.tell(joined(headline, exchange.answer("detail"), limits))
            else:
                further = text("check.next" if offers else "check.walk")
                self._screen.warn(joined(headline, exchange.answer("detail"), limits, further))

        return Job(exchange, finish)

    def _walk(self, forward: bool) -> None:
        book, text = self._book, self._text
        order = book.sheets
        hidden = [name for name in order if not book.is_visible(name)]
        walked, unseen = walk.stops(book.read_records() or [], order, hidden)
        if not walked:
            self._screen.tell(text("walk.all_hidden", unseen) if unseen else text("walk.none"))
            return
        at = walk.next_stop(walked, order, book.selected, forward)
        place, title = walked[at]
        book.go_to(place)
        status = text("walk.status", at + 1, len(walked), place.label, title)
        self._screen.show_status(status + (f" {text('walk.skipped', unseen)}" if unseen else ""))
        if not book.cell(place).is_seen:
            self._screen.tell(text("walk.unseen", place.label, title))

    def _suggest(self) -> None:
        place = self._selected()
        if place is not None:
            told = suggest(self._book, place, self._screen, self._text)
            if told:
                self._screen.tell(told)

    def _clear(self) -> None:
        book, text = self._book, self._text
        was_marked = book.read_records() is not None or book.has_list
        with book.one_step(text("clear.step")):
            _, told = painting.clear(book, text)
            if not listing.explanations(book.list_rows, text) or self._screen.agrees(text("clear.list")):
                book.remove_list()
        if told:
            self._screen.warn(told)
        else:
            self._screen.tell(text("clear.done") if was_marked else text("clear.nothing"))

    def _trace(self) -> Job | None:
        place = self._selected()
        if place is None:
            return None
        exchange = self._exchange("trace")
        exchange.add_book(self._book)
        exchange.ask(sheet=place.sheet, cell=place.address)

        def finish(code: int, told: str) -> None:
            if self._is_refused(exchange, code, told):
                return
            labels = [row.get("label", "") for row in exchange.table("trace.tsv")]
            rest = len(labels) - _MOST_ORIGINS
            more = [self._text("trace.more", rest)] if rest > 0 else []
            self._screen.tell(joined(exchange.answer("message"), "\n".join([*labels[:_MOST_ORIGINS], *more])))

        return Job(exchange, finish)

    # ---- files -----------------------------------------------------------------------------------

    def _minutes(self) -> Job | None:
        stem = self._book.name.rpartition(".")[0] or self._book.name
        name = stem + self._text("minutes.ending")
        out = self._screen.pick_new_file(self._text("minutes.pick"), name, self._text("minutes.kind"), "docx")
        if not out:
            return None
        exchange = self._exchange("minutes")
        exchange.add_book(self._book)
        return self._written(exchange, out=out)

    def _consolidate(self) -> Job | None:
        folder = self._screen.pick_folder(self._text("consolidate.pick"))
        if not folder:
            return None
        out = self._pick_book("consolidate")
        return self._written(self._exchange("consolidate"), input=folder, out=out) if out else None

    def _template(self) -> Job | None:
        questions = [self._text(f"template.{key}") for key in ("forms", "unit", "period")]
        answers = self._screen.ask(self._text("title"), questions)
        if not answers or not answers[0]:
            return None
        forms, unit, period = answers
        out = self._pick_book("template")
        if not out:
            return None
        return self._written(self._exchange("template"), set=forms, unit=unit, period=period, out=out)

    def _diagnose(self) -> Job:
        exchange = self._exchange("diagnose")
        exchange.ask()

        def finish(code: int, told: str) -> None:
            text = self._text
            facts = [f"{text('diagnose.office')}: {self._screen.office}"]
            if self._book is not None:
                facts.append(f"{text('diagnose.structure')}: {self._yes_no(self._book.is_structure_closed)}")
                facts.append(
                    f"{text('diagnose.marked')}: {self._yes_no(self._book.read_records() is not None)}"
                )
            facts.append(f"{text('diagnose.engine')}: {told}")
            if code < 0:
                facts.append(self._trouble(code, told))
            else:
                facts += f"{exchange.answer('message')}\n{exchange.answer('detail')}".splitlines()
            self._screen.show_lines(facts)

        return Job(exchange, finish)

    # ---- help ------------------------------------------------------------------------------------

    def _exchange(self, action: str) -> Exchange:
        return Exchange(action, self._text("language"))

    def _pick_book(self, action: str) -> str:
        text = self._text
        return self._screen.pick_new_file(
            text(f"{action}.save"), text(f"{action}.name"), text("book.kind"), "xlsx"
        )

    def _written(self, exchange: Exchange, **asked: str) -> Job:
        """A job whose result is a file: tell of it, and offer to open it when it is a workbook."""
        exchange.ask(**asked)

        def finish(code: int, told: str) -> None:
            if self._is_refused(exchange, code, told):
                return
            message = joined(exchange.answer("message"), exchange.answer("detail"))
            out = exchange.answer("out")
            if not out.endswith(".xlsx"):
                self._screen.tell(message)
            elif self._screen.agrees(joined(message, self._text("open_now"))):
                self._screen.open_file(out)

        return Job(exchange, finish)

    def _is_refused(self, exchange: Exchange, code: int, told: str) -> bool:
        """Tell why nothing could be done; true when there is nothing more to do."""
        message = joined(exchange.answer("message"), exchange.answer("detail"))
        if code < 0:
            self._screen.fail(self._trouble(code, told))
        elif exchange.status == _UNUSABLE:
            self._screen.warn(message)
        elif exchange.status >= _FAULT:
            self._screen.fail(message or self._text("engine.silent", told))
        else:
            return False
        return True

    def _trouble(self, code: int, told: str) -> str:
        if code == engine.BLOCKED:
            return self._text("engine.blocked")
        if code == engine.STOPPED:
            return self._text("engine.stopped")
        return self._text("engine.silent", told) if code == engine.SILENT else self._text("engine.none")

    def _selected(self):
        place = self._book.selected
        if place is None:
            self._screen.warn(self._text("no_cell"))
        return place

    def _yes_no(self, value: bool) -> str:
        return self._text("yes") if value else self._text("no")
