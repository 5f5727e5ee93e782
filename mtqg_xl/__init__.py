"""mtqg_xl: read, check, consolidate and write the annex workbooks of the National Target Programmes.

::

    import mtqg_xl as mx
    book = mx.open("bao_lam.xlsx")
    report = mx.check(book)
    total = mx.consolidate(["a.xlsx", "b.xlsx"], unit="tỉnh Cao Bằng")
    total.save("cao_bang.xlsx")
    mx.fill("mau.xlsx", {"Sheet1!B3": 12}, "out.xlsx")
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "check", "consolidate", "fill", "form", "forms", "open", "trace"]
_NAMES = {"open": "open_book"}


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `import mtqg_xl` costs nothing.
    if name in __all__:
        from mtqg_xl import api

        return getattr(api, _NAMES.get(name, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
