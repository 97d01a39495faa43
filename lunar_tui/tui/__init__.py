"""The screen. Only this room imports textual; it asks the Library and keeps no facts of its own."""
