"""Every template printed of a large case and validated: matrix.py [INCIDENTS], 500 unless said."""

import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

import page as validator

from benchmarks.bigcase import make
from benchmarks.measure import say
from dossier.brief import compose, templates

_PROFILES = ("pdf-ua-1", "pdf-a-3a")


def _failures(data: bytes) -> list[str]:
    # an outline of 500 lines is a chain of as many: more than the validator follows by itself
    limits = validator.SafetyLimits.unlimited()
    reports = [validator.validate_pdf_bytes(data, profile=p, limits=limits) for p in _PROFILES]
    return sorted({f.rule_id for report in reports for f in report.failures})


def main(incidents: int) -> int:
    """Print pages, CPU seconds and failures of each template; give the number of failures."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.dossier"
        with make(path, incidents, incidents) as case:
            for name in templates.BUILT_IN:
                begun, out = time.process_time(), BytesIO()
                material = compose.gather(case, templates.built_in(name))
                made = compose.print_brief(material, out)
                spent = time.process_time() - begun
                found = _failures(out.getvalue())
                failed += len(found)
                say(f"{name:24}{made.pages:6} pages{spent:8.2f} s  {', '.join(found) or 'none'}")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if sys.argv[1:] else 500) else 0)
