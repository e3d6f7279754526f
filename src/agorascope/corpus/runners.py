"""The runners that Daft has: its own on this machine, and Ray's. Neither may report its use over the network."""

from __future__ import annotations

import logging
import os
import secrets
from typing import Final

from agorascope.errors import UsageError
from agorascope.inference.engine import threads_wanted

_QUIET: Final = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "1",
    "DO_NOT_TRACK": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_PATIENCE: Final = 5.0  # seconds
_TOKEN: Final = 32  # bytes


def hush() -> None:
    """Let neither engine report or chatter; to be called before either is imported."""
    os.environ.update(_QUIET)
    logging.getLogger("daft.runners").setLevel(logging.ERROR)  # warns of arguments that are not UTF-8


def native() -> int:
    """Take Daft's own runner; give the number of processors here. Raises `UsageError`."""
    from daft.runners import get_or_create_runner

    os.environ["DAFT_RUNNER"] = "native"
    if get_or_create_runner().name != "native":
        raise UsageError("--engine native: this process works with another engine already; begin a new one")
    return processors()


def processors() -> int:
    """Tell how many processors this process may use."""
    return threads_wanted(0)


def ray(address: str | None, workers: int) -> int:
    """Begin or join a Ray cluster; give the number of its processors. Raises `UsageError`."""
    if address is None:
        _lock()
    try:
        import ray as cluster
    except ImportError as error:
        raise UsageError("--engine ray needs Ray: pip install 'agorascope[ray]'") from error
    import daft

    if not cluster.is_initialized():
        if address not in {None, "auto", "local"}:
            _listens(str(address))
        own = {} if address else {"num_cpus": workers or processors(), "include_dashboard": False}
        try:
            cluster.init(address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=True, **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError(
                f"--address {address}: no Ray cluster answers there ({error}); "
                "one that asks for a token needs RAY_AUTH_MODE=token here too"
            ) from error
    daft.set_runner_ray(noop_if_initialized=True)
    return int(cluster.cluster_resources().get("CPU", 1))


def _lock() -> None:
    """Have a cluster of our own ask for a token that this run makes: Ray listens for the whole network.

    To be called before Ray is imported; one who has chosen a way of asking keeps it.
    """
    if "RAY_AUTH_MODE" not in os.environ:
        os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(_TOKEN))


def _listens(address: str) -> None:
    """Raise `UsageError` where nobody does: Ray would go on asking for many minutes."""
    import socket

    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"--address {address}: give HOST:PORT, ray://HOST:PORT or auto")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError, UnicodeError) as error:
        raise UsageError(f"--address {address}: no Ray cluster answers there ({error})") from error
