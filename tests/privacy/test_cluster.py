"""A cluster of our own lets nobody else in, though it listens for the whole network."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("ray", reason="needs Ray: pip install 'agorascope[ray]'")

OWN = """
import os, subprocess, sys
from agorascope.corpus.engine import Engine
with Engine("ray", workers=1):
    import ray
    address = ray.get_runtime_context().gcs_address
    assert ray.get(ray.remote(lambda: 7).remote()) == 7
    env = {name: value for name, value in os.environ.items() if not name.startswith("RAY_AUTH")}
    done = subprocess.run([sys.executable, "-c", sys.argv[1], address], env=env, capture_output=True, text=True)
    print(done.returncode, done.stdout.strip(), sep="")
    assert os.environ["RAY_AUTH_TOKEN"] not in address
"""
STRANGER = """
import sys, ray
ray.init(sys.argv[1], log_to_driver=False)
print("inside", ray.get(ray.remote(lambda: 8).remote()))
"""


def test_no_stranger_joins_a_cluster_of_ours() -> None:
    """Who knows its address and has no token has nothing run there."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", OWN, STRANGER], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "1\n"
