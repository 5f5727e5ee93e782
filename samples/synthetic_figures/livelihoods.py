"""BM05 and BM06: projects that give households a living, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final

from .allotting import Content, allot, budget_of, fill_contents, spend
from .books import Book, Books
from .chance import jitter, source
from .counting import fill_counts, kinds_of
from .districts import DISTRICTS, District
from .money import Money
from .splitting import split

FORMS: Final = {"BM05": "DA2", "BM06": "DA3.1"}
KINDS: Final = {
    "LK": "Liên kết theo chuỗi giá trị",
    "CD": "Phát triển sản xuất cộng đồng",
    "MK": "Mô hình, dự án khác",
}
#: Kinds of the projects one after another, and what is grown or kept: name, unit, how much a household has.
TURNS: Final = ("CD", "LK", "CD", "MK")
LIVINGS: Final = (
    ("Chăn nuôi bò sinh sản", "con", 1), ("Trồng quế", "ha", 1), ("Chăn nuôi lợn đen", "con", 4),
    ("Trồng lê", "ha", 1), ("Nuôi dê sinh sản", "con", 5), ("Trồng gừng", "ha", 1),
    ("Nuôi gà thả đồi", "con", 60), ("Trồng cây dược liệu", "ha", 1),
)  # fmt: skip
#: Names of communes, made up.
COMMUNES: Final = (
    "Nà Mười", "Khuổi Phia", "Lũng Cát", "Phia Rạc", "Nà Sẩu", "Lũng Vảy", "Bản Chang", "Nà Hin",
    "Khuổi Đông", "Bản Cuổn",
)  # fmt: skip
DONE, DOING, WAITING = "Đã hoàn thành", "Đang thực hiện", "Chưa triển khai thực hiện"


@dataclass(slots=True)
class Project:
    """A project of the list."""

    kind: str
    name: str
    commune: str
    unit: str
    size: int
    households: int
    status: str
    central: Decimal = field(default=Decimal(0))
    local: int = 0
    given: int = 0


def fill_livelihoods(books: Books, money: Money) -> None:
    """Both forms of every district; their money agrees with projects 2 and 3.1 in BM16."""
    for form, leaf in FORMS.items():
        for district in DISTRICTS:
            _fill(books[district.code], form, leaf, district, money)
    for district in DISTRICTS:
        chance = source("BM06", "lessons", district.code)
        reached = fill_counts(
            books[district.code], "BM06", {"T1": 3, "T2": 110, "T3": 2}, chance, columns=("H1", "H2")
        )
        for column, part in (("H4", 0.9), ("H5", 0.95), ("H6", 0.5)):
            books[district.code].put("BM06", "T2", column, int(reached["T2"] * part))


def _fill(book: Book, form: str, leaf: str, district: District, money: Money) -> None:
    chance = source(form, district.code)
    planned, paid = budget_of(money, leaf, district.code)
    local = sum(int(money.get((leaf, column, district.code), 0)) for column in ("K8", "K9"))
    given = int(money.get((leaf, "K11", district.code), 0))
    central = planned - local
    rest = central * 8 // 100 + central % 1
    projects = _projects(district, chance)
    sizes = [jitter(chance, project.households, 0.1) for project in projects]
    for project, part, own, gift in zip(
        projects, allot(central - rest, sizes), split(local, sizes), split(given, sizes), strict=True
    ):
        project.central, project.local, project.given = part, own, gift
    _put_list(book, form, projects)
    plans = {kind: sum(p.central + p.local for p in projects if p.kind == kind) for kind in KINDS}
    caps = [Decimal(plan) for plan in plans.values()]
    out = spend(paid, [*caps, rest], [int(cap) for cap in (*caps, rest)])
    for kind, spent in zip(KINDS, out, strict=False):
        _put_kind(book, form, kind, [p for p in projects if p.kind == kind], spent, chance)
    _put_others(book, form, rest, out[-1], chance)
    used = {project.commune for project in projects}
    book.put(form, "X", "20", len(used))
    book.put(form, "XT", "20", district.communes)


def _projects(district: District, chance: Random) -> list[Project]:
    count = max(2, district.communes // (3 if district.poor else 6))
    first = chance.randrange(len(LIVINGS))
    places = chance.sample(COMMUNES, min(len(COMMUNES), district.communes))
    found = []
    for at in range(count):
        name, unit, each = LIVINGS[(first + at) % len(LIVINGS)]
        households = chance.randint(18, 70)
        status = WAITING if at % 3 == 2 else DOING
        found.append(
            Project(
                TURNS[at % len(TURNS)],
                name,
                places[at % len(places)],
                unit,
                households * each,
                households,
                status,
            )
        )
    return found


def _put_list(book: Book, form: str, projects: list[Project]) -> None:
    for number, one in enumerate(projects, start=1):
        texts: Mapping[str, str] = {
            "B": f"Dự án {one.name[0].lower()}{one.name[1:]}",
            "D1": f"xã {one.commune}",
            "D2": KINDS[one.kind],
            "D4": f"Quyết định số {100 + number}/QĐ-UBND (giả lập)",
            "D5": f"{one.size} {one.unit}",
            "D11": one.status,
        }
        for column, text in texts.items():
            book.put(form, f"DM-{number}", column, text)
        for column, figure in (
            ("D6", one.households),
            ("D7", one.central),
            ("D8", one.local),
            ("D9", one.given),
        ):
            if figure:
                book.put(form, f"DM-{number}", column, figure)


def _put_kind(
    book: Book, form: str, kind: str, projects: list[Project], spent: Decimal, chance: Random
) -> None:
    if not projects:
        return
    book.put(form, kind, "1", len(projects))
    book.put(form, kind, "2", sum(project.status == DOING for project in projects))
    book.put(form, kind, "3", sum(project.status == DONE for project in projects))
    for column, unit in (("4a", "ha"), ("4b", "con")):
        size = sum(project.size for project in projects if project.unit == unit)
        if size:
            book.put(form, kind, column, size)
    households = sum(project.households for project in projects)
    for column, count in kinds_of(households, chance).items():
        book.put(form, kind, column, count)
    book.put(form, kind, "14", sum((project.central for project in projects), Decimal(0)))
    for column, total in (
        ("15", sum(project.local for project in projects)),
        ("16", sum(project.given for project in projects)),
    ):
        if total:
            book.put(form, kind, column, total)
    book.put(form, kind, "18", spent)
    book.put(form, kind, "21", households // 12)
    book.put(form, kind, "20", len({project.commune for project in projects}))


def _put_others(book: Book, form: str, planned: Decimal, paid: Decimal, chance: Random) -> None:
    """What is no project: in BM05 one line, in BM06 lessons, advice and the rest."""
    if form == "BM05":
        book.put(form, "HDK", "14", planned)
        book.put(form, "HDK", "18", paid)
        return
    contents = [Content("T1", "H7", "H9", 60), Content("T3", "H7", "H9", 15), Content("T4", "H7", "H9", 25)]
    fill_contents(book, form, contents, (planned, paid), chance)
