"""The command line. It starts Qt only when a window is asked for.

Results go to stdout, progress and errors to stderr. Exit: 0 done, 1 findings or a refused input,
2 wrong usage, 130 stopped by the user.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from dossier import __version__
from dossier.cli import output
from dossier.cli.output import tell
from dossier.errors import DossierError

OpenWindow = Callable[[Path | None], int]

DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command; without a command, open the window on the case named, if any."""
    output.prepare()
    try:
        code = _run(list(argv), open_window)
        output.finish()
    except BrokenPipeError:
        output.give_up()
        return DONE
    return code


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    try:
        if not arguments or (arguments[0][:1] != "-" and arguments[0] not in COMMANDS):
            return _window(arguments, open_window)
        options = _parser().parse_args(arguments, argparse.Namespace(open_window=open_window))
        return COMMANDS[options.command].run(options)
    except SystemExit as stop:
        return USAGE if stop.code else DONE
    except DossierError as error:
        tell(str(error))
        return REFUSED
    except KeyboardInterrupt:
        tell("Stopped. Nothing was left half done.")
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        tell(f"{error.filename or 'The system'}: {error.strerror or error}.")
        return REFUSED


def _window(arguments: Sequence[str], open_window: OpenWindow) -> int:
    if len(arguments) > 1:
        tell(f"“{arguments[0]}” is not a command. `dossier --help` lists them.")
        return USAGE
    path = Path(arguments[0]) if arguments else None
    if path is not None and not path.exists():
        tell(
            f"There is no case file {path}, and no command of that name. `dossier --help` lists "
            f"the commands; `dossier new {path}` makes a case."
        )
        return USAGE
    return open_window(path)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words in the help, its arguments, and its verb in a module beside."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    verb: str
    module: str = "commands"

    def run(self, options: argparse.Namespace) -> int:
        """Do it; what it needs is imported now: starting up stays quick."""
        return int(getattr(import_module(f"dossier.cli.{self.module}"), self.verb)(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dossier",
        description="Keeps case files and prints briefs that lead back to stored sources.",
        epilog="`dossier CASE` opens the window on a case; `dossier` alone opens the start page.",
    )
    parser.add_argument("--version", action="version", version=f"Dossier {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.help, description=command.help))
    return parser


def _case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE", help="the case file")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--case", type=Path, metavar="FILE", help="where the copy goes")
    parser.add_argument("--brief", type=Path, metavar="FILE", help="where the PDF goes")
    parser.add_argument("--no-window", action="store_true", help="write the brief only")


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument("--title", metavar="T", help="title of the case")


def _brief_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="ends in .pdf, .docx (Word) or .md (Markdown)",
    )
    parser.add_argument(
        "--template",
        metavar="T",
        help="a name that `dossier templates` lists, or a TOML file; else that of the last issue",
    )
    parser.add_argument("--filter", metavar="QUERY", help="only incidents with these")
    parser.add_argument("--mark", metavar="M", help="handling mark, such as TLP:GREEN")
    parser.add_argument("--paper", choices=("a4", "letter"))
    parser.add_argument("--sides", choices=("one", "both"), help="both leave room at the fold")
    parser.add_argument("--print-size", choices=("normal", "large"), help="large: a third larger")
    parser.add_argument("--contents", choices=("when-long", "always", "never"))
    parser.add_argument(
        "--notes",
        choices=("register", "foot", "end"),
        help="in the register only, at the foot of pages too, or in a list too",
    )
    parser.add_argument(
        "--issue",
        nargs="?",
        const="",
        metavar="TITLE",
        help="store it as the next issue of the brief of that title",
    )
    parser.add_argument(
        "--redact",
        nargs="?",
        const="",
        metavar="LEVEL",
        help="a redacted edition: withhold what is marked above LEVEL, and names never printed",
    )
    parser.add_argument(
        "--withhold",
        action="append",
        default=[],
        metavar="RECORD",
        help="withhold this record too: INC-0003, S-0001, or the name of a person or place",
    )
    parser.add_argument("--password", action="store_true", help="ask for one, and lock the PDF")


def _verify_brief_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pdf", help="the paper")
    _json_arguments(parser)
    parser.add_argument("--password", action="store_true", help="ask for that of a locked PDF")


def _templates_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--copy", metavar="T", help="copy this template, to edit it")
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where the copy goes; else among your templates"
    )


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument("file", type=Path, metavar="FILE")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--dry-run", action="store_true", help="say what would happen")
    way.add_argument("--create", action="store_true", help="make the case from the package")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="its suffix chooses the format")


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument(
        "words", nargs="+", metavar="QUERY", help='such as Kaldar, or "soldiers -Kaldar"'
    )
    _json(parser)


def _history_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument("record", nargs="?", metavar="RECORD", help="such as INC-0001")
    _json(parser)


def _json_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    _json(parser)


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="else beside the case")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    parser.add_argument(
        "case", type=Path, metavar="CASE", help="where it goes; what is there moves aside"
    )


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "demo": Command("open a fresh copy of the sample case", _demo_arguments, "demo"),
        "new": Command("make an empty case file", _new_arguments, "new"),
        "brief": Command("make a brief", _brief_arguments, "brief"),
        "verify-brief": Command(
            "does this paper match this case?", _verify_brief_arguments, "verify_brief", "papers"
        ),
        "templates": Command("list the templates of briefs", _templates_arguments, "templates"),
        "search": Command("search a case", _search_arguments, "search"),
        "history": Command("who changed what when", _history_arguments, "history"),
        "undo": Command("undo the last step, also of an earlier day", _case, "undo"),
        "redo": Command("redo the step undone last", _case, "redo"),
        "check": Command("what a reviewer would catch", _json_arguments, "check"),
        "verify": Command("check integrity, hashes and journal", _json_arguments, "verify"),
        "backup": Command("make a backup and prove it", _backup_arguments, "backup"),
        "restore": Command("make a case from a backup", _restore_arguments, "restore"),
        "import": Command("bring in records from a file", _import_arguments, "import_"),
        "export": Command("write the case in another format", _export_arguments, "export"),
    }
)
