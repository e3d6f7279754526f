"""The one place where models are found, checked, loaded and run."""

from agorascope.inference.models import Models
from agorascope.inference.store import Installed, Manifest, Model, installed

__all__ = ["Installed", "Manifest", "Model", "Models", "installed"]
