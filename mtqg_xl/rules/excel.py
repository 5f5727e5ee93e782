"""A rule as an Excel formula that leaves a cell blank while its parts are blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Missing
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.evaluate import blanks_count_nothing
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally

#: A condition over something computed, as ``D9-E9=0``; those over cells and their sums are harmless.
_COMPUTED = re.compile(r"[-+*/]")
#: Where a cell stands: sheet prefix ("" for the same sheet), 1-based row and column.
Position = tuple[str, int, int]


def excel_formula(
    relation: Relation,
    position: Callable[[CellKey], Position],
    address: Callable[[int, int], str],
    below: Callable[[CellKey], int] = lambda key: 0,
) -> str:
    """The right side of ``relation`` as a formula, ``=`` included.

    ``below`` tells how many rows under a cell an area ending there is to take in: the closing row
    of a list, so that lines inserted above it are counted.

    It agrees with :func:`mtqg_xl.rules.evaluate.evaluate` on blanks: a plain sum skips them and
    is blank when all parts are, a difference or a rate is blank when a part is.
    """
    target = relation.target
    # Within one line a sum runs across; only an area down a list reaches to its closing row.
    writer = _Writer(
        position,
        address,
        relation.rule.missing,
        lambda key: 0 if target is not None and key.row == target.row else below(key),
    )
    body = writer.write(relation.right)
    guards = writer.all_guards()
    # A blank made by a formula is a text: what is computed with it may only be looked at once the
    # cells are known to hold figures. So such a condition stands inside, not beside, the others.
    inner = [guard for guard in guards if _COMPUTED.search(guard)]
    for group in (inner, [guard for guard in guards if guard not in inner]):
        if group:
            condition = group[0] if len(group) == 1 else f"OR({','.join(group)})"
            body = f'IF({condition},"",{body})'
    return f"={body}"


class _Writer:
    def __init__(
        self,
        position: Callable[[CellKey], Position],
        address: Callable[[int, int], str],
        missing: Missing | None,
        below: Callable[[CellKey], int],
    ) -> None:
        self._position = position
        self._address = address
        self._missing = missing
        self._below = below
        self.guards: list[str] = []
        self._required: list[CellKey] = []

    def all_guards(self) -> list[str]:
        """The conditions under which the cell stays blank, each once."""
        needed = list(dict.fromkeys(self._required))
        missing = [f"COUNT({self._area(needed)})<{len(needed)}"] if needed else []
        return [*missing, *dict.fromkeys(self.guards)]

    def write(self, node: Node, inside: bool = False) -> str:
        match node:
            case Number(value):
                return _number(value)
            case Ref(key):
                self._required.append(key)
                return self._cell(key)
            case Negative(term):
                return f"-{self.write(term, inside=True)}"
            case Multiply(left, right):
                return f"{self.write(left, inside=True)}*{self.write(right, inside=True)}"
            case Divide(left, right):
                above, below = self.write(left, inside=True), self.write(right, inside=True)
                self.guards.append(f"{below}=0")
                return f"{above}/{below}"
            case Add():
                body = self._sum(node)
                return f"({body})" if inside and not self._is_one_call(node) else body
            case Tally(counted, text):
                area = self._area(counted)
                self.guards.append(f"COUNTA({area})=0")
                return f"COUNTA({area})" if text is None else f'COUNTIF({area},"{text}")'
            case Call(_, arguments):
                keys = [part.key for part in arguments if isinstance(part, Ref)]
                self.guards.append(f"COUNT({self._area(keys)})=0")
                return f"MIN({self._area(keys)})"
            case _:
                raise TypeError(f"unbound rule part: {node!r}")

    def _is_one_call(self, node: Add) -> bool:
        """Whether the sum is written as a single ``SUM(…)``, which needs no parentheses."""
        return blanks_count_nothing(node, self._missing) and all(isinstance(t, Ref) for t in node.terms)

    def _sum(self, node: Add) -> str:
        if not blanks_count_nothing(node, self._missing):
            terms = [self.write(term, inside=True) for term in node.terms]
            return "".join(
                term if term.startswith("-") or not n else f"+{term}" for n, term in enumerate(terms)
            )
        keys = [part.key for part in node.terms if isinstance(part, Ref)]
        if len(keys) == len(node.terms):
            self.guards.append(f"COUNT({self._area(keys)})=0")
            return f"SUM({self._area(keys)})"
        products = [_weighted(term) for term in node.terms]
        cells = [key for key, _ in products]
        self.guards.append(f"COUNT({self._area(cells)})=0")
        terms = []
        for key, weight in products:
            times = "" if abs(weight) == 1 else f"{_number(abs(weight))}*"
            terms.append(f"{'-' if weight < 0 else '+'}{times}N({self._cell(key)})")
        return "".join(terms).removeprefix("+")

    def _cell(self, key: CellKey) -> str:
        sheet, row, column = self._position(key)
        return f"{sheet}{self._address(row, column)}"

    def _area(self, keys: Iterable[CellKey]) -> str:
        """Cells as ``A1:A3,B7``: neighbours in one row or column are drawn together."""
        runs: list[list[Position]] = []
        for key in dict.fromkeys(keys):
            place = self._position(key)
            if runs and _continues(runs[-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
            if extra := self._below(key):
                sheet, row, column = place
                runs[-1].append((sheet, row + extra, column))
        return ",".join(self._run(run) for run in runs)

    def _run(self, run: list[Position]) -> str:
        sheet, row, column = run[0]
        first = f"{sheet}{self._address(row, column)}"
        return first if len(run) == 1 else f"{first}:{self._address(*run[-1][1:])}"


def _continues(run: list[Position], place: Position) -> bool:
    sheet, row, column = run[-1]
    if place[0] != sheet:
        return False
    step = (place[1] - row, place[2] - column)
    if step not in ((0, 1), (1, 0)):
        return False
    return len(run) == 1 or (run[1][1] - run[0][1], run[1][2] - run[0][2]) == step


def _weighted(term: Node) -> tuple[CellKey, Decimal]:
    match term:
        case Ref(key):
            return key, Decimal(1)
        case Negative(inner):
            key, weight = _weighted(inner)
            return key, -weight
        case Multiply(Number(weight), Ref(key)) | Multiply(Ref(key), Number(weight)):
            return key, weight
        case _:
            raise TypeError(f"a sum that skips blanks takes cells and weighted cells, not {term!r}")


def _number(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
