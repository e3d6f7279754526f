"""Models that the user names in the place of ours: Hugging Face classifiers, and endpoints that are asked."""

from agorascope.guests.choices import chosen
from agorascope.guests.contract import Counts, Guest
from agorascope.guests.loading import load, load_all

__all__ = ["Counts", "Guest", "chosen", "load", "load_all"]
