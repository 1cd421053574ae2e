"""The machinery that keeps the chapters true: their code runs, their outputs are compared, their names exist.

It stands beside the texts, not in the package (a user of the library has no need of it) and not in tests/
(readers run it too). `python -m book COMMAND N`, or `make test-chapter N`. How a text is written stands in
chapters.toml.
"""
