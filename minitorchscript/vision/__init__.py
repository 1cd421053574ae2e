"""`torchvision`, as far as it is offered: the classification networks in `vision.models`."""

from __future__ import annotations

from . import models

__all__ = ["models"]
