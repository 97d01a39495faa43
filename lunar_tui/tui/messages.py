"""What panes tell the screen. A pane knows no other pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from lunar_tui.curation import How
    from lunar_tui.facts.model import Claim
    from lunar_tui.suggestions.newcomers import Newcomer
    from lunar_tui.tui.passage import NoPassage, Passage


class Subject(NamedTuple):
    """What the middle pane is about: an entity by its id, or an article by its file name."""

    kind: Literal["entity", "article"]
    id: str


class _AboutSubject(Message):
    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject


class SubjectShown(_AboutSubject):
    """The cursor of a panel moved to something."""


class SubjectOpened(_AboutSubject):
    """Enter was pressed on something in a panel or in the list of matching names."""


class NeighbourOpened(_AboutSubject):
    """Enter was pressed on a neighbour: the view that is open goes on to it."""


class _AboutClaim(Message):
    def __init__(self, claim_id: str) -> None:
        super().__init__()
        self.claim_id = claim_id


class ClaimShown(_AboutClaim):
    """The cursor moved to a claim."""


class ClaimOpened(_AboutClaim):
    """Enter was pressed on a claim."""


class FactChosen(_AboutClaim):
    """A claim was chosen from a list outside of its entity: it is gone to."""


class PassageShown(Message):
    """The cursor of a view moved to something that stands in an article, or in none."""

    def __init__(self, passage: Passage | NoPassage) -> None:
        super().__init__()
        self.passage = passage


class PassageOpened(Message):
    """Enter was pressed on something that stands in an article."""


class SentenceShown(Message):
    """The cursor of the reader moved to a sentence."""

    def __init__(self, file: str, start: int, end: int) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.end = end


class ClaimDrafted(Message):
    """A claim is to be edited in the form before it is written; its id is empty."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self.claim = claim


class NameDrafted(Message):
    """It is to be said what a name means that articles use."""

    def __init__(self, name: Newcomer) -> None:
        super().__init__()
        self.name = name


class EditAsked(Message):
    """The facts are to be edited; ``what`` says in a few words what was done, once it is.

    The screen writes it, reads the workspace again, and tells everything that shows it.
    """

    def __init__(self, what: str, how: How) -> None:
        super().__init__()
        self.what = what
        self.how = how
