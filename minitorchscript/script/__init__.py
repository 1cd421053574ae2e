"""The script frontend: from the text of a Python function to a graph, in PyTorch's stages."""
