"""Tracing: run a program once, record its operators into a graph, and lift the graph into methods of its modules."""
