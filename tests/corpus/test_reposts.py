"""Re-posts and campaigns of a whole corpus are those of all its comments looked at together."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from agorascope.corpus.reposts.whole import KINDS
from agorascope.corpus.running import wanted
from agorascope.duplicates import Post, find, in_campaigns
from agorascope.inference import Models
from agorascope.records import Comment, Thread
from agorascope.settings import Settings
from tests.corpus.making import ONE_THREAD, ROOT, Rows, analysed, column, rows, thread
