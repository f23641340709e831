"""What kind of mail it is: a person's word, or a machine's that must answer nothing.

A machine's mail never stops a clock, never reopens a ticket and is never answered: two machines
that answer each other do not end by themselves (RFC 3834, sections 2 and 5).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PERSON = "person"
AUTO_REPLY = "auto_reply"
BOUNCE = "bounce"
RECEIPT = "receipt"
LIST = "list"
KINDS = (PERSON, AUTO_REPLY, BOUNCE, RECEIPT, LIST)

DAEMONS = frozenset({"mailer-daemon", "postmaster", "mail-daemon"})
# Headers whose mere presence says that a machine answers.
AUTO_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-vacation",
)
LIST_HEADERS = ("list-id", "list-post", "list-help", "list-subscribe", "mailing-list")
AUTO_PRECEDENCE = frozenset({"auto_reply", "bulk", "junk"})
# How mail programs of several languages begin the subject of an absence notice.
AUTO_SUBJECT = re.compile(
    r"^\s*(?:"
    r"auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|auto:"
    r"|automatische antwort|abwesenheits(?:notiz|nachricht|meldung)|abwesend"
    r"|automatisch antwoord|afwezigheids|niet aanwezig"
    r"|r[ée]ponse automatique|absence du bureau|absent du bureau"
    r"|respuesta autom[áa]tica|fuera de la oficina"
    r"|risposta automatica|fuori ufficio"
    r"|resposta autom[áa]tica|fora do escrit[óo]rio"
    r"|autosvar|automatiskt svar|automaattinen vastaus|automatyczna odpowied[źz]"
    r"|自动答复|自動回覆|自動応答|رد تلقائي|خودکار جواب"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MailKind:
    """The kind of a mail and the sign it was told by, for whoever wonders why."""

    kind: str
    sign: str = ""

    @property
    def is_person(self) -> bool:
        """Whether a person wrote it, as far as a mail can tell."""
        return self.kind == PERSON


def mail_kind(headers: Iterable[tuple[str, str]], content_type: str = "") -> MailKind:
    """The kind of the mail with these headers.

    :param headers: (name, value) pairs as they came, decoded
    :param content_type: the whole Content-Type of the mail, parameters included
    """
    first = _first_values(headers)
    return (
        _report(content_type or first.get("content-type", ""), first)
        or _from_daemon(first)
        or _auto_reply(first)
        or _list(first)
        or MailKind(PERSON)
    )


def _first_values(headers: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for name, value in headers:
        values.setdefault(name.strip().lower(), " ".join(str(value).split()))
    return values


def _report(content_type: str, headers: Mapping[str, str]) -> MailKind | None:
    """Reports of mail servers and of mail programs (RFC 3464, RFC 8098)."""
    text = content_type.lower()
    if "disposition-notification" in text:
        return MailKind(RECEIPT, "report-type=disposition-notification")
    if "delivery-status" in text or text.startswith("multipart/report"):
        return MailKind(BOUNCE, "multipart/report")
    if "x-failed-recipients" in headers:
        return MailKind(BOUNCE, "X-Failed-Recipients")
    return None


def _from_daemon(headers: Mapping[str, str]) -> MailKind | None:
    address = re.search(r"([^\s<@]+)@", headers.get("from", ""))
    if address and address.group(1).lower() in DAEMONS:
        return MailKind(BOUNCE, f"From: {address.group(1)}")
    if headers.get("return-path", "").replace(" ", "") == "<>":
        return MailKind(AUTO_REPLY, "Return-Path: <>")
    return None


def _auto_reply(headers: Mapping[str, str]) -> MailKind | None:
    submitted = headers.get("auto-submitted", "").split(";")[0].strip().lower()
    if submitted and submitted != "no":
        return MailKind(AUTO_REPLY, f"Auto-Submitted: {submitted}")
    for name in AUTO_HEADERS:
        if headers.get(name, "no").lower() not in ("no", "false", "0"):
            return MailKind(AUTO_REPLY, name)
    precedence = headers.get("precedence", "").lower()
    # mailing lists say bulk too: those that name themselves are told apart below
    if precedence in AUTO_PRECEDENCE and not _list(headers):
        return MailKind(AUTO_REPLY, f"Precedence: {precedence}")
    if AUTO_SUBJECT.match(headers.get("subject", "")):
        return MailKind(AUTO_REPLY, "Subject")
    return None


def _list(headers: Mapping[str, str]) -> MailKind | None:
    for name in LIST_HEADERS:
        if headers.get(name):
            return MailKind(LIST, name)
    if headers.get("precedence", "").lower() == "list":
        return MailKind(LIST, "Precedence: list")
    return None
