"""Packages taken apart and put together again with right sums: lies that no checksum shows."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
Row = dict[str, Any]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2000
PAGE = "Ҷумҳурии Тоҷикистон — شیرخان بندر\r\nline two\n".encode()
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def files(package: Path) -> Files:
    """All files of a package by name."""
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def payload(package: Path) -> Files:
    """The payload of a package, without data/."""
    held = files(package)
    return {name[5:]: body for name, body in held.items() if name.startswith("data/")}


def zipped(path: Path, held: Mapping[str, bytes]) -> Path:
    """Write files into a zip as they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in held.items():
            archive.writestr(name, body)
    return path


def bag(path: Path, held: Mapping[str, bytes]) -> Path:
    """Write a valid bag around a payload."""
    data = {f"data/{name}": body for name, body in held.items()}
    return zipped(path, {"bagit.txt": DECLARATION, "manifest-sha256.txt": sums(data), **data})


def sums(held: Mapping[str, bytes]) -> bytes:
    """A manifest of these files."""
    lines = (f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in held.items())
    return "".join(lines).encode()


def rows(body: bytes) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in body.splitlines()]


def lines(held: list[Row]) -> bytes:
    """Objects as a file of JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in held).encode()


def changed(held: Files, name: str, change: Callable[[list[Row]], object]) -> Files:
    """The payload with the objects of one file changed in place."""
    objects = rows(held[name])
    change(objects)
    return {**held, name: lines(objects)}
