"""What is said where overloads are declared, but nothing implements them."""

from __future__ import annotations

from typing import Any

from ..trace.names import qualified_name
from .parse import source_of

_EXAMPLE = """
Example usage of overload function:
@torch.jit._overload
def my_function(x: type0) -> type0: # decl 1
    pass

@torch.jit._overload
def my_function(x: type1) -> type1: # decl 2
    pass

def my_function(x):                 # implementation
    if isinstance(x, type0):
        return x
    elif isinstance(x, type1):
        return x
"""


def no_implementation(kind: str, declaration: Any) -> RuntimeError:
    """``kind`` is function or method; the declaration is the last one, which stands where the implementation should."""
    lines, first_line, filename = source_of(declaration)
    return RuntimeError(
        f'Implementation for the {kind} "{qualified_name(declaration)}" is missing. Please make sure a definition is'
        " provided and defined after all overload declarations.\n"
        f'File "{filename}", line {first_line}:\n{"".join(lines)}\n{_EXAMPLE}'
    )
