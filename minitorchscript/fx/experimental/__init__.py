"""Whole-network rewrites built on fx: fusing convolutions with batch norms."""
