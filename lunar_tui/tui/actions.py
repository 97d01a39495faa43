"""What the keys do: one table feeds the key bindings, the footer, the palette and the help."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Action(NamedTuple):
    """``name`` is the binding id and, without its dashes, the method of the screen.

    ``show``: stands in the footer. ``palette``: can be chosen by name.
    """

    name: str
    keys: str
    label: str
    help: str
    group: str
    show: bool = False
    palette: bool = True
    method: str = ""
    key_name: str | None = None

    @property
    def call(self) -> str:
        return self.method or self.name.replace("-", "_")

    def binding(self) -> Binding:
        return Binding(
            self.keys,
            self.call,
            self.label,
            show=self.show,
            key_display=self.key_name,
            tooltip=self.help,
            id=self.name,
        )


MOVE, READ, KEEP, PROGRAM = "Moving", "Finding and reading", "Selection", "Program"
EDIT = "Facts"

ACTIONS: tuple[Action, ...] = (
    Action(
        "search",
        "slash",
        "Search",
        "Search all articles as you type",
        READ,
        show=True,
        key_name="/",
        method="view('finder')",
    ),
    Action(
        "findings",
        "f",
        "Findings",
        "Where sources differ, the quotes side by side",
        READ,
        show=True,
        method="view('findings')",
    ),
    Action(
        "timeline",
        "t",
        "Timeline",
        "All dated claims in order, drawn on an axis of years",
        READ,
        show=True,
        method="view('timeline')",
    ),
    Action(
        "connections",
        "c",
        "Connections",
        "What claims link the entity to, drawn; enter goes on to a neighbour",
        READ,
        method="view('connections')",
    ),
    Action(
        "suggestions",
        "p",
        "Proposals",
        "Claims that sentences of the article may support, to be accepted or dismissed",
        READ,
        method="view('suggestions')",
    ),
    Action(
        "names",
        "w",
        "New names",
        "Names that the articles use and that are no entity yet, to be named or dismissed",
        READ,
        method="view('names')",
    ),
    Action(
        "anchors",
        "r",
        "Quotes",
        "Quotes that do not stand word for word any more, with what stands there now",
        READ,
        method="view('anchors')",
    ),
    Action(
        "mentions",
        "m",
        "Mentions",
        "To the sentences that name the entity, below its claims, and back",
        READ,
    ),
    Action("as-of", "a", "As of", "What the sources said by a day of your choice", READ),
    Action(
        "mark",
        "space",
        "Mark",
        "Mark the claim, hit, sentence or entity for export",
        KEEP,
        show=True,
    ),
    Action(
        "export", "e", "Export", "Preview the selection as Markdown and write it", KEEP, show=True
    ),
    Action(
        "previous-evidence",
        "N",
        "Previous",
        "Previous evidence of the claim, mention or hit",
        READ,
        method="evidence(-1)",
    ),
    Action(
        "back", "escape", "Back", "Back to exactly where you were", MOVE, show=True, key_name="esc"
    ),
    Action("help", "question_mark", "Help", "All keys", PROGRAM, show=True, key_name="?"),
    Action(
        "next-evidence",
        "n",
        "Next",
        "Next evidence of the claim, next mention or next hit",
        READ,
        show=True,
        method="evidence(1)",
        key_name="n/N",
    ),
    Action(
        "filter",
        "backslash,ctrl+f",
        "Filter",
        "Filter the panel as you type; enter keeps the filter, esc clears it",
        MOVE,
        show=True,
        key_name="\\",
    ),
    Action(
        "details",
        "i",
        "Details",
        "All that is known of the claim, with its quotes; why a hit was found",
        READ,
    ),
    Action(
        "next-pane",
        "right,l",
        "Pane right",
        "To the pane on the right",
        MOVE,
        method="pane(1)",
        key_name="→/l",
    ),
    Action(
        "previous-pane",
        "left,h",
        "Pane left",
        "To the pane on the left",
        MOVE,
        method="pane(-1)",
        key_name="←/h",
    ),
    Action(
        "follow",
        "s",
        "Supports",
        "To the claims that the sentence in focus supports, and the entities it mentions",
        READ,
    ),
    Action("unfold", "z", "Unfold", "Fold or unfold the page furniture of the article", READ),
    Action("copy", "y", "Copy", "Copy the quote with its source to the terminal's clipboard", KEEP),
    Action("unmark-all", "U", "Unmark all", "Empty the selection; once more brings it back", KEEP),
    Action("quit", "q", "Quit", "Leave; the selection is kept", PROGRAM, method="app.quit"),
)

#: What only the present can do: facts of a day in the past are not edited.
EDITING: tuple[Action, ...] = (
    Action(
        "claim",
        "A",
        "New claim",
        "A new claim that rests on the sentence, or on the words chosen with v",
        EDIT,
        show=True,
    ),
    Action(
        "edit",
        "E",
        "Edit",
        "Edit the claim; in a panel the entity with its names, or the article; a finding of yours",
        EDIT,
    ),
    Action(
        "delete",
        "D",
        "Delete",
        "Delete the claim or your finding; in a panel the entity, after it is said what that means",
        EDIT,
    ),
    Action(
        "name-it",
        "W",
        "Name",
        "What the chosen words name: an entity that is there, or a new one",
        EDIT,
    ),
    Action("merge", "M", "Merge", "The entity is the same as another one", EDIT),
    Action(
        "excuse",
        "x",
        "Excuse",
        "Excuse the sentence: no claim needs to cite it; of one that is, change or drop the excuse",
        EDIT,
    ),
    Action(
        "zone",
        "Z",
        "Zone",
        "Mark what the sentence or the chosen words are: body, caption, related, notice …",
        EDIT,
    ),
    Action(
        "note-finding",
        "F",
        "New finding",
        "A finding of yours over the marked claims and the one under the cursor",
        EDIT,
    ),
    Action(
        "add-articles",
        "I",
        "Add articles",
        "Bring articles in: text, Markdown, saved pages, PDF, or a folder of them",
        EDIT,
    ),
    Action("undo", "u", "Undo", "Take the last edit of the facts back", EDIT),
)

#: Keys that a list or the reader answers to itself; listed in the help for completeness.
LIST_KEYS: tuple[tuple[str, str], ...] = (
    ("↑ ↓ j k", "Up and down; the article follows"),
    ("g G", "First and last"),
    ("ctrl+d ctrl+u", "A page down, a page up"),
    ("1 … 9 0  [ ]", "To a panel by its number; the next, the previous one"),
    ("tab shift+tab", "Next and previous pane"),
    ("tab ↑ ↓", "In the search box: complete what is offered; earlier and later queries"),
    ("o v", "In the timeline: only this entity; only the next kind"),
    ("enter d E o", "In the proposals: accept, dismiss, edit before; all articles, and back"),
    ("enter d o", "In the new names: say what it names, dismiss; those used once, too"),
    ("enter 1 … 9 0 +", "In the quotes: take the candidate, leave it; take all that moved"),
    ("m", "In the connections: all links as a matrix, and back"),
    ("v ← → shift+→ o", "In the article: choose words; v again widens, o moves the other end"),
    ("v n N", "There: to the next number, date or name, and back"),
    ("shift+↓ shift+↑", "There: a sentence more, over paragraphs too, as a zone may go"),
    ("enter", "Deeper: into the claims, along a link (↗), into the article"),
    ("ctrl+p", "Command palette: every action by name, and the themes"),
)
