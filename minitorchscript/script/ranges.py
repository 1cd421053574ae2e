"""Places in a source text: a file's piece of code, and spans of it that can be printed with the span underlined.

Offsets and columns count bytes of UTF-8, as both Python's `ast` and PyTorch do.
"""

from __future__ import annotations

from bisect import bisect_right

from ..ir.source import SourceRange, Stack

#: an error shows the lines around a span: up to this many line breaks away
CONTEXT = 3


class Source:
    """A piece of a file: its text, and where in the file it begins."""

    __slots__ = ("data", "filename", "first_line", "margin", "starts", "text")

    def __init__(self, text: str, filename: str | None = "<string>", first_line: int = 1, margin: int = 0) -> None:
        self.text = text
        #: ``None`` for a text whose place is of no interest
        self.data = text.encode("utf-8", "surrogatepass")
        self.filename = filename
        self.first_line = first_line
        #: how far the text is indented, and so how far the columns of its dedented form must be moved
        self.margin = margin
        self.starts = [0]
        for line in self.data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def span(self, line: int, column: int, length: int) -> Span:
        """A span of the dedented text: its line counts from 1, its column from 0."""
        start = self.starts[line - 1] + column + self.margin
        return Span(self, start, start + length)


class Span(SourceRange):
    """Bytes ``start`` to ``end`` of a source."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    def _line_index(self) -> int:
        return min(bisect_right(self.source.starts, self.start), len(self.source.starts) - 1) - 1

    @property
    def filename(self) -> str:  # type: ignore[override]
        return self.source.filename or ""

    @property
    def line(self) -> int:  # type: ignore[override]
        return self.source.first_line + self._line_index()

    @property
    def column(self) -> int:  # type: ignore[override]
        return self.start - self.source.starts[self._line_index()]

    @property
    def text(self) -> str:
        return self.highlighted()

    @property
    def stack(self) -> Stack:  # type: ignore[override]
        return (self.text, None)

    def excerpt(self) -> str:
        """The source text that it spans."""
        return self.source.data[self.start : self.end].decode("utf-8", "replace")

    def union(self, other: Span) -> Span:
        """The least span that holds both."""
        if self.start <= other.start and other.end <= self.end:
            return self
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))

    def highlighted(self, function: str = "") -> str:
        """Where it is, and the lines around it with the span underlined::

          File "net.py", line 3
        def f(x):
            return x + y
                       ~ <--- HERE
        """
        data = self.source.data
        if self.end - self.start == len(data):
            return self.source.text
        if self.start > len(data):
            return ""
        end = min(self.end, len(data))
        before = data.rfind(b"\n", 0, self.start) + 1
        for _ in range(CONTEXT - 1):
            before = data.rfind(b"\n", 0, before - 1) + 1 if before else 0
        after = _line_end(data, end)
        for _ in range(CONTEXT - 1):
            after = _line_end(data, after + 1) if after < len(data) else after
        place = ""
        if self.source.filename is not None:
            place = f'  File "{self.filename}", line {self.line}' + (f", in {function}" if function else "") + "\n"
        if not self.filename:
            place = ""
        pieces = [place.encode(), data[before : self.start]]
        position = self._underline(pieces, end)
        rest = data[position:after] if position <= len(data) else b""
        pieces.append(rest)
        if rest and not rest.endswith(b"\n"):
            pieces.append(b"\n")
        return b"".join(pieces).decode("utf-8", "replace")

    def _underline(self, pieces: list[bytes], end: int) -> int:
        """Write the span's lines, each underlined; returns where the text goes on."""
        data = self.source.data
        position = line_end = self.start
        while position < end:
            line_end = _line_end(data, line_end)
            line = data[position : line_end + 1]
            pieces.append(line if line.endswith(b"\n") else line + b"\n")
            begin = data.rfind(b"\n", 0, position) + 1
            stop = min(_line_end(data, position), end)
            shown = begin
            while shown < stop and (data[shown] == 0x20 or shown < self.start):
                shown += 1
            if stop > shown:
                more = line_end != end and any(byte not in b"\n " for byte in data[line_end : end + 1])
                mark = b"\n" if more else b" <--- HERE\n"
                pieces.append(b" " * (shown - begin) + b"~" * (stop - shown) + mark)
            line_end += 1
            position = line_end
        return line_end


def _line_end(data: bytes, position: int) -> int:
    """Where the line of a position ends."""
    found = data.find(b"\n", position)
    return len(data) if found < 0 else found


#: for what stands in no source text
NOWHERE = Source("").span(1, 0, 0)
