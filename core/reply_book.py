"""Replies that are written once and sent often: what one has to be, and what an import changes."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .messages import _
from .placeholders import has_stray_braces, unknown_in

CODE = re.compile(r"[a-z0-9][a-z0-9_.-]*")
LIMITS = MappingProxyType({"code": 60, "name": 120, "topic": 60, "body": 20_000})

# what a reply may name; whoever fills one in has a value, perhaps an empty one, for each
PLACEHOLDERS = MappingProxyType(
    {
        "contact": _("the client's contact, by name"),
        "company": _("the client's company"),
        "number": _("the number of the ticket"),
        "title": _("the title of the ticket"),
        "topic": _("what the ticket is about"),
        "module": _("the licensed module it is about"),
        "severity": _("the severity"),
        "plan": _("the client's support plan"),
        "engineer": _("you, by name"),
        "holder": _("whoever of ECOSIRE has the ticket"),
        "deadline": _("by when the client is to be answered, in both zones"),
        "next_update": _("when the client hears next, in both zones"),
        "link": _("the address of the ticket in the client's Odoo"),
    }
)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply; the same `code` is the same reply in each database."""

    code: str
    name: str
    topic: str  # code of a topic; "": for any ticket
    body: str  # plain text with placeholders


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a reply, in words with gaps that `values` fill."""

    words: str
    values: tuple[tuple[str, str], ...] = ()
    line: int = 0  # in the file that it came from; 0: none

    def at(self, line: int) -> "Fault":
        return Fault(self.words, self.values, line)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does: replies by what becomes of them."""

    new: tuple[Reply, ...] = ()
    changed: tuple[Reply, ...] = ()
    same: tuple[Reply, ...] = ()


def faults_of(reply: Reply, topics: Collection[str]) -> tuple[Fault, ...]:
    """All that is wrong with `reply`.

    :param topics: the codes of topics that there are
    """
    return tuple(_faults_of(reply, topics))


def _faults_of(reply: Reply, topics: Collection[str]) -> Iterable[Fault]:
    if not reply.code:
        yield Fault(_("The code is missing: by it the reply is known when it is imported again."))
    elif not CODE.fullmatch(reply.code):
        yield Fault(
            _("The code “%(code)s” has to be small letters, digits, dots, - and _."),
            (("code", reply.code[:40]),),
        )
    if not reply.name:
        yield Fault(_("The name is missing: engineers choose the reply by it."))
    if not reply.body:
        yield Fault(_("The text is missing."))
    for field, limit in LIMITS.items():
        if len(getattr(reply, field)) > limit:
            yield Fault(
                _("“%(field)s” is longer than %(limit)s characters."),
                (("field", field), ("limit", f"{limit:,}")),
            )
    if reply.topic and reply.topic not in topics:
        yield Fault(
            _("There is no topic with the code “%(topic)s”."), (("topic", reply.topic[:60]),)
        )
    if has_stray_braces(reply.body):
        yield Fault(_("Double braces are open or closed that do not belong to a placeholder."))
    for name in unknown_in(reply.body, PLACEHOLDERS):
        yield Fault(
            _("“{{%(name)s}}” stands for nothing. Known are: %(known)s."),
            (("name", name[:40]), ("known", ", ".join(PLACEHOLDERS))),
        )


def tidy(code: str, name: str, topic: str, body: str) -> Reply:
    """A reply from texts as people and files hold them."""
    lines = (line.rstrip() for line in body.replace("\0", "").splitlines())
    return Reply(
        code=_one_line(code).lower(),
        name=_one_line(name),
        topic=_one_line(topic),
        body="\n".join(lines).strip("\n"),
    )


def compare(known: Mapping[str, Reply], incoming: Iterable[Reply]) -> Changes:
    """What becomes of each incoming reply, by its code."""
    sorts: dict[str, list[Reply]] = {"new": [], "changed": [], "same": []}
    for reply in incoming:
        present = known.get(reply.code)
        sort = "new" if present is None else "same" if present == reply else "changed"
        sorts[sort].append(reply)
    return Changes(**{sort: tuple(replies) for sort, replies in sorts.items()})


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
