"""How operators are written in ONNX: one function per operator, named after it.

An operator's block refers to its function (`onnx=elementwise.leaky_relu`); `context` says what such a function gets.
"""

from __future__ import annotations
