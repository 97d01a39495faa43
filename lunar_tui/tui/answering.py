"""A screen above the others that answers once, whoever decides it, and whatever lies above it."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

AnswerT = TypeVar("AnswerT")


class Answering(ModalScreen[AnswerT]):
    """Answers with :meth:`answer`, which a worker may call while the palette lies above."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[AnswerT] = []

    def answer(self, answer: AnswerT) -> None:
        """Closes with an answer, as soon as nothing lies above; only the first one counts."""
        if not self._answers:
            self._answers.append(answer)
            self.on_screen_resume()

    def on_screen_resume(self) -> None:
        # To close while another screen is on top would close that one.
        if self._answers and self.app.screen is self:
            self.dismiss(self._answers[0])
