"""The formats of an export, by name. A format's module is imported when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lunar_tui.export.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files end, and the module whose ``render`` makes the text."""

    name: str
    suffix: str
    module: str

    def render(self, dossier: Dossier) -> str:
        text: str = import_module(self.module).render(dossier)
        return text


FORMATS: dict[str, Format] = {
    item.name: item for item in (Format("markdown", ".md", "lunar_tui.export.markdown"),)
}
