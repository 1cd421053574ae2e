"""Names for local variables: each as wanted, or with a number behind it that makes it unique.

PyTorch finds the number by a walk.  Every taken name has a counter of its own; a wanted name ``x`` that is taken
leads to ``x`` and its counter's value, ``x0``; if that is taken, on to ``x`` and the counter *of* ``x0``, and so on.
Counters only ever pass numbers that are taken, so as long as no other wanted name moves them, the walk ends at
the smallest free number, and needn't be walked.  They are shared, though: ``x1``, when it is wanted itself, moves
the counter that ``x`` meets at ``x1``.  From the first such case on, the walk is walked.
"""

from __future__ import annotations

import keyword

#: words that would mean something else where the text is read back
RESERVED = {
    *("_", "aten", "attribute", "CONSTANTS", "fork", "getattr", "inf", "nan", "infj", "nanj", "ops"),
    *("__torch__", "uninitialized", "unchecked_cast"),
    *(set(keyword.kwlist)),
}


class Names:
    """The names taken in one function."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._wanted: list[str] = []
        #: the smallest number that may be free, for each name that had to be numbered
        self._free: dict[str, int] = {}
        #: each name's counter, once the walks must be walked
        self._counters: dict[str, int] | None = None

    def unique(self, wanted: str) -> str:
        """Take a name: the wanted one, or that with a number."""
        if self._counters is None and wanted in self._taken and self._shares_counters(wanted):
            self._start_walking()
        self._wanted.append(wanted)
        name = self._smallest_free(wanted) if self._counters is None else self._walk(wanted, self._counters)
        self._taken.add(name)
        return name

    def _smallest_free(self, wanted: str) -> str:
        if wanted not in self._taken:
            return wanted
        number = self._free.get(wanted, 0)
        while f"{wanted}{number}" in self._taken:
            number += 1
        self._free[wanted] = number + 1
        return f"{wanted}{number}"

    def _walk(self, wanted: str, counters: dict[str, int]) -> str:
        name = wanted
        while name in self._taken:
            number = counters.get(name, 0)
            counters[name] = number + 1
            name = f"{wanted}{number}"
        return name

    def _shares_counters(self, wanted: str) -> bool:
        """Whether a name that had to be numbered is this one and a number, or the other way round."""
        if wanted in self._free:
            return False
        stem = wanted
        while stem and stem[-1].isdigit():
            stem = stem[:-1]
            if stem in self._free:
                return True
        return any(other.startswith(wanted) and other[len(wanted) :].isdigit() for other in self._free)

    def _start_walking(self) -> None:
        """Bring all counters to where the walks so far would have left them."""
        wanted, self._wanted = self._wanted, []
        self._taken = set(RESERVED)
        self._counters = {}
        for each in wanted:
            self.unique(each)
