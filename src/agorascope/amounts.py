"""How many there are of something, in English words: messages of commands are English, reports have catalogues."""


def many(count: int, one: str, several: str = "") -> str:
    """Say how many there are, thousands with commas; `several` is the plural where it is not `one` with an s."""
    return f"{count} {one}" if count == 1 else f"{count:,} {several or f'{one}s'}"
