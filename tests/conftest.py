"""What every test shares: the hypothesis profiles.

`dev` (25 examples) is the default, `ci` (200, the same ones on every run) is taken where `CI` is set,
`nightly` looks at 5,000. `HYPOTHESIS_PROFILE=nightly make test` chooses by hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Networks differ widely in cost, and a shared machine in speed: a deadline would measure the machine.
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("dev", COMMON, max_examples=25)
settings.register_profile("ci", COMMON, max_examples=200, derandomize=True, print_blob=True)
settings.register_profile("nightly", COMMON, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(autouse=True)
def fresh_unit() -> None:
    """Type numbering starts anew in each test, as in a process that has traced nothing yet."""
    jit = sys.modules.get("minitorchscript.jit")
    if jit is not None:
        jit.fresh_unit()


@pytest.fixture(autouse=True)
def grad_mode() -> Iterator[None]:
    """Grad mode is the process's: a test leaves it as it found it, or says so here and not in the tests behind it."""
    yield
    torch = sys.modules.get("minitorchscript")
    if torch is not None and not torch.is_grad_enabled():
        torch.set_grad_enabled(True)
        pytest.fail("the test left grad mode off")
