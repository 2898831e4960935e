"""The text of a module with one `torch.autograd.Function`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numeric_bridge.torch_export.writer import Writer
from symbolic.kernel.judgements import Axis


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of `forward`: an array, a label or a size."""

    name: str
    written: str
    axes: tuple[Axis, ...]
    kind: str  # array, label, size

    def __str__(self) -> str:
        shape = f"({', '.join(map(str, self.axes))}{',' if len(self.axes) == 1 else ''})"
        if self.kind == "label":
            return f"{self.name}: {shape} integers from 0"
        return f"{self.name}: {shape}" if self.axes else f"{self.name}: a number"


@dataclass(frozen=True, slots=True)
class Module:
    """What is written into it; `gradients` are the parameters, the first ones, that have one in `slopes`."""

    name: str
    heading: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    gradients: tuple[str, ...]
    forward: Writer
    backward: Writer
    loss: str
    slopes: tuple[str, ...]

    def tensors(self) -> tuple[str, ...]:
        """What `backward` needs of `forward` and autograd keeps: its tensors, and results on the way."""
        kept = [p.name for p in self.parameters if p.name in self._needed() and self._is_tensor(p)]
        made = [v.text for v in self.forward.made.values() if v.text in self.backward.used]
        return (*kept, *made)

    def attributes(self) -> tuple[str, ...]:
        """The other things that it needs: numbers."""
        return tuple(p.name for p in self.parameters if p.name in self._needed() and not self._is_tensor(p))

    def _is_tensor(self, p: Parameter) -> bool:
        return bool(p.axes) or p.name in self.gradients

    def _needed(self) -> set[str]:
        """Parameters that the lines of `backward` name, or that it reads sizes from."""
        used = self.backward.used | {self.backward.parameters.get(s, s) for s in self.backward.sizes}
        tensors = [p for p in self.parameters if p.name in used and p.axes]
        for size in self.backward.sizes:
            if not any(size in p.axes for p in tensors):
                tensors += [p for p in self.parameters if size in p.axes][:1]
        return used | {p.name for p in tensors}


def written(module: Module) -> Iterator[str]:
    """The lines of the module."""
    yield f'"""{module.heading[0]}'
    yield from module.heading[1:]
    yield '"""'
    yield ""
    yield "import torch"
    lines = [*_forward(module), "", *_backward(module)]
    if any("F." in line for line in lines):
        yield "import torch.nn.functional as F"
    yield "from torch.autograd.function import once_differentiable"
    yield from ("", "", f"class {module.name}(torch.autograd.Function):")
    call = ", ".join(p.name for p in module.parameters)
    yield f'    """The loss is `{module.name}.apply({call})`.'
    yield ""
    yield from (f"    {p}" for p in module.parameters)
    yield '    """'
    yield ""
    yield from (f"    {line}".rstrip() for line in lines)


def _forward(module: Module) -> Iterator[str]:
    yield "@staticmethod"
    yield f"def forward(ctx, {', '.join(p.name for p in module.parameters)}):"
    first = next((p.name for p in module.parameters if p.axes or p.name in module.gradients), "")
    yield from (f"    {line}" for line in _prelude(module, module.forward, first, list(module.parameters)))
    yield from (f"    {line}" for line in module.forward.lines)
    if module.tensors():
        yield f"    ctx.save_for_backward({', '.join(module.tensors())})"
    for name in module.attributes():
        yield f"    ctx.{name} = {name}"
    yield f"    return {module.loss}"


def _backward(module: Module) -> Iterator[str]:
    yield "@staticmethod"
    yield "@once_differentiable"
    yield "def backward(ctx, upstream):"
    known = len(module.gradients)
    others = [p.name for p in module.parameters[known:]]
    if others:
        yield f"    if any(ctx.needs_input_grad[{known}:]):"
        yield f'        raise NotImplementedError("no gradient is proved for {", ".join(others)}")'
    tensors = module.tensors()
    if tensors:
        yield f"    {', '.join(tensors)}{',' if len(tensors) == 1 else ''} = ctx.saved_tensors"
    for name in module.attributes():
        yield f"    {name} = ctx.{name}"
    there = [p for p in module.parameters if p.name in tensors]
    yield from (f"    {line}" for line in _prelude(module, module.backward, "upstream", there))
    yield from (f"    {line}" for line in module.backward.lines)
    for name, slope in zip(module.gradients, module.slopes, strict=True):
        yield f"    d_{name} = {slope}"
    results = [*(f"d_{name}" for name in module.gradients), *("None" for _ in others)]
    yield f"    return {', '.join(results)}"


def _prelude(module: Module, writer: Writer, first: str, there: list[Parameter]) -> Iterator[str]:
    """Sizes from shapes, and the type and device of new tensors."""
    missing = [s for s in writer.sizes if not any(p.written == s for p in module.parameters)]
    for p in there:
        here = [a for a in p.axes if isinstance(a, str) and a in missing]
        if len(set(here)) == len(p.axes) > 1:
            yield f"{', '.join(writer.parameters[a] for a in here)} = {p.name}.shape"
        else:
            for size in dict.fromkeys(here):
                yield f"{writer.parameters[size]} = {p.name}.shape[{p.axes.index(size)}]"
        missing = [s for s in missing if s not in here]
    words = [w for w in ("dtype", "device") if w in writer.used]
    if words:
        yield f"{', '.join(words)} = {', '.join(f'{first}.{w}' for w in words)}"
