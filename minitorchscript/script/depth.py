"""The compiler follows a program as deep as it is nested: Python's limit on recursion is lifted for that long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: how deep a program may nest expressions and blocks: Python's own parser gives up earlier
DEPTH = 50_000


@contextmanager
def deep() -> Iterator[None]:
    """Allow for deep recursion inside the block; afterwards as it was before."""
    former = sys.getrecursionlimit()
    sys.setrecursionlimit(max(former, DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(former)
