"""How large the inputs of products get: what evening them out before they are quantised asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Largest = dict[str, NDArray[np.float32]]


def peaks(products: Mapping[str, torch.nn.Linear], run: Callable[[], None]) -> Largest:
    """Give the largest size that each input of each product takes while something is `run`, by the product's name."""
    found: Largest = {}

    def looked(name: str) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        def look(_: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            seen = given[0].detach().abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, 0), seen)

        return look

    hooks = [part.register_forward_pre_hook(looked(name)) for name, part in products.items()]
    with torch.inference_mode():
        run()
    for hook in hooks:
        hook.remove()
    return found
