"""Where a link of a page leads once the page lies in the archive."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """What of the checkout is in the archive: its path here, its path there."""

    files: Mapping[str, str]

    def target(self, page: str, link: str) -> str | None:
        """``link`` of ``page``, a path of the checkout, as it stands in the archive; None if it leads out.

        Addresses in the web are kept as they are.
        """
        if link.startswith(("https://", "#")):
            return link
        path, mark, anchor = link.partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        home = posixpath.dirname(self.files[page])
        if wanted in self.files:
            return posixpath.relpath(self.files[wanted], home or ".") + mark + anchor
        if any(place.startswith(f"{wanted}/") for place in self.files.values()):
            return posixpath.relpath(wanted, home or ".") + "/"
        return None
