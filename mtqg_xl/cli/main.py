"""The command ``mtqg-xl``: its group, its way of failing, its exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any, ClassVar

import click

from mtqg_xl import __version__
from mtqg_xl.cli.console import say_error
from mtqg_xl.cli.helping import VietnameseCommand, VietnameseGroup
from mtqg_xl.messages import ArgumentProblem, MtqgError, say, use_language

CLEAN, FOUND, UNUSABLE, FAULT = 0, 1, 2, 3
#: Commands by name, with the module that holds each; loaded only when called.
COMMANDS = {
    "demo": "demo",
    "forms": "forms",
    "template": "template",
    "check": "check",
    "fix": "fix",
    "unmark": "unmark",
    "export": "export",
    "consolidate": "consolidate",
    "fill": "fill",
    "trace": "trace",
    "form": "form",
    "addin": "addin",
    "ribbon": "ribbon",
}


class LazyGroup(VietnameseGroup):
    """Imports the module of a command when the command is asked for."""

    modules: ClassVar[dict[str, str]] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the work."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called ``cmd_name``, loaded now."""
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f"mtqg_xl.cli.{self.modules[cmd_name]}")
        command: VietnameseCommand = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say an unknown command in our own words."""
        if args and args[0] not in self.modules and not args[0].startswith("-"):
            raise ArgumentProblem("unknown_command", command=args[0])
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    name="mtqg-xl",
    help="Kiểm tra, tổng hợp biểu báo cáo các chương trình mục tiêu quốc gia ngay trên tệp Excel.",
    epilog="Ví dụ: mtqg-xl check bao_lam.xlsx",
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    help="Ngôn ngữ của thông báo.",
    is_eager=True,
    expose_value=False,
    callback=lambda _context, _option, value: use_language(value),
)
@click.option(
    "--forms",
    "own_forms",
    metavar="THƯ_MỤC",
    help="Thư mục biểu mẫu riêng của đơn vị (hoặc đặt biến môi trường MTQG_XL_FORMS).",
)
@click.version_option(__version__, "--version", message="mtqg-xl %(version)s", help="Cho biết phiên bản.")
def group(own_forms: str | None) -> None:
    """The commands; the language is set as soon as it is read."""
    if own_forms is not None:
        # Worker processes inherit the environment, and so know the forms too.
        os.environ["MTQG_XL_FORMS"] = os.fspath(Path(own_forms).absolute())


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code (0 clean, 1 errors in data, 2 unusable, 3 fault)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        result: Any = group.main(arguments, prog_name="mtqg-xl", standalone_mode=False)
        return result if isinstance(result, int) else CLEAN
    except MtqgError as problem:
        say_error(str(problem))
        return UNUSABLE
    except click.ClickException as problem:
        say_error(_in_words(problem))
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        say_error(say("run.stopped"))
        return UNUSABLE
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as fault:
        say_error(say("run.fault", detail=f"{type(fault).__name__}: {fault}"))
        if os.environ.get("MTQG_XL_DEBUG"):
            raise
        return FAULT


def _in_words(problem: click.ClickException) -> str:
    match problem:
        case click.NoSuchOption():
            return say("argument.unknown_option", option=problem.option_name)
        case click.BadOptionUsage():
            return say("argument.missing_value", option=problem.option_name)
        case click.MissingParameter():
            return say("argument.missing_argument", name=_name(problem.param))
        case click.BadParameter():
            choices = getattr(getattr(problem.param, "type", None), "choices", None)
            detail = (
                say("argument.choices", choices=", ".join(_told(choice) for choice in choices))
                if choices
                else say("argument.wrong_type")
            )
            value = _value(problem)
            return say("argument.bad_argument", name=_name(problem.param), value=value, detail=detail)
        case _:
            return say("argument.bad_usage")


def _told(choice: object) -> str:
    """A choice as it is told; marks are quoted, or they would be lost in the sentence."""
    text = str(choice)
    return text if text.isalnum() else f"“{text}”"


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return say("argument.parameter")
    if isinstance(parameter, click.Argument):
        return (parameter.metavar or parameter.human_readable_name).rstrip("…")
    return parameter.opts[-1] if parameter.opts else parameter.human_readable_name


def _value(problem: click.BadParameter) -> str:
    parts = problem.message.split("'")
    return parts[1] if len(parts) > 2 else problem.message.split(" ")[0]
