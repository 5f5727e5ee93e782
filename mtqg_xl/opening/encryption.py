"""Workbooks that open with a password only."""

from __future__ import annotations

import io
from typing import Any, Final

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening.base import Source
from mtqg_xl.opening.limits import LIMITS

#: Excel locks with this one when a book is only protected against changes, and opens it unasked.
_OPENS_UNASKED: Final = "VelvetSweatshop"


class _WrongPasswordError(Exception):
    pass


class _UnknownLockError(Exception):
    pass


def unlocked(source: Source, password: str | None) -> Source:
    """The same file with its content in plain bytes.

    Raises ``FileProblem``: ``password_needed``, ``password_wrong``, or ``locked_oddly`` for locks
    that cannot be opened here even with the right password.
    """
    place = str(source.path)
    given = (password,) if password else ()
    for key in (*given, _OPENS_UNASKED):
        try:
            return source._replace(data=_opened(source.data, key))
        except _UnknownLockError as error:
            raise FileProblem("locked_oddly", path=place) from error
        except _WrongPasswordError:
            continue
    raise FileProblem("password_wrong" if password else "password_needed", path=place)


def _opened(data: bytes, password: str) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    plain = io.BytesIO()
    # Broken locks fail in many ways besides those the library names.
    try:
        locked: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        if locked.format == "ooxml":
            # Each turn takes a microsecond; Excel makes a hundred thousand.
            if locked.type == "agile" and locked.info["spinValue"] > LIMITS.turns:
                raise _UnknownLockError
            locked.load_key(password=password, verify_password=True)
        else:
            if len(data) > LIMITS.locked:
                raise _UnknownLockError
            locked.load_key(password=password)
        locked.decrypt(plain)
    except InvalidKeyError as error:
        raise _WrongPasswordError from error
    except _UnknownLockError:
        raise
    except Exception as error:
        raise _UnknownLockError from error
    return plain.getvalue()
