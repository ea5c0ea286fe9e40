"""Locking a PDF with a password: AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6.4, revision 6).

qpdf does it by way of pikepdf. Its keys are drawn by chance, so that no two locked files are the
same; and PDF/A forbids encryption (ISO 19005-3, 6.1.3).
"""

from io import BytesIO

from dossier.errors import RefusedError

_LONGEST = 127  # bytes of a password in UTF-8 that revision 6 looks at


def check_password(password: str) -> None:
    """RefusedError for a password that is empty or longer than what readers look at."""
    if not password.strip():
        raise RefusedError("An empty password locks nothing.", "Type a few words.")
    if len(password.encode()) > _LONGEST:
        raise RefusedError(f"The password is longer than {_LONGEST} bytes.", "Take fewer words.")


def lock(data: bytes, password: str) -> bytes:
    """Give a PDF that opens with this password only; its words may still be read aloud."""
    import pikepdf

    check_password(password)
    out = BytesIO()
    rules = pikepdf.Permissions(
        accessibility=True, extract=True, modify_annotation=False, modify_assembly=False,
        modify_form=False, modify_other=False, print_highres=True, print_lowres=True,
    )  # fmt: skip
    key = pikepdf.Encryption(user=password, owner=password, R=6, allow=rules)
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, encryption=key, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()
