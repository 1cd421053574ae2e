# Lists that Python and compiled functions share: torch.jit.script of a list, its methods, and what it refuses.
import copy
import pickle
from typing import Dict, List, Optional, Tuple

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


made("ints", [1, 2])
made("floats", [1.5, 2.0, 1e20])
made("strings", ["a", "b'c"])
made("bools", [True, False])
made("complex", [1 + 2j])
made("nested", [[1, 2], [3]])
made("tuples", [(1, "x"), (2, "y")])
made("dicts", [{"a": 1}])
made("optional", [None, 1])
made("tensors", [torch.tensor([1.0, 2.0]), torch.tensor(3)])
made("empty", [])
made("mixed", [1, "a"])
made("unknown", [[]])
made("objects", [object()])
made("dtypes", [torch.float32])

shared = torch.jit.script([1, 2, 3])
say("is_list", isinstance(shared, list), isinstance(shared, torch._C.ScriptList))


def step(name, action):
    tried(name, lambda: action(shared))
    say(f"{name}.after", shared, len(shared), bool(shared))


step("contains", lambda s: (2 in s, 9 in s))
step("contains_other", lambda s: "a" in s)
step("item", lambda s: (s[0], s[-1]))
step("item_out", lambda s: s[3])
step("item_named", lambda s: s["a"])
step("slice", lambda s: s[1:])
step("slice_back", lambda s: s[::-1])
step("slice_of_zero_steps", lambda s: s[::0])
step("walked", lambda s: [each for each in s])
step("sorted", lambda s: sorted(s))
step("count", lambda s: (s.count(2), s.count(7)))
step("count_other", lambda s: s.count("a"))
step("append", lambda s: s.append(5))
step("append_float", lambda s: s.append(2.5))
step("append_string", lambda s: s.append("a"))
step("extend", lambda s: s.extend([7, 8]))
step("extend_tuple", lambda s: s.extend((9,)))
step("extend_range", lambda s: s.extend(range(2)))
step("extend_shared", lambda s: s.extend(torch.jit.script([4])))
step("extend_other", lambda s: s.extend(["a"]))
step("extend_number", lambda s: s.extend(3))
step("remove", lambda s: s.remove(2))
step("remove_missing", lambda s: s.remove(17))
step("remove_other", lambda s: s.remove("a"))
step("pop", lambda s: s.pop())
step("pop_first", lambda s: s.pop(0))
step("pop_back", lambda s: s.pop(-2))
step("pop_out", lambda s: s.pop(99))
step("insert", lambda s: s.insert(0, 11))
step("insert_back", lambda s: s.insert(-1, 12))
step("insert_end", lambda s: s.insert(len(s), 13))
step("insert_out", lambda s: s.insert(99, 1))
step("insert_before_all", lambda s: s.insert(-99, 1))
step("insert_other", lambda s: s.insert(0, "a"))
step("set", lambda s: s.__setitem__(0, 100))
step("set_out", lambda s: s.__setitem__(99, 1))
step("set_other", lambda s: s.__setitem__(0, "a"))
step("set_slice", lambda s: s.__setitem__(slice(0, 2), [1, 2]))
step("set_slice_short", lambda s: s.__setitem__(slice(0, 2), [1]))
step("set_slice_other", lambda s: s.__setitem__(slice(0, 1), ["a"]))
step("set_slice_tuple", lambda s: s.__setitem__(slice(0, 2), (1, 2)))
step("delete", lambda s: s.__delitem__(0))
step("delete_out", lambda s: s.__delitem__(99))
step("delete_slice", lambda s: s.__delitem__(slice(0, 1)))
step("added", lambda s: s + [1])
step("reversed_in_place", lambda s: s.reverse())
step("equal", lambda s: (s == s, s == [1], torch.jit.script([1]) == torch.jit.script([1])))
step("copied", lambda s: copy.copy(s))
step("pickled", lambda s: pickle.loads(pickle.dumps(s)))
step("cleared", lambda s: s.clear())
step("pop_of_none", lambda s: s.pop())

rows = torch.jit.script([[1, 2], [3]])
row = rows[0]
row.append(9)
say("a_row_is_a_copy", rows, row)


@torch.jit.script
def push(values: List[int], value: int):
    values.append(value)


@torch.jit.script
def push_and_give(values: List[int]):
    values.append(1)
    return values


@torch.jit.script
def push_if_given(values: Optional[List[int]]):
    if values is not None:
        values.append(4)
    return values


@torch.jit.script
def push_inside(values: List[List[int]]):
    values[0].append(5)
    return values


@torch.jit.script
def push_of_pair(pair: Tuple[List[int], int]):
    pair[0].append(pair[1])


@torch.jit.script
def put(values: Dict[str, int]):
    values["a"] = 1


plain = [1]
push(plain, 2)
say("plain", plain)
numbers = torch.jit.script([1])
push(numbers, 2)
say("push", numbers)
given = push_and_give(numbers)
given.append(30)
say("push_and_give", numbers, given, type(given).__name__)
push_if_given(numbers)
say("push_if_given", numbers)
push_inside([numbers])
say("push_inside_plain", numbers)
push_of_pair((numbers, 8))
say("push_of_pair", numbers)
push_inside(rows)
say("push_inside", rows)
tried("put_into_list", lambda: put(numbers))
tried("push_to_dict", lambda: push(torch.jit.script({"a": 1}), 1))
