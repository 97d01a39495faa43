"""The keys that move a cursor or a page, the same in all panes: vim's beside the arrows."""

from __future__ import annotations

from textual.binding import Binding

MOVING = (
    Binding("down,j", "move(1)", "Down", show=False),
    Binding("up,k", "move(-1)", "Up", show=False),
    Binding("home,g", "edge(False)", "First", show=False),
    Binding("end,G", "edge(True)", "Last", show=False),
    Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False),
    Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False),
)
"""A pane that has them defines ``action_move(step)``, ``action_edge(last)`` and
``action_page(step)``.
"""
