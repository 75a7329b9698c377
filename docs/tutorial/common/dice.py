# SPDX-License-Identifier: EUPL-1.2
"""Chance that falls the same way on each machine and under each Python.

The standard library promises stable results only for random.random(); choice() and shuffle() have
changed before. So this is SplitMix64 (Steele, Lea and Flood, 2014), with one stream a purpose: a
new kind of evidence then leaves the others as they were.
"""

import hashlib

_MASK = (1 << 64) - 1


class Dice:
    def __init__(self, seed, purpose):
        digest = hashlib.sha256(f"{seed}/{purpose}".encode()).digest()
        self._state = int.from_bytes(digest[:8], "big")

    def _next(self):
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, n):
        """A whole number from 0 up to, but not including, n.

        The bias of the remainder is under n / 2^64."""
        return self._next() % n

    def between(self, low, high):
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, weights):
        """A key of {key: whole-number weight}."""
        ball = self.below(sum(weights.values()))
        for key, weight in weights.items():
            ball -= weight
            if ball < 0:
                return key
        raise AssertionError("weights add up to more than their sum")

    def sample(self, items, n):
        """n different items, in the order drawn."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(n)]
