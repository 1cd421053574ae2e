"""The ``.code`` text of compiled functions."""
