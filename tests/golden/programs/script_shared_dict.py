# Dictionaries that Python and compiled functions share: torch.jit.script of a dict, and what it refuses.
from typing import Dict, List

import torch


def say(name, *values):
    show(name, " ".join(map(repr, values)))


def tried(name, action):
    """The result, or the kind of error."""
    try:
        result = action()
    except Exception as error:
        result = type(error).__name__
    say(name, result, type(result).__name__)


def made(name, values):
    tried(f"made.{name}", lambda: torch.jit.script(values))


made("strings", {"a": 1})
made("ints", {1: 2.5})
made("floats", {1.5: "k"})
made("bools", {True: 1})
made("lists", {"a": [1]})
made("nones", {"a": None})
made("nested", {"x": {"y": 1}})
made("tensor_values", {"t": torch.tensor([1.0])})
made("tuple_keys", {(1, 2): 3})
made("mixed_keys", {"a": 1, 2: 3})
made("empty", {})

shared = torch.jit.script({"a": 1, "b": 2})
say("is_dict", isinstance(shared, dict), isinstance(shared, torch._C.ScriptDict))


def step(name, action):
    tried(name, lambda: action(shared))
    say(f"{name}.after", shared, len(shared), bool(shared))


step("contains", lambda s: ("a" in s, "z" in s))
step("contains_other", lambda s: 1 in s)
step("item", lambda s: s["a"])
step("item_missing", lambda s: s["z"])
step("item_other", lambda s: s[1])
step("set", lambda s: s.__setitem__("c", 3))
step("set_other_key", lambda s: s.__setitem__(1, 3))
step("set_other_value", lambda s: s.__setitem__("c", "x"))
step("delete", lambda s: s.__delitem__("a"))
step("delete_missing", lambda s: s.__delitem__("z"))
step("delete_other", lambda s: s.__delitem__(1))
step("walked", lambda s: list(s))
step("keys", lambda s: list(s.keys()))
step("items", lambda s: list(s.items()))
step("plain", lambda s: dict(s))
step("values", lambda s: s.values())
step("get", lambda s: s.get("b"))
step("equal", lambda s: s == {"b": 2, "c": 3})


@torch.jit.script
def put(values: Dict[str, int], key: str):
    values[key] = len(values)


@torch.jit.script
def put_and_give(values: Dict[str, int]):
    values["given"] = 0
    return values


@torch.jit.script
def push_inside(values: Dict[str, List[int]]):
    values["a"].append(7)


@torch.jit.script
def push(values: List[int]):
    values.append(1)


put(shared, "d")
say("put", shared)
given = put_and_give(shared)
given["more"] = 1
say("put_and_give", shared, given, type(given).__name__)
plain = {"p": 1}
put(plain, "q")
say("plain_is_copied", plain)
nested = torch.jit.script({"a": [1]})
inside = nested["a"]
inside.append(5)
say("an_entry_is_a_copy", nested, inside)
push_inside(nested)
say("push_inside", nested)
tried("push_to_dict", lambda: push(shared))
