"""Analyses and transformations of fx graphs: shapes, splitting, drawing."""
