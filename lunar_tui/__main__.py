"""``python -m lunar_tui`` is the command ``lunar-tui``."""

from lunar_tui.cli import main

if __name__ == "__main__":
    main()
