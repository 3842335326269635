"""Argos packages: on disk, in archives, in an index, and in the lock of a project.

- `installed`: the packages on disk, and the way from one language to another
- `archive`, `installation`, `record`: one is unpacked, put in place or taken away, and noted
- `index`, `download`, `partial`, `supply`: one is offered somewhere, and fetched
- `lock`: `l10n.lock`, which names the archives of a project's models
"""

from l10n.models.installation import Expected, Installed, install, remove
from l10n.models.installed import FIREFOX, BrokenModel, Model, argos_folder, broken, find, fingerprint, installed, route
from l10n.models.tokenizer import Tokenizer, bpe_tokenizer

__all__ = [
    "FIREFOX",
    "BrokenModel",
    "Expected",
    "Installed",
    "Model",
    "Tokenizer",
    "argos_folder",
    "bpe_tokenizer",
    "broken",
    "find",
    "fingerprint",
    "install",
    "installed",
    "remove",
    "route",
]
