"""Files: compiled modules written down and read back, without the Python that made them."""
