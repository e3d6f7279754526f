"""XML exports of any size: cut into rows before anything parses them, each row mended by itself."""
