"""Pages that a browser saved as one file: MHTML (Chrome, Edge) and the web archives of Safari."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.intake.extract import UnreadableError


class Page(NamedTuple):
    """A page as it was sent, and where it was."""

    html: bytes
    address: str = ""
    charset: str = ""


def from_mhtml(data: bytes) -> Page:
    """The page of an MHTML file (RFC 2557): its first part that is HTML.

    Raises:
        UnreadableError: there is none.
    """
    import email
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        address = message.get("Snapshot-Content-Location", "")
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    charset = part.get_content_charset("")
                    return Page(content, str(address or part.get("Content-Location", "")), charset)
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableError(f"not a valid MHTML file: {error}") from None
    raise UnreadableError("there is no page in this MHTML file")


def from_webarchive(data: bytes) -> Page:
    """The page of a web archive, which is a property list.

    Raises:
        UnreadableError: it is none.
    """
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        main = plistlib.loads(data)["WebMainResource"]
        html = main["WebResourceData"]
        address, charset = main.get("WebResourceURL", ""), main.get("WebResourceTextEncodingName")
    except (ExpatError, LookupError, TypeError, AttributeError, ValueError, RecursionError):
        raise UnreadableError("not a valid web archive") from None
    if not isinstance(html, bytes):
        raise UnreadableError("there is no page in this web archive")
    return Page(html, str(address), str(charset or ""))
