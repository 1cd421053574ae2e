"""Tensors: arrays with PyTorch's metadata, and the dispatcher that every operator call goes through."""

from __future__ import annotations
