"""A Sunday at three in the morning, on Enterprise: who hears of it, and what the client reads."""

from ..calendar import SUN
from ..script import Step, Story


def before_the_deadline(who, do, minutes, text="", more=""):
    """Somebody is rung out of bed: so many minutes before the deadline, whatever the hour."""
    return Step(who, do, text=text, more=more, late_by=-minutes)


AT_NIGHT = (
    Story(
        "night",
        lambda calendar: calendar.office(1, SUN, "03:00"),
        "Cold store: temperatures are not recorded any more",
        "<p>Since 02:40 no reading comes in, for all six chambers. Without them nothing may leave "
        "in the morning.</p>",
        "incident",
        "critical",
        (
            before_the_deadline("lead", "acknowledge", 106),
            before_the_deadline("engineer", "take", 98),
            before_the_deadline(
                "engineer",
                "answer",
                95,
                "I am on it. The service that fetches the readings stopped at 02:38; the sensors "
                "keep them for 24 hours, so nothing is lost.",
            ),
            before_the_deadline(
                "engineer",
                "resolve",
                62,
                "It runs again, and the readings since 02:38 are in. Please look at chamber 4.",
                "The service stopped when its log had filled the disk",
            ),
            before_the_deadline("night", "confirm", 40),
        ),
        key="night",
    ),
)
