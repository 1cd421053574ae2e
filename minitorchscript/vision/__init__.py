"""`torchvision`, as far as it is offered: the classification networks in `vision.models`, and their layers."""

from __future__ import annotations

from . import models, ops

__all__ = ["models", "ops"]
