"""Strings: methods, slices, formats, conversions."""

from typing import List, Tuple

import torch


def cases(s: str) -> List[str]:
    return [s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase()]


def stripping(s: str) -> List[str]:
    return [s.strip(), s.lstrip(), s.rstrip(), s.strip("xy"), s.lstrip("x"), s.rstrip("y")]


def questions(s: str) -> List[bool]:
    return [
        s.isdigit(), s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isnumeric(),
        s.isdecimal(), s.isidentifier(), s.isprintable(),
    ]


def splitting(s: str) -> Tuple[List[str], List[str], List[str], List[str], List[str]]:
    return s.split(), s.split(","), s.split(",", 1), s.rsplit(",", 1), s.splitlines()


def partitions(s: str) -> Tuple[Tuple[str, str, str], Tuple[str, str, str]]:
    return s.partition(","), s.rpartition(",")


def searching(s: str, t: str) -> List[int]:
    return [s.find(t), s.rfind(t), s.count(t), s.find(t, 2), s.rfind(t, 0, 3)]


def indices(s: str, t: str) -> List[int]:
    return [s.index(t), s.rindex(t)]


def affixes(s: str) -> List[bool]:
    return [s.startswith("ab"), s.endswith("c"), s.startswith("b", 1), s.endswith("b", 0, 2)]


def padding(s: str) -> List[str]:
    return [s.center(7), s.ljust(6, "*"), s.rjust(6, "-"), s.zfill(6), s.expandtabs(4)]


def replacing(s: str) -> List[str]:
    return [s.replace("a", "bb"), s.replace("a", "", 1), s + "!"]


def joining(parts: List[str]) -> str:
    return ", ".join(parts)


def slicing(s: str) -> List[str]:
    return [s[0], s[-1], s[1:], s[:-1], s[::2], s[1:3]]


def comparing(s: str, t: str) -> List[bool]:
    return [s == t, s != t, s < t, s <= t, s > t, s >= t, s in t]


def formats(n: int, x: float, s: str) -> List[str]:
    return [
        "{} and {}".format(n, s), "{0} {1} {0}".format(n, s) if n > 1000 else "", f"{n}/{x}/{s}", "%d of %s" % (n, s),
        "%.2f" % x, "plain", "%s" % s, "{}".format([n, n]), "{}".format((n, x)), "%5d|%x" % (n, n), "100%% %s" % s,
    ]


def conversions(s: str, n: int, x: float) -> Tuple[int, float, str, str, str, int, str, str, str]:
    return int(s), float(s), str(n), str(x), str(True), ord(s[0]), chr(n), hex(n), bin(n)


def more_conversions(n: int) -> Tuple[str, str, str]:
    return oct(n), str([1.0, 2.5]), str((n, "a", None))


def parse_int(s: str) -> int:
    return int(s)


def parse_float(s: str) -> float:
    return float(s)


def letters(s: str) -> List[str]:
    return list(s)


def letter(s: str, i: int) -> str:
    return s[i]


def escapes() -> str:
    return "tab\t newline\n quote\" backslash\\ bell\a"


def special_letters() -> str:
    return "é and 日本"


def hashes(a: str) -> bool:
    return hash(a) == hash(a)


PROGRAMS = [
    (cases, [("heLLo wOrld",), ("",)]),
    (stripping, [("  xay \n",), ("xxayy",)]),
    (questions, [("abc",), ("123",), ("A b",), ("",), ("Ab Cd",), (" \t",), ("a1_",)]),
    (splitting, [("a,b c,d\ne",), ("",), (" a  b ",)]),
    (partitions, [("a,b,c",), ("abc",)]),
    (searching, [("abcabc", "c"), ("abc", "x"), ("aaa", "a")]),
    (indices, [("abcabc", "c"), ("abc", "x")]),
    (affixes, [("abc",), ("",)]),
    (padding, [("ab",), ("-5",), ("a\tb",)]),
    (replacing, [("banana",)]),
    (joining, [(["a", "b"],), ([],)]),
    (slicing, [("hello",)]),
    (comparing, [("a", "b"), ("ab", "ab"), ("b", "abc")]),
    (formats, [(3, 0.5, "word"), (-1, 1e20, "")]),
    (conversions, [("12", 65, 1.5), ("7", 97, 1e-07)]),
    (more_conversions, [(9,), (-9,)]),
    (parse_int, [("12",), (" 3",), ("-7",), ("abc",), ("1.5",), ("",), ("99999999999999999999",)]),
    (parse_float, [("1.5",), ("abc",), ("1e400",), ("inf",), ("nan",), (" 2",), ("2x",)]),
    (letters, [("abc",)]),
    (letter, [("abc", 1), ("abc", -1), ("abc", 3), ("abc", -4)]),
    (escapes, [()]),
    (special_letters, [()]),
    (hashes, [("a",)]),
]
