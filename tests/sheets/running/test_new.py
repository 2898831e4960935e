"""`derive new`: what it writes reads back as what it was written from."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace

import pytest

from derivations.catalog import Selection, default
from derivations.sheets.reader import read
from derivations.show.as_sheet import sheet_of, stated_in
from symbolic.chain import Chain
from symbolic.kernel.judgements import Matrix, Semidefinite
from symbolic.kernel.terms import Term, substitute
from symbolic.language.claim_lowering import lower

SELECTIONS = default().select()
CANNOT_BE_SAID = {
    "hw1.q1": "objective_along objective_unbounded",  # `t` is another real in a claim above
    "hw2.q7": "b_argument_strict",  # a hypothesis for all i that the others do not share
    "hw3.q2a": "loss softmax_step gradient",  # labels: an index chosen by data
    "hw3.q2c": "W2 b2 chain chain_W1 W1 b1",  # labels
    "hw4.q1": "targets_xor_printed targets_xor normal_equations solution_hessian",  # columns X[:, j]
    "hw4.q3": "dyhat_same dyhat_other sign_line_printed sign_line sign_restored grad_W",  # columns
    "hw5.p1": "recursion_any_loss",  # an axis with three entries
}
BEYOND = ("not_differentiable(", "local_minimizer(")
"""Statements of the catalogue that the language of sheets does not have."""


def renamed(data, by):
    """The data of a sequent with other names for indices."""
    if isinstance(data, Term):
        return substitute(data, by)
    if is_dataclass(data):
        return replace(data, **{field.name: renamed(getattr(data, field.name), by) for field in fields(data)})
    if isinstance(data, tuple | frozenset):
        return type(data)(renamed(part, by) for part in data)
    return by.get(data, data)


def with_plain_indices(sequent):
    """Entries of whole arrays take the names that a sheet declares, and others in the catalogue."""
    names = [name for name, _ in sequent.context.indices]
    match sequent.judgement:
        case Semidefinite(matrix=Matrix(row=row, column=column)):
            names += [row, column]
    return renamed(sequent, {name: f"index{n}" for n, name in enumerate(names) if name})


def meaning(claim) -> Counter:
    """What the kernel is asked, whatever hypotheses and indices are called and in whatever order hypotheses stand."""
    links = claim.claims() if isinstance(claim, Chain) else (claim,)
    asked = [with_plain_indices(sequent) for link in links for sequent in lower(link).sequents]
    plain = [replace(s, context=replace(s.context, hypotheses=())) for s in asked]
    given = [frozenset(replace(h, name="") for h in s.context.hypotheses) for s in asked]
    return Counter(zip(plain, given, strict=True))


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda selection: selection.question.id)
def test_a_question_as_a_sheet_asks_the_same(selection: Selection):
    text = sheet_of(selection)
    read_back = {claim.name: claim for claim in read(text, file="-").claims}
    written = {one.name: one for item in selection.items for one in stated_in(selection.question.id, item)}
    left_out = set(CANNOT_BE_SAID.get(selection.question.id, "").split())
    left_out |= {name for name, one in written.items() if str(one.statement).startswith(BEYOND)}
    assert set(written) - set(read_back) == left_out
    for name in left_out:
        assert f"# {name} cannot be said in a sheet: " in text
    for name, claim in read_back.items():
        assert claim.kind == written[name].word
        assert meaning(claim.claim) == meaning(written[name].statement), name


def test_the_verdicts_are_those_of_the_catalogue(derive, sheet):
    text = derive("new", "--from", "hw2.q6")[1]
    status, out, _ = derive("check", sheet(text))
    assert status == 0
    assert "all as expected" in out


def test_the_starter_is_as_expected(derive, sheet):
    status, text, _ = derive("new")
    assert status == 0
    assert derive("check", sheet(text))[0] == 0


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("hw2", "several questions"),
        ("hw2.q99", "no claim is called"),
        ("hw3.q2a", 'nothing of "hw3.q2a" can be said in a sheet: loss cannot be said'),
    ],
)
def test_misuse(id, said, derive):
    status, out, err = derive("new", "--from", id)
    assert (status, out) == (2, "")
    assert said in err


def test_a_question_is_meant_before_those_whose_ids_begin_like_its_own(derive):
    status, out, _ = derive("new", "--from", "hw2.q3")
    assert status == 0
    assert "hw2.q3c" not in out


def test_every_code_is_explained(derive):
    status, out, _ = derive("explain")
    codes = [line.split()[0] for line in out.splitlines() if not line.startswith(" ")]
    assert status == 0
    assert {"unknown-name", "too-expensive", "unreadable-file", "no-meaning"} <= set(codes)
    for code in codes:
        status, out, _ = derive("explain", code)
        assert status == 0
        assert out.startswith(code)


def test_an_unknown_code(derive):
    status, out, err = derive("explain", "unknown-nme")
    assert (status, out) == (2, "")
    assert "did you mean unknown-name" in err
