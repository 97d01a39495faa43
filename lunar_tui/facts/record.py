"""Reading a mapping key by key: what is missing, misspelt or of the wrong shape is reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lunar_tui.facts.yaml_file import Mapping, Node, Scalar, Sequence
from lunar_tui.problems import Place, Report, did_you_mean

_SHAPES = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}


class Record:
    """One mapping. Call :meth:`close` when all keys were taken: the rest is unknown."""

    def __init__(self, node: Mapping, what: str, report: Report) -> None:
        self.place: Place = node.place
        self.what = what
        self.report = report
        self._values = {key.text: (key, value) for key, value in node.items}
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def place_of(self, key: str) -> Place:
        """Where the value of ``key`` stands, or where the mapping begins."""
        return self._values[key][1].place if key in self._values else self.place

    def node(self, key: str, *, required: bool = False) -> Node | None:
        self._known.append(key)
        if key in self._values:
            return self._values[key][1]
        if required:
            self.report.add(self.place, "S002", f'{self.what} needs a key "{key}"')
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The text of ``key``; None when it is missing or empty."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            wrong_shape(self.report, node, f'"{key}" of {self.what}', "text")
            return None
        if not node.text.strip():
            if required:
                self.report.add(node.place, "S002", f'"{key}" of {self.what} is empty')
            return None
        return node.text

    def choice(self, key: str, words: Collection[str], default: str) -> str:
        """The text of ``key``, which must be one of ``words``."""
        text = self.text(key)
        if text is None:
            return default
        if text not in words:
            hint = did_you_mean(text, list(words))
            self.report.add(
                self.place_of(key),
                "S004",
                f'"{key}" of {self.what} is "{text}"; it must be one of {", ".join(words)}{hint}',
            )
            return default
        return text

    def flag(self, key: str) -> bool:
        return self.choice(key, ("true", "false"), "false") == "true"

    def mapping(self, key: str, *, required: bool = False) -> Mapping | None:
        node = self.node(key, required=required)
        if node is None or isinstance(node, Mapping):
            return node
        wrong_shape(self.report, node, f'"{key}" of {self.what}', "a mapping")
        return None

    def sequence(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The items of ``key``; an empty value is an empty list."""
        node = self.node(key, required=required)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        if isinstance(node, Sequence):
            return node.items
        wrong_shape(self.report, node, f'"{key}" of {self.what}', "a list")
        return ()

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list of ``key``."""
        found = []
        for node in self.sequence(key):
            if isinstance(node, Scalar):
                found.append(node.text)
            else:
                wrong_shape(self.report, node, f'an item of "{key}" of {self.what}', "text")
        return tuple(found)

    def records(self, key: str, what: str, *, required: bool = False) -> Iterator[Record]:
        """The mappings in the list of ``key``."""
        for node in self.sequence(key, required=required):
            if isinstance(node, Mapping):
                yield Record(node, what, self.report)
            else:
                wrong_shape(self.report, node, what, "a mapping")

    def pairs(self, key: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """The text values of a mapping whose keys are free."""
        node = self.mapping(key)
        found = []
        for name, value in node.items if node else ():
            if isinstance(value, Scalar):
                found.append((name, value))
            else:
                wrong_shape(self.report, value, f'"{name.text}" in "{key}"', "text")
        return tuple(found)

    def close(self) -> None:
        for name, (key, _) in self._values.items():
            if name not in self._known:
                hint = did_you_mean(name, self._known) or f"; known are {', '.join(self._known)}"
                self.report.add(key.place, "S001", f'unknown key "{name}" in {self.what}{hint}')


def wrong_shape(report: Report, node: Node, what: str, wanted: str) -> None:
    report.add(node.place, "S003", f"{what} must be {wanted}, not {_SHAPES[type(node)]}")
