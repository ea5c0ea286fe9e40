"""What a reviewer would catch in judgements, after the standards of US ICD 203."""

from array import array
from collections.abc import Iterable

from dossier.case.scan import NO_IDS, Find, Found, Rule, Scan, of
from dossier.model import phrasing
from dossier.model.severity import Severity
from dossier.model.terms import JudgementKind
from dossier.model.yardsticks import yardstick


def _worded(*faults: phrasing.Fault) -> Find:
    """Find judgements whose words have one of the faults."""

    def find(rule: Rule, scan: Scan) -> Iterable[Found]:
        rows = scan.rows("judgement", "r.id, r.text, r.scale, r.likelihood, r.kind", "r.text <> ''")
        told = ((id_, phrasing.remarks(*(one or "" for one in held))) for id_, *held in rows)
        wrong = (id_ for id_, said in told if any(one.fault in faults for one in said))
        return [Found(rule, "judgement", "text", array(NO_IDS, wrong))]

    return find


def _off_yardstick(rule: Rule, scan: Scan) -> Iterable[Found]:
    """Find judgements whose likelihood is no word of the yardstick that is chosen."""
    rows = scan.rows("judgement", "r.id, r.scale, r.likelihood", "r.likelihood <> ''")
    off = (id_ for id_, scale, likelihood in rows if not _has_band(scale or "", likelihood))
    return [Found(rule, "judgement", "likelihood", array(NO_IDS, off))]


def _has_band(scale: str, likelihood: str) -> bool:
    measured = yardstick(scale)
    return measured is not None and measured.band(likelihood) is not None


_CONCLUDES = f"r.kind = '{JudgementKind.KEY_JUDGEMENT}'"
# as `Ground.stands`: what lies in the trash, or cites what does, is not printed and bears nothing
_RESTS = (
    "EXISTS (SELECT 1 FROM judgement_link l LEFT JOIN claim k ON k.id = l.claim"
    " LEFT JOIN quote q ON q.id = l.quote"
    " LEFT JOIN incident i ON i.id = coalesce(l.incident, k.incident)"
    " LEFT JOIN citation c ON c.id = coalesce(k.citation, q.citation)"
    " LEFT JOIN text t ON t.id = c.text LEFT JOIN source s ON s.id = t.source"
    " WHERE l.judgement = r.id AND (l.incident IS NOT NULL OR c.id IS NOT NULL)"
    " AND coalesce(l.deleted_at, k.deleted_at, q.deleted_at, i.deleted_at, c.deleted_at,"
    " t.deleted_at, s.deleted_at) IS NULL)"
)
_UNMEASURED = (
    "coalesce(r.likelihood, '') = '' OR coalesce(r.confidence, '') = '' OR coalesce(r.basis, '')"
    " = ''"
)
# the first one of the case that has a yardstick sets it
_MIXED = (
    "coalesce(r.likelihood, '') <> '' AND r.scale <> (SELECT f.scale FROM judgement f WHERE"
    " f.deleted_at IS NULL AND coalesce(f.likelihood, '') <> '' AND f.scale IS NOT NULL"
    " ORDER BY f.position IS NULL, f.position, f.id LIMIT 1)"
)

JUDGEMENT_RULES: tuple[Rule, ...] = (
    Rule(
        "judgement_two_measures",
        "Likelihood and confidence in one sentence",
        "A reader takes one for the other: say how confident you are in a sentence of its own.",
        Severity.WRONG,
        _worded(phrasing.Fault.LIKELIHOOD_WITH_CONFIDENCE),
    ),
    Rule(
        "judgement_words",
        "Judgement in words without a measure",
        "“May” and “cannot rule out” are true of almost everything, and two rows of words are"
        " mixed easily: use one word of the yardstick.",
        Severity.OPEN,
        _worded(phrasing.Fault.VAGUE, phrasing.Fault.MIXED_ROWS, phrasing.Fault.OTHER_TERM),
    ),
    Rule(
        "mixed_yardsticks",
        "Judgements on different yardsticks",
        "The same word means another band on another yardstick: use one for the whole case.",
        Severity.OPEN,
        of("judgement", _MIXED, field="scale"),
    ),
    Rule(
        "likelihood_off_yardstick",
        "Likelihood that is no word of its yardstick",
        "No band stands for it, so none is printed: choose a word of the yardstick.",
        Severity.WRONG,
        _off_yardstick,
    ),
    Rule(
        "unmeasured_judgement",
        "Key judgement without likelihood, confidence or basis",
        "Say how likely it is, how confident you are, and why.",
        Severity.OPEN,
        of("judgement", f"{_CONCLUDES} AND ({_UNMEASURED})", field="likelihood"),
    ),
    Rule(
        "unsupported_judgement",
        "Key judgement without evidence",
        "Nobody can see what it rests on: link incidents, claims or quotes, cited and not in the"
        " trash.",
        Severity.OPEN,
        of("judgement", f"{_CONCLUDES} AND NOT {_RESTS}"),
    ),
)
