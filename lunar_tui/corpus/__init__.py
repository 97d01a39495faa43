"""Articles: text in, spans out. Offsets are code points of the file as decoded from UTF-8."""
