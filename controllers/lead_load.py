"""Pages of account leads: the team's load, working hours and expertise, and handing over tickets."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form

LOAD = f"{door.HOME}/load"
HAND_OVER = f"{door.HOME}/handover"
DAYS = range(7)
LIKE_MONDAY = range(1, 5)


class SupportLoad(http.Controller):
    @http.route(LOAD, type="http", auth="user", website=True, csrf=False)
    def load(self, **_form):
        """Who has how many tickets, and who is there; how each contract's queue is worked."""
        door.lead_or_404()
        if not form.is_sent():
            return _load_page(said=form.take_said(LOAD))
        return form.send(_set_queue, lambda problem, status: _load_page(problem, status), LOAD)

    @http.route(
        f"{door.HOME}/team/<int:engineer_id>/hours",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked by form.send: the refusal then keeps what was typed
    )
    def hours(self, engineer_id, **_form):
        """When an engineer works, and what he knows."""
        door.lead_or_404()
        engineer = _colleague_or_404(engineer_id)
        if not form.is_sent():
            return _hours_page(engineer)
        typed = form.texts(
            "tz", "like_monday", *(f"{end}_{day}" for day in DAYS for end in ("from", "to"))
        )
        topics = form.chosen("topic")

        def act():
            engineer.set_working_hours(typed["tz"], _shifts(typed))
            engineer.set_expertise([int(one) for one in topics if one.isdecimal()][:200])
            return request.env._("Kept for %s.", engineer.name)

        return form.send(
            act,
            lambda problem, status: _hours_page(engineer, typed, topics, problem, status),
            LOAD,
        )

    @http.route(HAND_OVER, type="http", auth="user", website=True, csrf=False)
    def hand_over(self, show="", holder="", **_form):
        """Give one or several tickets to an engineer, with a note for the next person."""
        door.lead_or_404()
        if not form.is_sent():
            return _hand_over_page(show, holder, said=form.take_said(HAND_OVER))
        typed = {**form.texts("engineer", "note"), "tickets": form.chosen("ticket")}

        def act():
            tickets = request.env["ecosire.support.ticket"]
            count, name = tickets._portal_hand_over(
                [one.replace("\0", "") for one in typed["tickets"]],
                typed["engineer"],
                typed["note"],
            )
            return request.env._("With %(name)s now: %(count)s tickets.", name=name, count=count)

        return form.send(
            act,
            lambda problem, status: _hand_over_page(show, holder, typed, problem, status),
            HAND_OVER,
        )


def _shifts(typed):
    """The days of the form on which the engineer works."""
    days = {day: (typed[f"from_{day}"].strip(), typed[f"to_{day}"].strip()) for day in DAYS}
    if typed["like_monday"] == "1":
        days |= dict.fromkeys(LIKE_MONDAY, days[0])
    for day, (begin, end) in days.items():
        if bool(begin) != bool(end):
            name = request.env["ecosire.support.engineer"]._weekdays()[day]
            raise UserError(
                request.env._(
                    "%s has only one of its two times. Write both, or neither for a day off.", name
                )
            )
    return {day: times for day, times in days.items() if all(times)}


def _set_queue():
    typed = form.texts("contract", "least_loaded")
    contract = door.contract_or_404(typed["contract"])
    contract.set_queue_routing(typed["least_loaded"] == "1")
    if contract.route_least_loaded:
        return request.env._("The queue of %s gives tickets by expertise and load.", contract.code)
    return request.env._("Whoever is free takes the tickets of %s from the queue.", contract.code)


def _colleague_or_404(engineer_id):
    """The lead's colleague with that id; one that is absent and one that is not look alike."""
    people = request.env["ecosire.support.engineer"]._colleagues()
    engineer = people.filtered(lambda one: one.id == engineer_id)
    if not engineer:
        raise NotFound()
    return engineer


def _load_page(problem="", status=200, said=""):
    engineers = request.env["ecosire.support.engineer"]
    values = {
        **engineers._portal_load(),
        "queues": engineers._portal_queues(),
        "problem": problem,
        "said": said,
        "url": LOAD,
        "hand_over": HAND_OVER,
    }
    return door.page("ecosire_support.portal_load", values, status)


def _hours_page(engineer, typed=None, topics=None, problem="", status=200):
    member = engineer._portal_member()
    if typed:
        member |= {"tz": typed["tz"], "like_monday": typed["like_monday"]}
        member["days"] = [
            (day, name, typed[f"from_{day}"], typed[f"to_{day}"])
            for day, name, _begin, _end in member["days"]
        ]
        member["topics"] = [
            (key, name, str(key) in topics) for key, name, _knows in member["topics"]
        ]
    values = {"member": member, "problem": problem, "load": LOAD}
    return door.page("ecosire_support.portal_hours", values, status)


def _hand_over_page(show, holder, typed=None, problem="", status=200, said=""):
    tickets = request.env["ecosire.support.ticket"]
    values = {
        **tickets._portal_handover_choices(show, holder),
        "typed": typed or {"tickets": [], "engineer": "", "note": ""},
        "problem": problem,
        "said": said,
        "url": HAND_OVER,
    }
    return door.page("ecosire_support.portal_hand_over", values, status)
