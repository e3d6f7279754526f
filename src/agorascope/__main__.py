"""`python -m agorascope` is the command."""

from agorascope.cli import main

main()
