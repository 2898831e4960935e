"""Proved gradients as a module with a `torch.autograd.Function`."""

from __future__ import annotations

from derivations.catalog import Selection
from derivations.gradients import of_selection
from numeric_bridge.torch_export.function import torch_function


def torch(selection: Selection) -> str:
    """All stated gradients of one loss among the selected items, once the engine has proved them.

    Raises BridgeError for what states no gradient or has no form in PyTorch, NotProved for what is not proved.
    """
    gradients = of_selection(selection).proved()
    names = [item.id for item in selection.items]
    name = names[0] if len(names) == 1 else selection.question.id
    return torch_function(name, [s.claim for s in gradients.stated], where=gradients.where)
