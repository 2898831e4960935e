"""`derive show --format numpy`: a module that stands by itself, with one function for each equality."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from derivations.cli import derive

SIZES = {"N": 5, "n": 5, "D": 4, "d": 4, "H": 3, "K": 2, "c": 2}
PASTED = {
    "hw3.q2a.gradient": ("z", "k"),
    "hw3.q2c.W1": ("W2", "W1", "a1", "b1", "b2", "lambda_", "k"),
    "hw3.q2c.b1": ("W2", "W1", "a1", "b1", "b2", "k"),
    "hw3.q2c.W2": ("W2", "W1", "a1", "b1", "b2", "lambda_", "k"),
    "hw3.q2c.b2": ("W2", "W1", "a1", "b1", "b2", "k"),
    "hw1.q1.mean-gradient": ("Y", "X", "w"),
    "hw2.q2c.dL-dx": ("g", "gamma"),
    "hw4.q3.grad-W": ("y", "x", "W", "b"),
}


def written(*ids: str) -> str:
    found = CliRunner().invoke(derive, ["show", *ids, "--format", "numpy"], standalone_mode=False)
    assert found.exception is None, found.output
    return found.output


@pytest.mark.parametrize("id", PASTED)
def test_a_module_to_paste(id: str) -> None:
    module = written(id)
    tree = ast.parse(module)
    assert ast.unparse(tree.body[0]) == "import numpy as np"
    functions = {f.name: f for f in tree.body[1:] if isinstance(f, ast.FunctionDef)}
    assert len(functions) == len(tree.body) - 1
    function = functions[id.replace(".", "_").replace("-", "_")]
    assert tuple(a.arg for a in function.args.args) == PASTED[id]
    doc = ast.get_docstring(function) or ""
    assert doc.startswith(f"{id}: d(")
    assert "Returns (" in doc
    assert max(map(len, module.splitlines())) <= 120
    assert shape_of(module, function) == tuple(SIZES[s] for s in shape_text(doc))


def shape_text(doc: str) -> list[str]:
    return [s for s in doc.rpartition("Returns (")[2].partition(")")[0].replace(" ", "").split(",") if s]


def shape_of(module: str, function: ast.FunctionDef) -> tuple[int, ...]:
    """The shape that the function returns for arrays of the shapes in its docstring."""
    namespace: dict[str, Any] = {}
    exec(compile(module, "pasted", "exec"), namespace)
    lines = (ast.get_docstring(function) or "").splitlines()
    values = []
    for argument in function.args.args:
        (line,) = (text for text in lines if text.startswith(f"{argument.arg}: "))
        shape = [SIZES[s] for s in line.partition("(")[2].partition(")")[0].replace(" ", "").split(",") if s]
        values.append(np.zeros(shape, dtype=int) if "integers" in line else np.ones(shape)[()])
    found: tuple[int, ...] = np.shape(namespace[function.name](*values))
    return found


def test_what_has_no_function() -> None:
    found = CliRunner().invoke(derive, ["show", "hw2.q7b.psd", "--format", "numpy"])
    assert found.exit_code == 2
    assert "states no equality" in found.output
