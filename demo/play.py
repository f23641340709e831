"""Plays the stories through the product's own doors, each step at its moment, as its person.

So each event, hash and clock of the demo is as genuine as a client's. Between the steps the
sweep, the closing of resolved tickets and the daily proof run as their crons would have.
"""

import heapq
from datetime import UTC, timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tools import SQL

from .calendar import OFFICE
from .held_time import held
from .mail import newest_told, write_mail
from .outage import file_outage
from .script import EVIDENCE

PERIODS = 4  # on the Standard support plan, before the present one
CLOSES_PERIOD = timedelta(minutes=20)
CLOSES_AFTER = timedelta(days=7, minutes=20)
# models with columns that are reckoned from the present
HOURLY = ("ecosire.support.contract", "ecosire.support.grant", "ecosire.support.engineer")
OFF_SINCE = 25  # minutes
MINUTE = timedelta(minutes=1)


class Player:
    """One run of all stories up to the calendar's moment."""

    def __init__(self, env, calendar, people, tags, licences):
        self.env, self.calendar, self.people, self.tags = env, calendar, people, tags
        self.licences = licences
        self.tickets = {}
        self.queue, self.count, self.last_message = [], 0, 0

    def play(self, stories):
        """Play them all in the order of time.

        :return: the tickets by the stories' keys
        """
        for story in stories:
            filed = story.filed(self.calendar)
            moment, evidence = filed if isinstance(filed, tuple) else (filed, story.evidence)
            self.plan(moment, self.file, story, evidence)
        self.last_message = self.newest_message()
        self.plan_proofs(self.queue[0][0])
        self.plan_statements()
        self.plan(self.calendar.ago(minutes=OFF_SINCE), self.go_off)
        while self.queue and self.queue[0][0] <= self.calendar.at:
            moment, _count, function, arguments = heapq.heappop(self.queue)
            self.sweep_until(moment)
            with held(moment):
                self.forget_the_hour()
                function(moment, *arguments)
        self.sweep_until(self.calendar.at)
        return self.tickets

    def plan(self, moment, function, *arguments):
        self.count += 1
        heapq.heappush(self.queue, (moment, self.count, function, arguments))

    # -- people's steps

    def file(self, moment, story, evidence):
        if story.by_mail:
            ticket = self.file_by_mail(moment, story)
        elif story.reported:
            ticket = file_outage(self, moment, story)
        else:
            ticket = self.file_by_hand(story, evidence)
        self.settle_messages(moment)
        self.tickets[story.key or story.title] = ticket
        self.plan_next(moment, ticket, story.steps)

    def file_by_hand(self, story, evidence):
        if isinstance(evidence, str):
            evidence = EVIDENCE[evidence]
        values = {
            "name": story.title,
            "description": story.text,
            "topic_id": self.env.ref(f"ecosire_support.topic_{story.topic}").id,
            "tag_ids": [Command.link(self.tags[story.who].id)],
            "license_module_id": self.licences[story.licence].module_ids.id
            if story.licence
            else False,
            **evidence,
        }
        tickets = self.env["ecosire.support.ticket"].with_user(self.people[story.who])
        # back in the play's own environment, from which each step takes its person
        return tickets.submit(values).with_env(self.env)

    def file_by_mail(self, moment, story):
        person = self.people[story.who]
        self.hand_in(write_mail(person, moment, story.title, story.text))
        ticket = self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)
        ticket.with_user(person).tag_ids = self.tags[story.who]
        return ticket

    def hand_in(self, mail):
        self.env["mail.thread"].message_process(False, mail)

    def plan_next(self, moment, ticket, steps):
        if steps:
            self.plan(self.when(moment, ticket, steps[0]), self.do, ticket, steps)

    def when(self, moment, ticket, step):
        if step.late_by is not None:
            return ticket.deadline.replace(tzinfo=UTC) + timedelta(minutes=step.late_by)
        of_ecosire = self.people[step.who].share
        return self.calendar.after(
            moment, step.minutes, self.calendar.service if of_ecosire else OFFICE
        )

    def do(self, moment, ticket, steps):
        step, *rest = steps
        acting = ticket.with_user(self.people[step.who])
        getattr(self, f"do_{step.do}")(acting, step)
        self.settle_messages(moment)
        if step.do == "resolve" and not rest:
            self.plan(moment + CLOSES_AFTER, self.close_resolved)
        self.plan_next(moment, ticket, rest)

    def do_acknowledge(self, ticket, _step):
        ticket.acknowledge()

    def do_take(self, ticket, _step):
        ticket.take()

    def do_answer(self, ticket, step):
        ticket.engineer_reply(step.text)

    def do_ask(self, ticket, step):
        ticket.ask_client(step.text)

    def do_mail(self, ticket, step):
        person, moment = self.people[step.who], fields.Datetime.now().replace(tzinfo=UTC)
        answered = newest_told(ticket.with_env(self.env), person.partner_id)
        subject = answered.subject or ticket.name
        self.hand_in(write_mail(person, moment, subject, step.text, answered))

    def do_write(self, ticket, step):
        ticket.message_post(body=step.text, message_type="comment", subtype_xmlid="mail.mt_comment")

    def do_chase(self, ticket, _step):
        ticket.chase()

    def do_resolve(self, ticket, step):
        ticket.resolve(step.text, step.more)

    def do_confirm(self, ticket, _step):
        ticket.confirm_resolution()

    def do_rate(self, ticket, step):
        ratings = self.env["rating.rating"]
        rating = ratings.search([("res_model", "=", ticket._name), ("res_id", "=", ticket.id)])
        ticket.with_env(self.env)._give_rating(rating, int(step.more), step.text)

    def do_reopen(self, ticket, step):
        ticket.reopen(step.text)

    def do_reclassify(self, ticket, step):
        ticket.set_severity(step.more, step.text)

    def do_accept(self, ticket, step):
        ticket.accept_delay(step.text)

    def do_assign(self, ticket, step):
        engineer = self.env["ecosire.support.engineer"]._of_user(self.people[step.more])
        ticket.assign(engineer.id)

    def do_cancel(self, ticket, step):
        ticket.cancel(step.text)

    def do_note(self, ticket, step):
        ticket.note_for_ecosire(step.text)

    def do_third_party(self, ticket, step):
        ticket.wait_for_vendor(step.text)

    def do_core_bug(self, ticket, step):
        getattr(ticket, f"{step.more}_core_bug")(step.text)

    def do_report_to_odoo(self, ticket, step):
        ticket.escalate_core_bug(step.more, step.text)

    def do_own_defect(self, ticket, step):
        ticket.confirm_defect(step.text)

    def do_spend(self, ticket, step):
        ticket.log_time(int(step.more), ticket._portal_today(), step.text)

    def go_off(self, moment):
        """One engineer is off for some days: what waits for him moves on, the client reads it."""
        user = self.people["colleague"]
        engineer = self.env["ecosire.support.engineer"]._of_user(user)
        self.env["ecosire.support.absence"].with_user(user).enter(
            engineer.id,
            fields.Datetime.now(),
            self.calendar.monday_after_next_days.replace(tzinfo=None),
            "Family",
            "The web shop's test account is in the vault under “Delta shop”.",
        )
        self.settle_messages(moment)

    # -- what runs by itself

    def sweep_until(self, moment):
        """Let the sweep and the ladder's telling run as they would have, whenever one is due."""
        steps = self.env["ecosire.support.escalation.event"]
        clocks = self.env["ecosire.support.sla.clock"].with_context(lastcall=None)
        while True:
            clocks.flush_model(["next_tick_at"])
            [(due,)] = self.env.execute_query(
                SQL("SELECT min(next_tick_at) FROM ecosire_support_sla_clock")
            )
            sweep = due and due.replace(tzinfo=UTC, second=0) + MINUTE
            if not sweep or sweep > moment:
                return
            with held(sweep):
                clocks._cron_tick()
                if steps._count_untold():
                    steps._cron_tell()
                    self.settle_messages(sweep)

    def close_resolved(self, moment):
        self.env["ecosire.support.ticket"]._cron_close_resolved()
        self.settle_messages(moment)

    def plan_proofs(self, first):
        """The daily proofs, shortly after each midnight since the first ticket."""
        midnight = first.replace(hour=0, minute=5) + timedelta(days=1)
        while midnight <= self.calendar.at:
            self.plan(midnight, self.keep_proof)
            midnight += timedelta(days=1)

    def keep_proof(self, _moment):
        self.env["ecosire.support.sla.root"]._cron_root(fields.Datetime.now().date())

    def plan_statements(self):
        """The statements of the billing periods on Standard that are over."""
        for months in range(PERIODS):
            over = self.calendar.months_before(months) + CLOSES_PERIOD
            if over <= self.calendar.at:
                self.plan(over, self.close_periods)

    def close_periods(self, moment):
        self.env["ecosire.support.contract"]._cron_close_periods()
        self.settle_messages(moment)

    # -- the thread

    def newest_message(self):
        [(newest,)] = self.env.execute_query(SQL("SELECT max(id) FROM mail_message"))
        return newest or 0

    def settle_messages(self, moment):
        """Write out what the step changed, and date its messages: their default is real time."""
        self.env.flush_all()
        self.env.cr.precommit.run()  # the tracked changes become messages
        naive = moment.replace(tzinfo=None)
        self.env.execute_query(
            SQL(
                """UPDATE mail_message SET date = %s, create_date = %s, write_date = %s
                   WHERE id > %s
                     AND model IN ('ecosire.support.ticket', 'ecosire.support.contract')
                   RETURNING id""",
                naive,
                naive,
                naive,
                self.last_message,
            )
        )
        self.last_message = self.newest_message()

    def forget_the_hour(self):
        """What is reckoned from the present and not stored must be reckoned anew."""
        for name in HOURLY:
            self.env[name].invalidate_model(flush=False)
