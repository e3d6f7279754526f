"""An article's arguments: its own and those it attributes, its thesis, which claim each argument supports."""
