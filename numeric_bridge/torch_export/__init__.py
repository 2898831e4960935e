"""Proved gradients as a `torch.autograd.Function`, written out as a module."""
