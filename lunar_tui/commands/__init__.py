"""The commands: every answer that the screen gives, as text or JSON.

Nothing slow is imported before a command needs it, so that help and completion answer at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from lunar_tui.commands.adding import add
from lunar_tui.commands.entry import program
from lunar_tui.commands.judging import suggest
from lunar_tui.commands.keeping import check, export
from lunar_tui.commands.making import new
from lunar_tui.commands.mending import reanchor
from lunar_tui.commands.mentioning import mentions
from lunar_tui.commands.reading import articles, facts, findings, show, timeline
from lunar_tui.commands.searching import index, search
from lunar_tui.commands.session import DONE, INTERRUPTED, NOTHING, PROGRAM, WRONG_USAGE, Session
from lunar_tui.console import Gone, Unwritable, tell

# In the order of a reader's day, not of the alphabet.
for _command in (
    *(search, facts, show, mentions, findings, timeline, articles),
    *(suggest, export, check, reanchor, index, new, add),
):
    program.add_command(_command)


def run(words: Sequence[str], explore: Callable[[str | None], int]) -> int:
    """Runs the command that ``words`` ask for; the exit code. ``explore`` opens the explorer."""
    try:
        code = program.main(
            list(words), prog_name=PROGRAM, standalone_mode=False, obj=Session(explore)
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except Gone:
        return DONE
    except Unwritable as error:
        tell(f"{PROGRAM}: {error}")
        return NOTHING
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else PROGRAM
        tell(f"{path}: {_sentence(error)}; see {path} --help")
        return WRONG_USAGE
    except click.ClickException as error:
        tell(f"{PROGRAM}: {error.format_message()}")
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else DONE


def _sentence(error: click.UsageError) -> str:
    if not isinstance(error, click.NoSuchOption):
        return error.format_message().rstrip(".")
    near = " or ".join(error.possibilities or ())
    hint = f"did you mean {near}?" if near else "write -- before words that begin with a minus"
    return f'no option "{error.option_name}" ({hint})'
