"""The views there are, each loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lunar_tui.library import Library

if TYPE_CHECKING:
    from lunar_tui.tui.view import View


def new_view(name: str, library: Library) -> View:
    """The view ``name``; its id is that name."""
    if name == "finder":
        from lunar_tui.tui.finder import Finder

        return Finder(library)
    if name == "findings":
        from lunar_tui.tui.findings import Findings

        return Findings(library)
    if name == "connections":
        from lunar_tui.tui.connections import Connections

        return Connections(library)
    if name == "anchors":
        from lunar_tui.tui.anchors import Anchors

        return Anchors(library)
    if name == "timeline":
        from lunar_tui.tui.timeline import Timeline

        return Timeline(library)
    if name == "suggestions":
        from lunar_tui.tui.suggestions import Suggestions

        return Suggestions(library)
    if name == "names":
        from lunar_tui.tui.names import Names

        return Names(library)
    raise KeyError(name)
