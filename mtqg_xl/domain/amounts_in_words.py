"""Amounts in words, as Vietnamese offices write them beside the figure: *số tiền bằng chữ*.

Of the ways in use one is chosen and kept to: ``linh`` (not ``lẻ``) before a lone last digit, ``mốt``, ``tư``
and ``lăm`` behind ``mươi``, ``nghìn`` (not ``ngàn``), ``tỷ`` (not ``tỉ``). A group behind another is read in
full (``một nghìn không trăm linh năm``), a group of noughts is passed over. Digits behind the comma are read
as a number of up to three digits, noughts before it one by one: ``mười phẩy không năm``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

#: Beyond this nobody reads words.
LARGEST: Final = 10**18
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
#: The last digit behind "mươi".
_BEHIND_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS: Final = ("", "nghìn", "triệu")
_BILLION: Final = 10**9
_READ_TOGETHER: Final = 3


def amount_in_words(value: Decimal | int, unit: str = "", *, capital: bool = False) -> str:
    """``value`` in words followed by ``unit``: 1555, "đồng" gives ``một nghìn năm trăm năm mươi lăm đồng``.

    ``capital`` begins with a capital letter, as on a line of its own. Raises :class:`ValueError` for what is
    no figure and for amounts beyond :data:`LARGEST`.
    """
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > LARGEST:
        raise ValueError(f"{value} cannot be written in words")
    whole, _, fraction = format(abs(exact), "f").partition(".")
    fraction = fraction.rstrip("0")
    words = _whole(int(whole))
    if fraction:
        words += f" phẩy {_fraction(fraction)}"
    if exact < 0 and (fraction or int(whole)):
        words = f"âm {words}"
    if unit:
        words += f" {unit}"
    return words[0].upper() + words[1:] if capital else words


def _whole(number: int) -> str:
    return " ".join(_words(number, follows=False)) or _DIGITS[0]


def _words(number: int, *, follows: bool) -> list[str]:
    """The words of ``number``, none for nought; ``follows`` says that higher digits stand before it."""
    above, below = divmod(number, _BILLION)
    words = [*_words(above, follows=follows), "tỷ"] if above else []
    follows = follows or bool(words)
    for place in range(len(_GROUPS) - 1, -1, -1):
        group = below // 1000**place % 1000
        if group:
            words += [*_group(group, follows=follows), *filter(None, [_GROUPS[place]])]
            follows = True
    return words


def _group(number: int, *, follows: bool) -> list[str]:
    """Three digits; hundreds and tens of nought are read out where other digits stand before."""
    hundreds, rest = divmod(number, 100)
    tens, last = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    if tens == 0:
        if last:
            words += ["linh"] if words else []
            words.append(_DIGITS[last])
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if last:
        behind = "lăm" if last == 5 else _DIGITS[last] if tens == 1 else _BEHIND_TENS.get(last)
        words.append(behind or _DIGITS[last])
    return words


def _fraction(digits: str) -> str:
    figure = digits.lstrip("0")
    noughts = [_DIGITS[0]] * (len(digits) - len(figure))
    if len(figure) > _READ_TOGETHER:
        return " ".join([*noughts, *(_DIGITS[int(digit)] for digit in figure)])
    return " ".join([*noughts, _whole(int(figure))])
