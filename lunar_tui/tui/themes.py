"""The program's own themes. ``match`` and ``evidence`` colour what was found and what is cited."""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="lunar-night",
    dark=True,
    primary="#8fb8de",
    secondary="#b9a7d6",
    accent="#e8c46a",
    foreground="#d7dce2",
    background="#11151c",
    surface="#161b24",
    panel="#1d2430",
    success="#8fc79a",
    warning="#e8c46a",
    error="#e58a85",
    variables={
        "evidence": "#4a3f1c",
        "evidence-text": "#fff3cf",
        "evidence-other": "#2c2a1f",
        "match": "#e8c46a",
        "text-match": "#11151c",
        "rule": "#33405a",
    },
)

DAY = Theme(
    name="lunar-day",
    dark=False,
    primary="#1f5a8c",
    secondary="#6a4f93",
    accent="#8a5a00",
    foreground="#1c232b",
    background="#fbfaf6",
    surface="#f4f2ea",
    panel="#e8e5da",
    success="#2d6b3c",
    warning="#8a5a00",
    error="#a3342e",
    variables={
        "evidence": "#ffe9a8",
        "evidence-text": "#2b2000",
        "evidence-other": "#f5efd6",
        "match": "#8a5a00",
        "text-match": "#ffffff",
        "rule": "#b9b39f",
    },
)

CONTRAST = Theme(
    name="lunar-contrast",
    dark=True,
    primary="#7fd4ff",
    secondary="#d9b8ff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#7dff9b",
    warning="#ffe14d",
    error="#ff8f8a",
    text_alpha=1.0,
    variables={
        "evidence": "#ffe14d",
        "evidence-text": "#000000",
        "evidence-other": "#4d4400",
        "match": "#7fd4ff",
        "text-match": "#000000",
        "rule": "#9a9a9a",
    },
)

THEMES = (NIGHT, DAY, CONTRAST)
