"""Totals split by largest remainder into whole parts whose sum is exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: Figures by district code.
Share = dict[str, int]


def split(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in whole parts in proportion to ``weights``, by largest remainder: the sum is exact."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def split_capped(total: int, weights: Sequence[int], caps: Sequence[int]) -> list[int]:
    """As :func:`split`, no part above its cap: parts over it are set to it and the rest is split again."""
    if total > sum(caps):
        raise ValueError(f"{total} does not fit under caps of {sum(caps)}")
    parts = [0] * len(weights)
    free = [i for i in range(len(weights)) if caps[i]]
    while total:
        use = [weights[i] for i in free]
        shares = split(total, use if sum(use) else [caps[i] for i in free])
        over = [i for i, share in zip(free, shares, strict=True) if share > caps[i]]
        if not over:
            for i, share in zip(free, shares, strict=True):
                parts[i] = share
            break
        for i in over:
            parts[i] = caps[i]
            total -= caps[i]
        free = [i for i in free if i not in over]
    return parts


def over_districts(total: int, codes: Sequence[str], weights: Iterable[int]) -> Share:
    """``total`` over the districts ``codes``."""
    return dict(zip(codes, split(total, list(weights)), strict=True))
