"""Finding a small graph in a large one."""
