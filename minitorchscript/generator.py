"""Random bits: the Mersenne Twister (MT19937) seeded and consumed as PyTorch's CPU generator does.

numpy's bit generator supplies the raw 32-bit words, vectorized; this class owns what numpy's seeding would
do differently (Knuth's initialization from the low 32 bits of the seed) and what Box-Muller leaves over:
each pair of normal samples has a second half, kept for the next call. Turning bits into numbers is
`ops/distributions.py`.
"""

from __future__ import annotations

import secrets
import struct

import numpy as np
import numpy.typing as npt

from .device import cpu, device

DEFAULT_SEED = 67280421310721
_WORDS = 624
# seed, left, seeded, next, 624 words, normal_x, normal_y, normal_rho, double valid, float sample, float valid
_STATE = struct.Struct(f"<QiiQ{_WORDS}Qdddi4xf?3x")


def _knuth_words(seed: int) -> npt.NDArray[np.uint32]:
    """Return the 624 state words that the low 32 bits of `seed` expand to (Matsumoto's init_genrand)."""
    word = seed & 0xFFFFFFFF
    words = [word]
    for index in range(1, _WORDS):
        word = (1812433253 * (word ^ (word >> 30)) + index) & 0xFFFFFFFF
        words.append(word)
    return np.array(words, dtype=np.uint32)


class Generator:
    """A CPU random number generator with PyTorch's seeding, draws and state layout.

    `manual_seed` takes any integer in [-2**63, 2**64); a negative one stands for 2**64 + seed. All of it is
    remembered (`initial_seed`), but the engine sees the low 32 bits only.
    """

    __slots__ = ("__weakref__", "_engine", "_fresh", "_seed", "next_double_normal", "next_float_normal")

    def __init__(self, device: device | str = "cpu") -> None:
        if str(device) != "cpu":
            raise RuntimeError(f"Device type {device} is not supported for torch.Generator() api; use 'cpu'.")
        self._engine = np.random.MT19937(0)
        self.next_float_normal: float | None = None
        self.next_double_normal: float | None = None
        self.manual_seed(DEFAULT_SEED)

    def manual_seed(self, seed: int) -> Generator:
        """Restart the sequence from `seed` and return this generator."""
        seed = int(seed)
        if not -(1 << 63) <= seed < 1 << 64:
            raise ValueError("Overflow when unpacking long long")
        self._seed = seed % (1 << 64)
        self._restart(_knuth_words(self._seed), position=_WORDS)
        self._fresh = True
        return self

    def seed(self) -> int:
        """Seed from the operating system's entropy and return the seed chosen."""
        self.manual_seed(secrets.randbits(53))
        return self._seed

    def initial_seed(self) -> int:
        """Return the seed last set."""
        return self._seed

    @property
    def device(self) -> device:
        """The device that the numbers are made on."""
        return cpu

    def random32(self, count: int) -> npt.NDArray[np.uint64]:
        """Draw `count` 32-bit words (held in 64-bit integers, as the engine hands them over)."""
        if count:
            self._fresh = False
        words: npt.NDArray[np.uint64] = self._engine.random_raw(count)
        return words

    def random64(self, count: int) -> npt.NDArray[np.uint64]:
        """Draw `count` 64-bit words, each from two 32-bit ones, high half first."""
        words = self.random32(2 * count)
        return (words[0::2] << np.uint64(32)) | words[1::2]

    def get_state(self) -> npt.NDArray[np.uint8]:
        """Return the whole state as 5056 bytes, laid out as `torch.get_rng_state()`."""
        state = self._engine.state["state"]
        position = 0 if self._fresh else int(state["pos"])
        left = 1 if self._fresh else _WORDS + 1 - position
        packed = _STATE.pack(
            self._seed,
            left,
            1,
            position,
            *state["key"].tolist(),
            0.0,
            self.next_double_normal or 0.0,
            0.0,
            self.next_double_normal is not None,
            self.next_float_normal or 0.0,
            self.next_float_normal is not None,
        )
        return np.frombuffer(packed, dtype=np.uint8).copy()

    def set_state(self, state: npt.NDArray[np.uint8]) -> Generator:
        """Take over a state that `get_state` returned; RuntimeError if it is none."""
        if state.dtype != np.uint8 or state.size != _STATE.size:
            raise RuntimeError(
                f"Expected a CPUGeneratorImplState of size {_STATE.size} but found the input RNG state "
                "size to be "
                f"{state.size}"
            )
        seed, left, seeded, position, *rest = _STATE.unpack(np.ascontiguousarray(state).tobytes())
        words, (_, double_normal, _, double_valid, float_normal, float_valid) = rest[:_WORDS], rest[_WORDS:]
        if not (seeded and 0 < left <= _WORDS and position <= _WORDS):
            raise RuntimeError("Invalid mt19937 state")
        self._seed = seed
        self._restart(np.array(words, dtype=np.uint64).astype(np.uint32), _WORDS if left == 1 else position)
        self._fresh = position == 0
        self.next_double_normal = double_normal if double_valid else None
        self.next_float_normal = float_normal if float_valid else None
        return self

    def clone_state(self) -> Generator:
        """Return a second generator that will draw the same numbers."""
        return Generator().set_state(self.get_state())

    def _restart(self, words: npt.NDArray[np.uint32], position: int) -> None:
        self._engine.state = {"bit_generator": "MT19937", "state": {"key": words, "pos": position}}
        self.next_float_normal = self.next_double_normal = None

    def __repr__(self) -> str:
        return f"<torch._C.Generator object at {id(self):#x}>"
