"""An error as a browser reports it: bounded, without secrets, known again by its print."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from . import error_print
from .messages import _

KEY = re.compile(r"[A-Za-z0-9-]{16,64}")
READ_HEAD, READ_TAIL = 200_000, 600_000  # characters of a traceback that are read at all
TEXT_LIMIT = 4_000  # characters of what somebody adds
SUMMARY_LIMIT = 160
# what wraps the error that matters: Odoo's own name for any error of the server
EVALUATED = re.compile(r"^ValueError: ([A-Z]\w{1,60})\((['\"])(.*)\2,?\)$")
WRAPPERS = ("RPC_ERROR", "Odoo Server Error", "UncaughtPromiseError", "UncaughtClientError")

NO_REPORT = _("An error is reported with its key and its traceback.")
NO_KEY = _("The report has no key of its own: reload the page and try again.")


@dataclass(frozen=True)
class ErrorReport:
    """What is kept of it.

    :param key: the browser's own name of this report, by which it is sent once
    :param print_: the same for the same error; of an error that cannot be known again, unique
    :param kind: the type of the exception, or ""
    :param module: the addon at fault, or ""
    :param summary: the error in one line, or ""
    :param trace: masked and shortened
    :param text: what the person added
    """

    key: str
    print_: str
    kind: str
    module: str
    summary: str
    trace: str
    text: str


def read(raw: object, person: int) -> ErrorReport:
    """The report in what a browser sent.

    :param person: whose report it is; an error without a print is that person's own
    :raises ValueError: with words for people, when nothing can be made of it
    """
    if not isinstance(raw, Mapping):
        raise ValueError(NO_REPORT)
    key, trace = raw.get("key"), raw.get("traceback")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise ValueError(NO_KEY)
    if not isinstance(trace, str) or not trace.strip():
        raise ValueError(NO_REPORT)
    trace = error_print.mask(_bounded(trace.replace("\0", "")))
    kind = error_print.exception_type(trace)
    own = hashlib.sha256(f"{person} {key}".encode()).hexdigest()
    return ErrorReport(
        key=key,
        print_=error_print.error_print(trace) or own,
        kind=kind,
        module=error_print.module_at_fault(trace),
        summary=_summary(trace, kind, raw.get("message")),
        trace=error_print.shorten(trace),
        text=_text(raw.get("text")),
    )


def _bounded(trace: str) -> str:
    """The begin and the end of an endless text, in whole lines: half a line may hide a secret."""
    if len(trace) <= READ_HEAD + READ_TAIL:
        return trace
    head = trace[:READ_HEAD].rpartition("\n")[0]
    tail = trace[-READ_TAIL:].partition("\n")[2]
    return head + error_print.CUT + tail


def _summary(trace: str, kind: str, message: object) -> str:
    """The line that names the error: of the traceback, else what the browser said."""
    lines = [line for line in trace.splitlines() if kind and line.startswith(kind)]
    line = lines[-1] if lines else message if isinstance(message, str) else ""
    # what evaluated the code adds the code itself, all of it
    line = error_print.mask(line[:2000]).partition(" while evaluating")[0]
    line = EVALUATED.sub(r"\1: \3", " ".join(line.split()))
    if line in WRAPPERS:
        line = ""
    return f"{line[: SUMMARY_LIMIT - 1]}…" if len(line) > SUMMARY_LIMIT else line


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "")[:TEXT_LIMIT].strip()
