"""What every constructor of a network shares: it is found by its name, and it has no trained weights to give.

`@register_model` gives a constructor its `weights=` and `progress=` keywords, and the warnings that torchvision gives
where a program still writes `pretrained=`, their name before torchvision 0.13.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from ... import nn

__all__ = ["get_model", "get_model_builder", "list_models"]

M = TypeVar("M", bound=nn.Module)
_builders: dict[str, Callable[..., nn.Module]] = {}
_DEPRECATED = "deprecated since 0.13 and may be removed in the future"


def register_model(builder: Callable[..., M]) -> Callable[..., M]:
    """The constructor under its name in `list_models()`, with `weights` and `progress`.

    It raises NotImplementedError for any weights but None (or False, as old programs have it).
    """
    name = builder.__name__

    @functools.wraps(builder)
    def build(*args: Any, **options: Any) -> M:
        if args:
            names = ("weights", "progress")[: len(args)]
            if len(args) > 2:
                raise TypeError(f"{name}() takes from 0 to 2 positional arguments but {len(args)} were given")
            listed = "and ".join(f"'{each}' " for each in names)
            _warn(
                f"Using {listed}as positional parameter(s) is {_DEPRECATED}. Please use keyword parameter(s) instead."
            )
            options.update(zip(names, args, strict=True))
        legacy = "pretrained" in options
        if legacy:
            _warn(f"The parameter 'pretrained' is {_DEPRECATED}, please use 'weights' instead.")
        weights = options.pop("pretrained") if legacy else options.pop("weights", None)
        options.pop("progress", None)
        if weights is not None and weights is not False:
            raise NotImplementedError(
                f"{name}(weights={weights!r}): trained weights are not part of minitorchscript; save the model's "
                "state_dict() in torchvision and use load_state_dict()"
            )
        if legacy or weights is False:
            _warn(
                f"Arguments other than a weight enum or `None` for 'weights' are {_DEPRECATED}. "
                "The current behavior is equivalent to passing `weights=None`."
            )
        return builder(**options)

    _builders[name] = build
    return build


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=3)


def list_models(
    module: Any = None, include: str | Iterable[str] | None = None, exclude: str | Iterable[str] | None = None
) -> list[str]:
    """The names that `get_model` knows, sorted: of one module, and by patterns such as "vgg*"."""
    names = [
        name
        for name, builder in _builders.items()
        if (module is None or builder.__module__.rpartition(".")[0] == module.__name__)
        and (not include or _matches(name, include))
        and not (exclude and _matches(name, exclude))
    ]
    return sorted(names)


def _matches(name: str, patterns: str | Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in ([patterns] if isinstance(patterns, str) else patterns))


def get_model_builder(name: str) -> Callable[..., nn.Module]:
    """The constructor of that name, upper or lower case. Raises ValueError for an unknown one."""
    try:
        return _builders[name.lower()]
    except KeyError:
        raise ValueError(f"Unknown model {name.lower()}") from None


def get_model(name: str, **config: Any) -> nn.Module:
    """A new network by its constructor's name; `config` is handed to it."""
    return get_model_builder(name)(**config)
