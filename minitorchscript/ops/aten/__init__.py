"""The `aten` operators, one file per family."""
