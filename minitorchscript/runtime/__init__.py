"""Compiled functions and modules at run time."""
