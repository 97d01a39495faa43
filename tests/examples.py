"""With how many examples a property is tried: a few, always the same ones, or many new ones."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

TIMES = int(os.environ.get("LUNAR_TUI_EXAMPLES", "1"))
"""How many times as many as usual (`make soak`)."""

settings.register_profile(
    "lunar-tui", max_examples=25 * TIMES, derandomize=TIMES == 1, database=None, deadline=None
)


def examples(count: int, **more: Any) -> settings:
    return settings(max_examples=count * TIMES, **more)
