"""Is it in the plan? A verdict from the topic, the plan and the licence, with words for it.

Nothing is ever refused. What is outside the plan always has two ways on; what nobody can know
yet, or what only our own list of licences leaves open, runs on a clock and is settled later.

The article's Tier 1, "All Licensed Module Customers", covers for every licensed module: "bug
reports and defect resolution", "installation and upgrade guidance", "configuration questions".
"""

from dataclasses import dataclass, field

from .messages import _

IN_PLAN = "in_plan"
OTHER_PLAN = "other_plan"
UNKNOWN = "unknown"
QUOTED = "quoted"
VERDICTS = (IN_PLAN, OTHER_PLAN, UNKNOWN, QUOTED)

PRODUCTION = "production"
STAGING = "staging"
UNLICENSED = "unlicensed"  # a module was named of which no licence is known
USES = (PRODUCTION, STAGING, UNLICENSED)

ASK_QUOTE = "ask_quote"
ASK_PLAN = "ask_plan"
SAY_WHY = "say_why"  # write why it should be covered: an engineer can treat it as covered

REASONS = {
    "professional": _("“%(topic)s” is professional services, not support: ECOSIRE makes a quote."),
    "in_plan": _("“%(topic)s” is in the %(plan)s support plan."),
    "licensed": _("You have a licence for “%(module)s”: “%(topic)s” is in every support plan."),
    "renew": _(
        "The updates of “%(module)s” ended on %(until)s: a newer version needs them renewed, for "
        "which ECOSIRE makes a quote. Help with the version you have stays in your plan: say so, "
        "and an engineer treats it as covered."
    ),
    "unlicensed": _(
        "No licence for “%(module)s” is entered here. The clock runs; whether it is in the plan "
        "is settled once ECOSIRE has looked. Your support manager can enter the licence."
    ),
    "diagnosis": _(
        "Nobody can know the cause yet. The clock runs; whether it is in the plan is "
        "settled once it is diagnosed."
    ),
    "other_plan": _(
        "“%(topic)s” is covered from the %(covering)s support plan on. Ask for a quote, or "
        "ask for that plan."
    ),
    "no_plan": _("No support plan covers “%(topic)s”: ECOSIRE makes a quote."),
}
NOTES = {
    "expired": _(
        "Its updates ended on %(until)s: a defect is cured all the same, but a newer version "
        "needs them renewed."
    ),
    "staging": _(
        "The licence is for staging. If production is affected, choose the production licence or "
        "say so in the text; the ticket is worked all the same."
    ),
}


@dataclass(frozen=True)
class TopicFacts:
    """What the topic itself says.

    :param never_covered: professional services
    :param needs_diagnosis: nobody can know the cause yet
    :param about_module: it is about a licensed module, and in every plan for one
    :param newer_version: what it asks for is in the updates that were bought with the licence
    """

    name: str
    never_covered: bool = False
    needs_diagnosis: bool = False
    about_module: bool = False
    newer_version: bool = False

    def __post_init__(self):
        _check_text("name", self.name)
        for flag in ("never_covered", "needs_diagnosis", "about_module", "newer_version"):
            _check_bool(flag, getattr(self, flag))


@dataclass(frozen=True)
class PlanFacts:
    """What the plan in force says about the topic.

    :param covers: the topic is in it
    :param covering: the name of the lowest plan that has the topic; empty when none has
    """

    name: str
    covers: bool = False
    covering: str = ""

    def __post_init__(self):
        _check_bool("covers", self.covers)
        for name in ("name", "covering"):
            if not isinstance(getattr(self, name), str):
                raise ValueError(f"{name}: a text is needed, not {getattr(self, name)!r}")


@dataclass(frozen=True)
class LicenceFacts:
    """The licence of the module that the ticket names.

    :param use: production, staging, or unlicensed
    :param expired: the updates have ended
    :param until: their last day, in the reader's words
    """

    module: str
    use: str = PRODUCTION
    expired: bool = False
    until: str = ""

    def __post_init__(self):
        _check_text("module", self.module)
        if self.use not in USES:
            raise ValueError(f"use: one of {USES} is needed, not {self.use!r}")
        _check_bool("expired", self.expired)
        if self.expired and not self.until:
            raise ValueError("until: needed where the updates have ended")


@dataclass(frozen=True)
class Verdict:
    """The answer: a code of VERDICTS, why (a key of REASONS), and what is told besides.

    `ways_on` is empty inside the plan, and has two entries outside of it.
    """

    code: str
    reason_id: str
    notes: tuple[str, ...] = ()
    arguments: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """Reason and notes in English, marked for translation, to be filled by `arguments`."""
        return (REASONS[self.reason_id], *(NOTES[note] for note in self.notes))

    @property
    def has_clock(self) -> bool:
        """Whether an answer time is owed."""
        return has_clock(self.code)

    @property
    def ways_on(self) -> tuple[str, ...]:
        """What the client can do next, outside the plan."""
        return ways_on(self.code)


def has_clock(code: str) -> bool:
    """Whether a verdict puts a ticket on a clock."""
    return _known(code) in (IN_PLAN, UNKNOWN)


def ways_on(code: str) -> tuple[str, ...]:
    """What a client can do about a verdict: two ways outside the plan, else nothing is needed."""
    if _known(code) == OTHER_PLAN:
        return (ASK_QUOTE, ASK_PLAN)
    return (ASK_QUOTE, SAY_WHY) if code == QUOTED else ()


def judge(
    topic: TopicFacts,
    plan: PlanFacts,
    licence: LicenceFacts | None = None,
    serious: bool = False,
) -> Verdict:
    """The verdict on a ticket about `topic` under `plan`.

    :param licence: of the module that the ticket names; None when it names none
    :param serious: the evidence says that work is stopped or impaired, as in production
    :raises ValueError: names the field
    """
    for name, value, kind in (("topic", topic, TopicFacts), ("plan", plan, PlanFacts)):
        if not isinstance(value, kind):
            raise ValueError(f"{name}: {kind.__name__} is needed, not {value!r}")
    if licence is not None and not isinstance(licence, LicenceFacts):
        raise ValueError(f"licence: LicenceFacts or None is needed, not {licence!r}")
    _check_bool("serious", serious)
    code, reason = _judge(topic, plan, licence if topic.about_module else None)
    arguments = {"topic": topic.name, "plan": plan.name, "covering": plan.covering}
    if licence:
        arguments |= {"module": licence.module, "until": licence.until}
    return Verdict(code, reason, _notes(topic, licence, reason, serious), arguments)


def _judge(topic, plan, licence) -> tuple[str, str]:
    if topic.never_covered:
        return QUOTED, "professional"
    if licence:
        return _judge_licensed(topic, licence)
    if plan.covers:
        return IN_PLAN, "in_plan"
    if topic.needs_diagnosis:
        return UNKNOWN, "diagnosis"
    if plan.covering:
        return OTHER_PLAN, "other_plan"
    return QUOTED, "no_plan"


def _judge_licensed(topic, licence) -> tuple[str, str]:
    if licence.use == UNLICENSED:
        return UNKNOWN, "unlicensed"
    if licence.expired and topic.newer_version:
        return QUOTED, "renew"
    return IN_PLAN, "licensed"


def _notes(topic, licence, reason, serious) -> tuple[str, ...]:
    notes = []
    if reason == "licensed" and licence.expired:
        notes.append("expired")
    if licence and licence.use == STAGING and serious:
        notes.append("staging")
    return tuple(notes)


def _known(code: str) -> str:
    if code not in VERDICTS:
        raise ValueError(f"code: one of {VERDICTS} is needed, not {code!r}")
    return code


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name}: a text is needed, not {value!r}")


def _check_bool(name: str, value: object) -> None:
    if type(value) is not bool:
        raise ValueError(f"{name}: True or False is needed, not {value!r}")
