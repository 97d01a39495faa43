"""The frame of a pane: a title in its rule."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region

from lunar_tui.tui.painting import Steady


class Pane(Steady, Vertical):
    """A pane whose title changes often; only the line of the title is painted again."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._entitling = False

    def entitle(self, title: Content) -> None:
        """Sets the title."""
        if title == self.border_title:
            return
        self._entitling = True
        try:
            self.border_title = title
        finally:
            self._entitling = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Pane:
        if self._entitling and not layout:
            # Regions count from the content; the title stands in the rule above it.
            x, y = self.content_offset
            regions = (Region(-x, -y, self.outer_size.width, 1),)
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self
