"""A feed as a calendar (RFC 5545) that Google, Outlook, Apple and Thunderbird subscribe to."""

from datetime import timedelta

import vobject

SHOWN_BEFORE = timedelta(minutes=15)  # how tall the entry is: it ends at the deadline
ASK_AGAIN = "PT15M"
UTC = vobject.icalendar.utc  # the only UTC that the library writes as Z


def calendar_text(name, duties, titles):
    """The calendar called ``name`` with an event for each of ``duties``.

    :param titles: what each event is called, in the order of ``duties``
    :return: text with the line ends, escapes and folded lines that the standard asks for
    """
    calendar = vobject.iCalendar()
    calendar.add("prodid").value = "-//ECOSIRE//Support feed 1//EN"
    calendar.add("x-wr-calname").value = _one_line(name)
    asked = calendar.add("refresh-interval")
    asked.value, asked.value_param = ASK_AGAIN, "DURATION"
    calendar.add("x-published-ttl").value = ASK_AGAIN
    for duty, title in zip(duties, titles, strict=True):
        _add_event(calendar, duty, title)
    return calendar.serialize()


def _add_event(calendar, duty, title):
    deadline = duty.deadline.astimezone(UTC)
    event = calendar.add("vevent")
    event.add("uid").value = duty.key
    # not now: a calendar that has not changed reads the same, and is not sent again
    event.add("dtstamp").value = duty.changed.astimezone(UTC)
    event.add("dtstart").value = deadline - SHOWN_BEFORE
    event.add("dtend").value = deadline
    event.add("summary").value = _one_line(title)
    event.add("url").value = duty.link
    event.add("transp").value = "TRANSPARENT"  # nobody is busy by it
    event.add("class").value = "PRIVATE"


def _one_line(text):
    """``text`` without line ends and other marks that a calendar cannot hold."""
    return "".join(one for one in " ".join(text.split()) if one.isprintable())
