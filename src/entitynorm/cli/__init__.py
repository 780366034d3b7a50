"""The command line: ``entitynorm COMMAND``. A command's module is imported when the command is asked for."""

from __future__ import annotations

import errno
import io
import sys
from importlib import import_module
from typing import IO, Any

import click

from entitynorm import __version__
from entitynorm.errors import EntitynormError

COMMANDS = {  # in the order of the help -> module that holds it
    "normalize": "normalize",
    "find": "find",
    "explain": "explain",
    "show": "explain",
    "spellings": "explain",
    "build": "build",
    "index": "index",
    "gazetteer": "gazetteer",
}
INTERRUPTED = 130


class Problem(click.ClickException):
    """What a person has to put right: printed as it is, on standard error; exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


class Commands(click.Group):
    """A group whose commands are imported when needed, and whose errors are one clear line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"{__name__}.{COMMANDS[cmd_name]}"), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except EntitynormError as error:
            raise Problem(str(error)) from error
        except UnicodeEncodeError as error:
            raise Problem(f"not Unicode text: {error.object[:80]!r}") from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody listens any more: click ends quietly
                raise
            sys.stdout = io.StringIO()  # what cannot be written now could not at exit either
            raise Problem(str(error)) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="entitynorm", message="%(prog)s %(version)s")
def main() -> None:
    """Map every spelling of an official, treaty, exercise or alliance to one canonical ID.

    \b
    entitynorm normalize Biélooussov Белоусова 别洛乌索夫
    entitynorm find le-monde.txt le-figaro.txt --html names.html
    entitynorm explain DSNV --lang fr

    Exit status: 0 all went well, 1 some lines failed, lint found errors or impact lost IDs, 2 bad usage, files or IDs.
    """
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
