"""The most probable weights of a logistic regression with Gaussian priors around the general model.

In the form of Gaussian process classification (Rasmussen and Williams 2006, algorithm 3.1, its mode alone): with the
general model as the mean and the priors in the products `gram`, the problem is convex, and Newton's steps lead to its
one solution whatever the order of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.moderation.layer.seen import Matrix

    Labels = NDArray[np.bool_]

STEPS: Final = 100
NEAR: Final = 1e-10
"""Where the largest step of a logit is smaller, the solution is found."""
_FLOOR: Final = 1e-12


def losses(logits: Matrix, labels: Labels) -> Matrix:
    """Give the logarithmic loss of each row."""
    import numpy as np

    return np.logaddexp(0.0, np.where(labels, -logits, logits))


def mode(gram: Matrix, mean: Matrix, labels: Labels) -> Matrix:
    """Give the coefficients (rows,): logits are `mean + gram @ coefficients`, of other rows with their products."""
    import numpy as np

    coefficients, logits = np.zeros(len(mean)), mean
    cost = losses(logits, labels).sum()
    for _ in range(STEPS):
        step = _newton(gram, mean, logits, labels) - coefficients
        length, moved, found, lower = 1.0, coefficients, logits, cost
        while length > NEAR:
            moved = coefficients + length * step
            found = mean + gram @ moved
            lower = losses(found, labels).sum() + 0.5 * moved @ (found - mean)
            if lower <= cost:
                break
            length /= 2.0
        else:
            return coefficients
        far = float(np.abs(found - logits).max())
        coefficients, logits, cost = moved, found, lower
        if far < NEAR:
            break
    return coefficients


def _newton(gram: Matrix, mean: Matrix, logits: Matrix, labels: Labels) -> Matrix:
    """Give the coefficients to which one whole step of Newton's method leads."""
    import numpy as np
    from scipy.linalg import cho_factor, cho_solve

    told = np.exp(-np.logaddexp(0.0, -logits))
    curve = np.maximum(told * (1.0 - told), _FLOOR)
    root = np.sqrt(curve)
    target = curve * (logits - mean) + (labels - told)
    factor = cho_factor(np.eye(len(mean)) + root[:, None] * gram * root, lower=True, check_finite=False)
    solved = cho_solve(factor, root * (gram @ target), check_finite=False)
    found: Matrix = target - root * solved
    return found
