"""Archives made to harm or damaged on the way: one sentence, and nothing is written anywhere."""

import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import RefusedError
from dossier.exchange import bag as bagging
from dossier.exchange.package import PackageReader
from exchange import bags
from exchange.bags import Files


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which nothing may be left but the package, its temporary folder included."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".zip"] == []


def refusal(path: Path) -> str:
    """The sentence by which a package is refused."""
    with pytest.raises(RefusedError) as caught, PackageReader().read(path):
        pass
    return _check_sentence(caught.value, path)


def _check_sentence(error: RefusedError, path: Path) -> str:
    message = error.message
    assert path.name in message
    assert message.endswith(".")
    assert "\n" not in message
    assert "Errno" not in message
    assert str(path.parent) + "/dossier-" not in message  # the temporary folder says nothing
    return message


def _entry(path: Path, name: str, **more: int) -> Path:
    """A package with one more entry of this name."""
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo(name)
        for key, value in more.items():
            setattr(info, key, value)
        archive.writestr(info, b"x")
    return path


@pytest.fixture
def whole(package: Path, where: Path) -> Path:
    """A sound package that a test may spoil."""
    path = where / "case.zip"
    path.write_bytes(package.read_bytes())
    return path


NAMES = [
    ("../evil", "points outside"),
    ("data/../../evil", "points outside"),
    ("/etc/evil", "points outside"),
    ("data\\..\\evil", "other systems read differently"),
    ("C:evil", "other systems read differently"),
    ("data/a\x1b[2Jb", "other systems read differently"),
    ("data/a\nb", "other systems read differently"),
    ("data//evil", "other systems read differently"),
    ("./data/evil", "other systems read differently"),
    ("data/evil.", "other systems read differently"),
    ("data/evil ", "other systems read differently"),
    ("data/\u202etxt.exe", "other systems read differently"),
    ("BAGIT.TXT", "stands in it twice"),
    ("data/Package.json", "stands in it twice"),
]


@pytest.mark.parametrize(("name", "reason"), NAMES)
def test_a_name_that_could_lead_elsewhere_is_refused(whole: Path, name: str, reason: str) -> None:
    assert reason in refusal(_entry(whole, name))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(whole: Path) -> None:
    assert "“bagit.txt” stands in it twice" in refusal(_entry(whole, "bagit.txt"))


def test_two_spellings_of_one_letter_are_one_name(where: Path) -> None:
    path = bags.zipped(where / "case.zip", {"data/caf\u00e9": b"", "data/cafe\u0301": b""})
    assert "stands in it twice" in refusal(path)


def test_a_link_is_refused(whole: Path) -> None:
    spoilt = _entry(whole, "data/link", external_attr=(stat.S_IFLNK | 0o777) << 16)
    assert "“data/link” is a link" in refusal(spoilt)


def test_an_encrypted_file_is_refused(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("data/secret", b"x")
        archive.infolist()[-1].flag_bits |= 1
    assert "“data/secret” is encrypted" in refusal(whole)


def test_an_unusual_packing_is_refused(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("data/odd", b"x" * 999, zipfile.ZIP_LZMA)
    assert "“data/odd” is packed in an unusual way" in refusal(whole)


def test_a_file_where_a_folder_must_be_is_refused(where: Path) -> None:
    path = bags.zipped(where / "case.zip", {"data": b"", "data/package.json": b"{}"})
    assert "cannot be unpacked" in refusal(path)


# ---- bombs


def test_a_file_that_unpacks_to_far_more_than_it_holds_is_refused(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagging, "SMALL", 100_000)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/bomb", bytes(10**6))
    assert "“data/bomb” unpacks to far more" in refusal(whole)


def test_many_small_files_are_weighed_together(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagging, "SMALL", 100_000)
    path = bags.zipped(where / "case.zip", {f"data/{n}": bytes(90_000) for n in range(50)})
    assert "would unpack to 4,500,000 bytes" in refusal(path)


def test_too_many_files_and_too_many_bytes_are_refused(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagging, "MOST_FILES", 3)
    assert "3 are the most" in refusal(whole)
    monkeypatch.setattr(bagging, "MOST_FILES", 100)
    monkeypatch.setattr(bagging, "MOST_BYTES", 1000)
    assert "would unpack to" in refusal(whole)


@pytest.mark.parametrize("said", [0, 1, 2**31])
def test_a_size_that_is_a_lie_is_found_out(whole: Path, said: int) -> None:
    """The directory at the end says another size than the file has."""
    raw = whole.read_bytes()
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"data/package.json"))
    whole.write_bytes(raw[: at + 24] + struct.pack("<I", said) + raw[at + 28 :])
    refusal(whole)


# ---- damage


def test_what_is_no_archive_is_refused(where: Path) -> None:
    for body in (b"", b"%PDF-1.7", b"PK\x03\x04" + bytes(100)):
        (where / "case.zip").write_bytes(body)
        assert "no zip archive, or a damaged one" in refusal(where / "case.zip")


def test_a_folder_and_a_missing_file_are_named(where: Path) -> None:
    (where / "folder.zip").mkdir()
    assert "Is a directory" in refusal(where / "folder.zip")
    assert "There is no file" in refusal(where / "gone.zip")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_cut_short_is_refused(whole: Path, part: float) -> None:
    raw = whole.read_bytes()
    whole.write_bytes(raw[: int(len(raw) * part)])
    assert "no zip archive, or a damaged one" in refusal(whole)


@settings(max_examples=40)
@given(data=st.data())
def test_an_archive_with_changed_bytes_is_refused_or_harmless(
    package: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Wherever a byte differs: a refusal in words, or all that is read is as it was."""
    raw = bytearray(package.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("fuzz") / "case.zip"
    path.write_bytes(raw)
    with PackageReader().read(package) as sound:
        wanted = sound.records
    try:
        with PackageReader().read(path) as delivery:
            assert delivery.records == wanted
    except RefusedError as error:
        _check_sentence(error, path)


# ---- bags that lie


def _without(name: str) -> Callable[[Files], Files]:
    return lambda held: {key: body for key, body in held.items() if key != name}


def _with(name: str, body: bytes) -> Callable[[Files], Files]:
    return lambda held: {**held, name: body}


def _tampered(held: Files) -> Files:
    name = "data/records/incident.jsonl"
    return {**held, name: held[name].replace(b"Shir Khan", b"Shir Kham")}


def _relabelled(held: Files) -> Files:
    """A valid bag whose sums are SHA-512: no text can be matched with its name."""
    import hashlib

    kept = {name: body for name, body in held.items() if "manifest" not in name}
    lines = (f"{hashlib.sha512(b).hexdigest()}  {n}\n" for n, b in kept.items() if "data/" in n)
    return {**kept, "manifest-sha512.txt": "".join(lines).encode()}


LIES = [
    (_without("bagit.txt"), "it has no bagit.txt"),
    (_with("fetch.txt", b"http://example.org/x - data/x\n"), "fetched from the network"),
    (_with("bagit.txt", b"hello"), "bagit.txt contains invalid tag"),
    (_with("bagit.txt", b"\xff\xfe\x00"), "is not a valid case package"),
    (_with("bagit.txt", b"BagIt-Version: 9.9\nTag-File-Character-Encoding: UTF-8\n"), "9.9"),
    (_with("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: xx\n"), "encoding: xx"),
    (_with("bag-info.txt", b"Payload-Oxum: 1.1\n"), "was changed after it was written"),
    (_with("bag-info.txt", b"Payload-Oxum: many\n"), "case.zip"),
    (_with("bag-info.txt", b"x" * 10**6), "case.zip"),
    (_tampered, "data/records/incident.jsonl"),
    (_without("data/records/incident.jsonl"), "data/records/incident.jsonl, it is missing"),
    (_with("data/extra", b"x"), "data/extra"),
    (_without("manifest-sha256.txt"), "case.zip"),
    (_with("manifest-sha256.txt", b""), "case.zip"),
    (_with("manifest-sha256.txt", b"\xff\xff"), "case.zip"),
    (_with("manifest-sha256.txt", b"0" * 64 + b"  ../../etc/passwd\n"), "case.zip"),
    (_relabelled, "its manifest is not SHA-256"),
]


@pytest.mark.parametrize(("lie", "reason"), LIES)
def test_a_bag_that_is_not_what_it_says_is_refused(
    package: Path, where: Path, lie: Callable[[Files], Files], reason: str
) -> None:
    path = bags.zipped(where / "case.zip", lie(bags.files(package)))
    assert reason in refusal(path)
