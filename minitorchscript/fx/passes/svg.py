"""Boxes and arrows as SVG: each box below those that point to it, rows ordered so that few arrows cross."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Box", "draw"]

_CHARACTER, _LINE, _PADDING = 7.2, 16, 8  # a monospaced face of 12 px
_GAP_X, _GAP_Y, _MARGIN = 24, 36, 16

# X11 names with a number, which SVG does not know.
_X11 = {
    "CadetBlue1": "#98f5ff", "DarkOliveGreen1": "#caff70", "DarkSeaGreen1": "#c1ffc1", "Khaki1": "#fff68f",
    "LavenderBlush1": "#fff0f5", "LemonChiffon1": "#fffacd", "MistyRose1": "#ffe4e1", "MistyRose2": "#eed5d2",
    "PaleTurquoise2": "#aeeeee", "PeachPuff1": "#ffdab9", "Thistle1": "#ffe1ff", "Thistle3": "#cdb5cd",
    "Wheat1": "#ffe7ba",
}  # fmt: skip


@dataclass
class Box:
    """Fields of text, one above the other, and the colour behind them."""

    fields: list[str]
    color: str
    x: float = 0.0
    y: float = 0.0

    @property
    def lines(self) -> list[str]:
        """All lines of text."""
        return [line for each in self.fields for line in each.split("\n")]

    @property
    def width(self) -> float:
        """In pixels."""
        return max(map(len, self.lines), default=0) * _CHARACTER + 2 * _PADDING

    @property
    def height(self) -> float:
        """In pixels."""
        return len(self.lines) * _LINE + 2 * _PADDING


def _rows(boxes: dict[str, Box], edges: list[tuple[str, str]]) -> list[list[str]]:
    """Names by row: a box stands below all that point to it, as high as that allows."""
    sources: dict[str, list[str]] = {name: [] for name in boxes}
    targets: dict[str, list[str]] = {name: [] for name in boxes}
    for source, target in edges:
        sources[target].append(source)
        targets[source].append(target)
    waiting = {name: len(found) for name, found in sources.items()}
    row = {name: 0 for name, count in waiting.items() if not count}
    ready = [*row]
    for name in ready:
        for target in targets[name]:
            row[target] = max(row.get(target, 0), row[name] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for name in reversed(ready):  # what nothing points to stands right above its first use
        if not sources[name] and targets[name]:
            row[name] = min(row[target] for target in targets[name]) - 1
    rows: list[list[str]] = [[] for _ in range(max(row.values(), default=-1) + 1)]
    for name in boxes:
        rows[row[name]].append(name)
    place: dict[str, float] = {}
    for names in rows:
        middle = {name: [place[source] for source in sources[name] if source in place] for name in names}
        order = {name: i for i, name in enumerate(names)}
        names.sort(key=lambda name: sum(middle[name]) / len(middle[name]) if middle[name] else order[name])
        place |= {name: float(i) for i, name in enumerate(names)}
    return rows


def draw(title: str, boxes: dict[str, Box], edges: list[tuple[str, str]]) -> str:
    """An SVG document with all boxes placed; they are given their `x` and `y` (upper left corner)."""
    rows = _rows(boxes, edges)
    widths = [sum(boxes[name].width for name in names) + _GAP_X * (len(names) - 1) for names in rows]
    width = max(widths, default=0) + 2 * _MARGIN
    y = float(_MARGIN)
    for names, row_width in zip(rows, widths, strict=True):
        x = (width - row_width) / 2
        for name in names:
            boxes[name].x, boxes[name].y = x, y
            x += boxes[name].width + _GAP_X
        y += max(boxes[name].height for name in names) + _GAP_Y
    height = y - _GAP_Y + _MARGIN if rows else 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="monospace" font-size="12">',
        f"<title>{escape(title)}</title>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z"/></marker></defs>',
    ]
    for source, target in edges:
        above, below = boxes[source], boxes[target]
        x1, y1 = above.x + above.width / 2, above.y + above.height
        x2, y2 = below.x + below.width / 2, below.y
        bend = (y1 + y2) / 2
        parts.append(
            f'<path d="M{x1:.1f} {y1:.1f}C{x1:.1f} {bend:.1f} {x2:.1f} {bend:.1f} {x2:.1f} {y2:.1f}" fill="none" '
            'stroke="black" marker-end="url(#arrow)"/>'
        )
    for name, box in boxes.items():
        color = _X11.get(box.color, box.color.lower())
        parts.append(
            f'<g id="{escape(name)}"><rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="6" fill="{color}" stroke="black"/>'
        )
        for i, line in enumerate(box.lines):
            baseline = box.y + _PADDING + (i + 0.75) * _LINE
            parts.append(f'<text x="{box.x + _PADDING:.1f}" y="{baseline:.1f}">{escape(line)}</text>')
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])
