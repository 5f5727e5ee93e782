"""The three values in which a project says that it is neither locked nor hidden ([MS-OVBA] 2.4.3).

They are obfuscated by the project's own id, not protected; a project without them is taken for damaged.
"""

from __future__ import annotations

from typing import Final

_VERSION: Final = 2


def encrypt(content: bytes, project_id: str, seed: int) -> str:
    """``content`` as hexadecimal digits, for a project called ``project_id`` (``{…}``, braces included).

    ``seed`` is any byte; the same seed gives the same digits.
    """
    key = project_key(project_id)
    out = [seed, seed ^ _VERSION, seed ^ key]
    before, earlier, latest = key, out[1], out[2]
    plain = bytes((seed & 6) // 2) + len(content).to_bytes(4, "little") + content
    for byte in plain:
        coded = byte ^ (earlier + before & 0xFF)
        out.append(coded)
        before, earlier, latest = byte, latest, coded
    return bytes(out).hex().upper()


def decrypt(digits: str, project_id: str) -> bytes:
    """What :func:`encrypt` hid; :class:`ValueError` when it was not hidden for this project."""
    coded = bytes.fromhex(digits)
    if len(coded) < 7 or coded[0] ^ coded[1] != _VERSION or coded[0] ^ coded[2] != project_key(project_id):
        raise ValueError("not hidden for this project")
    before, earlier, latest = coded[0] ^ coded[2], coded[1], coded[2]
    plain = bytearray()
    for byte in coded[3:]:
        before = byte ^ (earlier + before & 0xFF)
        plain.append(before)
        earlier, latest = latest, byte
    start = (coded[0] & 6) // 2
    length = int.from_bytes(plain[start : start + 4], "little")
    found = bytes(plain[start + 4 :])
    if len(found) != length:
        raise ValueError("cut off")
    return found


def project_key(project_id: str) -> int:
    """The byte that the letters of an id add up to."""
    return sum(project_id.encode("ascii")) & 0xFF
