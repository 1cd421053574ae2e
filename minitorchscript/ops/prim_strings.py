"""Operators on strings: the methods that TorchScript's ``str`` has, slices, and the two ways to format.

A string is a sequence of bytes there, so that ``len("é")`` is 2; what isn't ASCII is worked on one byte a letter.
"""

from __future__ import annotations

import string
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from ..formatting import display_text
from .prim_lists import slice_of
from .registry import operator

_SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x85"
#: the bytes of PyTorch's list of line ends, which it looks for one by one
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85" + "\u2028\u2029".encode().decode("latin-1")
_BLANKS = " \\n\\t\\f\\v"


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    operator(schema, variants="", samples=lambda: [sample], differentiable=False)(_on_bytes(function))


def _on_bytes(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def wrapped(*values: Any) -> Any:
        if all(value.isascii() for value in values if isinstance(value, str)):
            return function(*values)
        return _text(function(*map(_letters, values)))

    return wrapped


def _letters(value: Any) -> Any:
    return value.encode("utf-8", "surrogateescape").decode("latin-1") if isinstance(value, str) else value


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("latin-1").decode("utf-8", "surrogateescape")
    return type(value)(map(_text, value)) if isinstance(value, list | tuple) else value


# -- letters


def _letter(text: str, index: int) -> str:
    if not -len(text) <= index < len(text):
        place = (index + len(text) if index < 0 else index) % 2**64
        raise RuntimeError(f"basic_string::at: __n (which is {place}) >= this->size() (which is {len(text)})")
    return text[index]


def _slice(text: str, start: int | None, end: int | None, step: int) -> str:
    return text[slice_of(start, end, step)]


_define("aten::add.str(str a, str b) -> str", lambda a, b: a + b, "a", "b")
_define("aten::len.str(str s) -> int", len, "ab")
_define("aten::__getitem__.str(str s, int index) -> str", _letter, "ab", 1)
_define("prim::StringIndex(str string, int index) -> str", _letter, "ab", 1)
_define("aten::slice.str(str string, int? start=None, int? end=None, int step=1) -> str", _slice, "abc", 1, None, 1)
_define("aten::list(str t) -> str[]", list, "ab")

# -- questions


def _every(test: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: bool(text) and all(map(test, text))


def _ascii(test: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda letter: letter.isascii() and test(letter)


def _has_case(test: Callable[[str], bool]) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        letters = [letter for letter in text if letter.isascii() and letter.isalpha()]
        return bool(letters) and all(map(test, letters))

    return holds


def _is_title(text: str) -> bool:
    found = after_letter = False
    for letter in text:
        if letter != (_lower(letter) if after_letter else _upper(letter)):
            return False
        is_letter = letter.isascii() and letter.isalpha()
        found = found or (is_letter and not after_letter)
        after_letter = is_letter
    return found


def _is_identifier(text: str) -> bool:
    warnings.warn("The isidentifier() implementation being used is from Python 2\n", stacklevel=2)
    return bool(text) and not text[0].isdigit() and all(letter.isascii() and letter.isalnum() for letter in text)


def _is_printable(text: str) -> bool:
    return all(" " <= letter <= "~" for letter in text)


for _name, _test in (
    ("isdigit", str.isdigit), ("isspace", str.isspace), ("isalnum", str.isalnum), ("isalpha", str.isalpha),
    ("isdecimal", str.isdigit), ("isnumeric", str.isdigit),
):  # fmt: skip
    _define(f"aten::{_name}(str self) -> bool", _every(_ascii(_test)), "a1")
_define("aten::isupper(str self) -> bool", _has_case(str.isupper), "aB")
_define("aten::islower(str self) -> bool", _has_case(str.islower), "aB")
_define("aten::istitle(str self) -> bool", _is_title, "Ab Cd")
_define("aten::isidentifier(str self) -> bool", _is_identifier, "ab")
_define("aten::isprintable(str self) -> bool", _is_printable, "ab")

# -- letter cases

_TO_UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_TO_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_SWAPPED = _TO_UPPER | _TO_LOWER


def _upper(text: str) -> str:
    return text.translate(_TO_UPPER)


def _lower(text: str) -> str:
    return text.translate(_TO_LOWER)


def _title(text: str) -> str:
    letters = []
    after_letter = False
    for letter in text:
        letters.append(_lower(letter) if after_letter else _upper(letter))
        after_letter = letter.isascii() and letter.isalpha()
    return "".join(letters)


_define("aten::upper(str self) -> str", _upper, "ab")
_define("aten::lower(str self) -> str", _lower, "AB")
_define("aten::swapcase(str self) -> str", lambda text: text.translate(_SWAPPED), "aB")
_define("aten::capitalize(str self) -> str", lambda text: _upper(text[:1]) + _lower(text[1:]), "aB")
_define("aten::title(str self) -> str", _title, "ab cd")

# -- places


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """A negative start counts from the end; a negative end does too, and one more: -1 is the whole string."""
    size = len(text)
    return (max(0, size + start) if start < 0 else start), (max(0, size + end + 1) if end < 0 else end)


def _checked_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = _bounds(text, start, end)
    if start > len(text):
        raise RuntimeError(f"basic_string::substr: __pos (which is {start}) > this->size() (which is {len(text)})")
    return start, end


def _find(text: str, wanted: str, start: int, end: int) -> int:
    start, end = _bounds(text, start, end)
    return text.find(wanted, *_checked_bounds(text, start, end)) if end > start else "".find(wanted)


def _rfind(text: str, wanted: str, start: int, end: int) -> int:
    start, end = _bounds(text, start, end)
    return text.rfind(wanted, *_checked_bounds(text, start, end)) if end > start else "".find(wanted)


def _or_error(find: Callable[[str, str, int, int], int]) -> Callable[[str, str, int, int], int]:
    def place(text: str, wanted: str, start: int, end: int) -> int:
        found = find(text, wanted, start, end)
        if found < 0:
            raise RuntimeError("ValueError: substring not found")
        return found

    return place


def _count(text: str, wanted: str, start: int, end: int) -> int:
    if start > len(text):
        return 0
    place, end = _bounds(text, start, end)
    count = 0
    while 0 <= (place := text.find(wanted, place)) < end:
        count += 1
        place += len(wanted) or 1
    return count


def _part(text: str, start: int, end: int) -> str:
    start, end = _checked_bounds(text, start, end)
    return text[start:end] if end >= start else text[start:]


_PLACES = "(str self, str substr, int start=0, int end=-1)"
_define(f"aten::find{_PLACES} -> int", _find, "abc", "b", 0, -1)
_define(f"aten::rfind{_PLACES} -> int", _rfind, "abc", "b", 0, -1)
_define(f"aten::index.str{_PLACES} -> int", _or_error(_find), "abc", "b", 0, -1)
_define(f"aten::rindex{_PLACES} -> int", _or_error(_rfind), "abc", "b", 0, -1)
_define(f"aten::count{_PLACES} -> int", _count, "abc", "b", 0, -1)
_define(
    f"aten::startswith{_PLACES} -> bool",
    lambda text, start_text, start, end: _part(text, start, end).startswith(start_text),
    "abc", "a", 0, -1,
)  # fmt: skip
_define(
    f"aten::endswith{_PLACES} -> bool",
    lambda text, end_text, start, end: _part(text, start, end).endswith(end_text),
    "abc", "c", 0, -1,
)  # fmt: skip

# -- taking apart and putting together


def _split(text: str, separator: str | None, most: int) -> list[str]:
    if separator is None:
        for space in _SPACES[1:]:
            text = text.replace(space, " ")
        return [piece for piece in text.split(" ") if piece]
    if not separator:
        raise RuntimeError("ValueError: empty separator")
    return text.split(separator, most)


def _rsplit(text: str, separator: str, most: int) -> list[str]:
    if not separator:
        raise RuntimeError("ValueError: empty separator")
    return text.rsplit(separator, most)


def _lines(text: str, keep_ends: bool) -> list[str]:
    """Line ends are pieces of their own where they are kept."""
    pieces = []
    start = 0
    for place, letter in enumerate(text):
        if letter in _LINE_ENDS:
            pieces.append(text[start:place])
            if keep_ends:
                pieces.append(letter)
            start = place + 1
    return pieces + ([text[start:]] if start < len(text) else [])


def _rpartition(text: str, separator: str) -> tuple[str, str, str]:
    return text.rpartition(separator)


def _replace(text: str, old: str, new: str, most: int) -> str:
    return text.replace(old, new, most)


_define("aten::split.str(str self, str? separator=None, int max=-1) -> str[]", _split, "a,b", ",", -1)
_define('aten::rsplit(str self, str separator=" ", int max=-1) -> str[]', _rsplit, "a,b", ",", -1)
_define("aten::splitlines(str self, bool keepends=False) -> str[]", _lines, "a\nb", False)
_define("aten::partition(str self, str separator) -> (str, str, str)", str.partition, "a,b", ",")
_define("aten::rpartition(str self, str separator) -> (str, str, str)", _rpartition, "a,b", ",")
_define("aten::join(str self, str[] values) -> str", lambda text, values: text.join(values), ", ", ["a", "b"])
_define("aten::replace(str self, str old, str new, int max=-1) -> str", _replace, "ab", "a", "c", -1)
_define(f'aten::strip(str self, str chars="{_BLANKS}") -> str', str.strip, " a ", " ")
_define(f'aten::lstrip(str self, str chars="{_BLANKS}") -> str', str.lstrip, " a ", " ")
_define(f'aten::rstrip(str self, str chars="{_BLANKS}") -> str', str.rstrip, " a ", " ")

# -- padding


def _filling(pad: Callable[[str, int, str], str]) -> Callable[[str, int, str], str]:
    def padded(text: str, width: int, fill: str) -> str:
        if len(fill) != 1:
            raise RuntimeError("TypeError: The fill character must be exactly one character long")
        return pad(text, width, fill)

    return padded


def _tabs(text: str, size: int) -> str:
    pieces: list[str] = []
    column = 0
    for letter in text:
        width = 1 if letter != "\t" else size - column % size if size > 0 else 0
        pieces.append(" " * width if letter == "\t" else letter)
        column += width
    return "".join(pieces)


_define('aten::center(str self, int width, str fillchar=" ") -> str', _filling(str.center), "a", 4, " ")
_define('aten::ljust(str self, int width, str fillchar=" ") -> str', _filling(str.ljust), "a", 4, " ")
_define('aten::rjust(str self, int width, str fillchar=" ") -> str', _filling(str.rjust), "a", 4, " ")
_define("aten::zfill(str self, int width) -> str", lambda text, width: text.rjust(width, "0"), "1", 4)
_define("aten::expandtabs(str self, int tabsize=8) -> str", _tabs, "a\tb", 8)

# -- formats


def _format(pattern: str, *values: Any) -> str:
    pieces = pattern.split("{}")
    if len(pieces) - 1 > len(values):
        raise RuntimeError(f"Too few arguments for format string: {pattern}")
    return pieces[0] + "".join(display_text(value) + rest for value, rest in zip(values, pieces[1:], strict=False))


def _percent_format(pattern: str, *given: Any) -> str:
    values = given[0] if isinstance(given[0], tuple) else given[:1]
    used, place = 0, 0
    pieces = []
    while (found := pattern.find("%", place)) >= 0:
        if found == len(pattern) - 1:
            raise RuntimeError("Incomplete format specifier")
        pieces.append(pattern[place:found])
        place = found + 2
        if pattern[found + 1] == "%":
            pieces.append("%")
            continue
        if used >= len(values):
            raise RuntimeError("Too few arguments for format string")
        pieces.append(_formatted(pattern[found + 1], values[used]))
        used += 1
    if used != len(values):
        raise RuntimeError("Too many arguments for format string")
    return "".join(pieces) + pattern[place:]


def _formatted(key: str, value: Any) -> str:
    is_number = isinstance(value, int | float | complex) and not isinstance(value, bool)
    if key in "dieEfF":
        if not is_number:
            raise RuntimeError(f"%{key} requires a number for formatting, but got {_tag(value)}")
        return str(int(value)) if key in "di" else f"%{key}" % _single(float(value))
    if key == "c":
        if not isinstance(value, int | str) or (isinstance(value, str) and len(value) != 1):
            raise RuntimeError(f"%{key} requires an int or char for formatting, but got {_tag(value)}")
        return chr(value % 256) if isinstance(value, int) else value
    if key == "s":
        return display_text(value)
    raise RuntimeError(f"The specifier %{key} is not supported in TorchScript format strings")


def _single(value: float) -> float:
    """Rounded to a 32-bit float, as PyTorch does before it formats one."""
    return float(np.float32(value))


def _tag(value: Any) -> str:
    for python_type, tag in _TAGS:
        if isinstance(value, python_type):
            return tag
    return "None" if value is None else "Object"


_TAGS: tuple[tuple[type, str], ...] = (
    (bool, "Bool"), (str, "String"), (list, "GenericList"), (tuple, "Tuple"), (dict, "GenericDict"), (int, "Int"),
)  # fmt: skip

operator("aten::format(str self, ...) -> str", variants="", samples=lambda: [("{} and {}", 1, 2.0)])(_format)
operator("aten::percentFormat(str self, ...) -> str", variants="", samples=lambda: [("%d", 1)])(_percent_format)
