"""Severity from evidence, by the article's own definitions (FAQ, "What counts as critical").

The questions ask for what people see, not for a judgement; the definitions make the judgement:

- critical: "the system is completely unavailable (users cannot log in), data loss is actively
  occurring or at immediate risk, or a core business process is completely stopped with no
  available workaround"
- high: "major functionality is impaired but the system is partially available with workarounds for
  some users"
- medium: "functionality degraded, workaround available"
- low: "question, guidance, minor issue"
"""

from dataclasses import dataclass

from .messages import _

CRITICAL = "critical"
HIGH = "high"
MEDIUM = "medium"
LOW = "low"
SEVERITIES = (CRITICAL, HIGH, MEDIUM, LOW)

QUESTION = "question"
FLAW = "flaw"
IMPAIRED = "impaired"
STOPPED = "stopped"
IMPACTS = (QUESTION, FLAW, IMPAIRED, STOPPED)
DATA_LOSSES = ("none", "risk", "active")
WORKAROUNDS = ("everyone", "some", "nobody", "unknown")

REASONS = {
    "no_login": _("Nobody can log in."),
    "data_active": _("Data is being lost or corrupted."),
    "data_risk": _("Data is at immediate risk."),
    "stopped": _("Work has stopped and no workaround is known."),
    "stopped_workaround": _("Work has stopped in one way, but there is a workaround."),
    "impaired": _("Something important is impaired, and not everyone has a workaround."),
    "impaired_everyone": _("Something important is impaired, but everyone has a workaround."),
    "flaw": _("A flaw that gets in somebody's way."),
    "minor": _("A minor flaw: everyone can go on."),
    "question": _("A question; nothing is broken."),
}


@dataclass(frozen=True)
class Proposal:
    """A severity and why: `reason_id` is a key of REASONS, `reason` its English template."""

    severity: str
    reason_id: str

    @property
    def reason(self) -> str:
        """The reason in English, marked for translation."""
        return REASONS[self.reason_id]


def propose(
    impact: str,
    can_log_in: bool | None = None,
    data_loss: str = "none",
    workaround: str | None = None,
) -> Proposal:
    """The severity that the evidence asks for, with the reason.

    What is not known counts as the worse case only where work has stopped or something important
    is impaired: there a wrong "medium" costs hours, a wrong "high" a look.

    :param impact: "question", "flaw", "impaired" or "stopped"
    :param can_log_in: whether colleagues can log in; None: not known
    :param data_loss: "none", "risk" or "active"
    :param workaround: for "everyone", "some" or "nobody"; None or "unknown": not known
    :raises ValueError: names the field
    """
    workaround = workaround or "unknown"
    _check("impact", impact, IMPACTS)
    _check("can_log_in", can_log_in, (True, False, None))
    _check("data_loss", data_loss, DATA_LOSSES)
    _check("workaround", workaround, WORKAROUNDS)
    if can_log_in is False:
        return Proposal(CRITICAL, "no_login")
    if data_loss != "none":
        return Proposal(CRITICAL, f"data_{data_loss}")
    return _BY_IMPACT[impact](workaround)


def _stopped(workaround: str) -> Proposal:
    if workaround in ("everyone", "some"):
        return Proposal(HIGH, "stopped_workaround")
    return Proposal(CRITICAL, "stopped")


def _impaired(workaround: str) -> Proposal:
    if workaround == "everyone":
        return Proposal(MEDIUM, "impaired_everyone")
    return Proposal(HIGH, "impaired")


def _flaw(workaround: str) -> Proposal:
    if workaround in ("everyone", "unknown"):
        return Proposal(LOW, "minor")
    return Proposal(MEDIUM, "flaw")


def _question(_workaround: str) -> Proposal:
    return Proposal(LOW, "question")


_BY_IMPACT = {STOPPED: _stopped, IMPAIRED: _impaired, FLAW: _flaw, QUESTION: _question}


def _check(field: str, value: object, known: tuple) -> None:
    # By identity of type too: 0 and 1 are not answers to a yes-or-no question.
    if not any(value == choice and type(value) is type(choice) for choice in known):
        raise ValueError(f"{field}: one of {known} is needed, not {value!r}")
