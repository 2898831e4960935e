"""All that the catalogue states, one claim each: the lines of chains, printed forms and corrections."""

from __future__ import annotations

from derivations.catalog import questions
from derivations.item import Asserted, Erratum
from symbolic.chain import Chain
from symbolic.language.statements import Claim


def of_the_catalogue() -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for question in questions():
        for item in question:
            match item:
                case Asserted(id=id, statement=statement):
                    forms = {id: statement}
                case Erratum(id=id, printed=printed, correct=correct):
                    forms = {f"{id} (printed)": printed, f"{id} (correct)": correct}
                case _:
                    forms = {}
            for name, form in forms.items():
                if isinstance(form, Chain):
                    found |= {f"{name} line {n}": claim for n, claim in enumerate(form.claims(), 1)}
                else:
                    found[name] = form
    return found
