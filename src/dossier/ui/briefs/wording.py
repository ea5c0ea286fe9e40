"""What is said about a brief: what it holds, what it lacks, why there is none."""

from typing import TYPE_CHECKING

from dossier.ui.briefs.proof import Proof
from dossier.ui.notation import counted

if TYPE_CHECKING:
    from dossier.case.case import Case

_NAMED = 12  # characters that are named; a whole script need not be listed


def unprintable(case: "Case") -> str:
    """Say why there is nothing to print in a case; "" if there is something."""
    from dossier.case import find

    if any(find.holds(case, kind) for kind in ("incident", "quote", "source")):
        return ""
    return (
        "A brief prints the incidents of the case with what each source says, and numbered notes "
        "that lead to its exact words. Record an incident or a source first."
    )


def facts(proof: Proof) -> str:
    """Say how long the brief is, what it is about, and its mark."""
    parts = [
        counted(proof.report.pages, "page"),
        counted(proof.incidents, "incident"),
        proof.mark,
    ]
    return "  ·  ".join(part for part in parts if part)


def warning(proof: Proof) -> str:
    """Say what the reader of the PDF would miss; "" if nothing."""
    lines = []
    if proof.spec.words and not proof.incidents:
        lines.append("No incident has these words.")
    missing = proof.report.missing
    if missing:
        named = ", ".join(f"{letter} U+{ord(letter[0]):04X}" for letter in list(missing)[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        lines.append(f"No font has these characters, they print as empty boxes: {named}{more}")
    return "\n".join((*lines, *proof.report.remarks))
