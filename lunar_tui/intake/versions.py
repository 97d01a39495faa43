"""Versions: of which article a file is a newer version, and what is kept of the older ones."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from lunar_tui.corpus.article import decode
from lunar_tui.corpus.duplicates import Fingerprint
from lunar_tui.facts.model import Source
from lunar_tui.intake.extract import Extract
from lunar_tui.intake.naming import plain_name
from lunar_tui.intake.stopping import Stop, ask, never
from lunar_tui.workspace import (
    ORIGINALS,
    Workspace,
    digest_of,
    older_texts,
    read_older_text,
)

_LONGEST = 4_000
_ADDRESS = re.compile(
    r"(?i:https?)://(?i:www\.)?(?P<host>[^\s/?#@:]+(?::(?!80\b|443\b)\d+)?)(?::80|:443)?"
    r"(?P<path>[^\s?#]*)(?P<query>\?[^\s#]+)?\??(?:#\S*)?"
)
_OLDER = re.compile(r"(.+)\.[1-9][0-9]{0,5}\.[^.]+(?:\.txt)?")


class Earlier(NamedTuple):
    """Articles of which a file may be a newer version, and what tells so."""

    files: tuple[str, ...] = ()
    by: str = ""
    address: bool = False


class Versions:
    """The articles of a workspace by address, and their older versions by what is in them."""

    def __init__(self, workspace: Workspace, sources: Mapping[str, Source]) -> None:
        self._workspace = workspace
        self._by_address: dict[str, list[str]] = defaultdict(list)
        self._by_bytes: dict[str, str] = {}
        self._by_words: dict[str, str] = {}
        self._sources = dict(sources)
        for file, source in sources.items():
            self._address(file, source.metadata.url)

    def _address(self, file: str, url: str) -> None:
        known = self._by_address[address] if (address := plain_address(url)) else [file]
        if file not in known:
            known.append(file)

    def prepare(self, files: Collection[str], stop: Stop = never) -> None:
        """Reads the older versions that are kept: none of them comes back as a newer one."""
        folder = self._workspace.articles / ORIGINALS
        try:
            names = sorted(entry.name for entry in folder.iterdir() if _OLDER.fullmatch(entry.name))
        except OSError:
            return
        for name in names:
            ask(stop)
            found = _OLDER.fullmatch(name)
            file = f"{found[1]}.txt" if found else ""
            if file in files and (digest := digest_of(self._workspace, f"{ORIGINALS}/{name}")):
                self._by_bytes.setdefault(digest, file)
        for file in files:
            ask(stop)
            for name in older_texts(self._workspace, file) if names else ():
                text = decode(read_older_text(self._workspace, name))[0]
                self._by_words.setdefault(Fingerprint(text).digest, file)

    def described(self, source: Source) -> None:
        """An article that was added or replaced meanwhile."""
        self._sources[source.file] = source
        self._address(source.file, source.metadata.url)

    def superseded(self, file: str, digest: str, words: str) -> None:
        """The bytes and the words of an article that were replaced meanwhile."""
        self._by_bytes[digest] = self._by_words[words] = file

    def older_bytes(self, digest: str) -> str:
        """The article of which a file was an older version; empty if of none."""
        return self._by_bytes.get(digest, "")

    def older_words(self, words: str) -> str:
        """The article that once had these words; empty if none had."""
        return self._by_words.get(words, "")

    def earlier(self, path: Path, extract: Extract, near: Iterable[str]) -> Earlier:
        """Of which articles a file is a newer version.

        The same address is the same article. The same name is it only where the words are ``near``
        and the addresses do not say that these are two.
        """
        url = extract.metadata["url"].value if "url" in extract.metadata else ""
        here = plain_address(url)
        if here and (files := self._by_address.get(here)):
            return Earlier(tuple(files), f"the same address, {url}", address=True)
        name = plain_name(path.name)
        file = f"{name}.txt"
        source = self._sources.get(file)
        there = plain_address(source.metadata.url) if source else ""
        if name and file in set(near) and not (here and there):
            return Earlier((file,), "the same name, and much the same words")
        return Earlier()


def plain_address(url: str) -> str:
    """An address as it is compared; empty for one that names no article, but a site."""
    found = _ADDRESS.fullmatch(url.strip()[:_LONGEST])
    if not found:
        return ""
    host, path, query = found["host"].lower(), found["path"].rstrip("/"), found["query"] or ""
    return f"{host}{path}{query}" if path or query else ""


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
