"""Both sides are told before a validity, or a plan for some months, ends; and once it is over.

DESIGN: "Renewal reminders 90, 60 and 30 days before an Enterprise validity or a short term ends."
"""

from odoo import api, fields, models
from odoo.tools import format_date

from ...core.reminder_steps import due_step
from ..common.cron_batch import keep_batch
from .scope_sheet_validity import DAY

STEPS = (90, 60, 30)


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    @api.model
    def _cron_renewals(self):
        """Say what is due today: each step once, of several that were missed the nearest only."""
        now = fields.Datetime.now()
        for contract in self.search([("ended_at", "=", False)]):
            contract._remind_of_validity(now)
            contract._remind_of_short_term(now)
            if not keep_batch(self.env, 1):
                return

    def _next_is_settled(self, now):
        """Whether what comes after the present term stands already."""
        return any(term.start > now for term in self.term_ids)

    def _remind_of_validity(self, now):
        sheet = self._term_at(now).sheet_id
        if not sheet or self._next_is_settled(now):
            return
        if sheet._days_left(now) < 0:
            self._say_once(f"sheet-over-{sheet.id}", "_words_of_over", sheet)
            return
        step = due_step(sheet.valid_until, self._local_day(now), STEPS)
        if step is not None:
            self._say_once(f"sheet-{sheet.id}-{step}", "_words_of_renewal", sheet)

    def _remind_of_short_term(self, now):
        present = self._term_at(now)
        after = self.term_ids.filtered(lambda term: term.start > now).sorted("start")[:1]
        if not present.short or not after:
            return
        step = due_step(self._local_day(after.start), self._local_day(now), STEPS)
        if step is not None:
            self._say_once(f"short-term-{present.id}-{step}", "_words_of_short_term", after)

    def _say_once(self, key, words, about):
        """Tell managers, leads and the support mailbox; with nobody to tell it is due again.

        :param words: the name of the method that gives title and text about ``about``
        """
        people = self._both_sides()
        notices = self.env["ecosire.support.notice"]
        if not people or not notices._once(key, self, ", ".join(people.mapped("name"))):
            return
        self._message_log(body=getattr(self, words)(about)[1])
        self._tell_each(
            people, lambda reader, _partner: reader._as_reminder(words, about), kind="renewals"
        )

    def _as_reminder(self, words, about):
        title, text = getattr(self, words)(about.with_env(self.env))
        return f"{self.code}: {title}", text

    def _words_of_renewal(self, sheet):
        day = format_date(self.env, sheet.valid_until, date_format=DAY)
        return self.env._(
            "“%(name)s” is valid until %(day)s", name=sheet.name, day=day
        ), self.env._(
            "The scope sheet “%(name)s” of %(contract)s is valid until %(day)s. Support managers: "
            "open it under Scope sheets and choose “Prepare renewal”; ECOSIRE account leads: please "
            "agree with the client on what comes after it.",
            name=sheet.name,
            contract=self.code,
            day=day,
        )

    def _words_of_over(self, sheet):
        day = format_date(self.env, sheet.valid_until, date_format=DAY)
        return self.env._("The validity of “%s” is over", sheet.name), self.env._(
            "The validity of the scope sheet “%(name)s” of %(contract)s ended on %(day)s, and a "
            "renewal is due. Until it is agreed everything goes on as it stands on the sheet: "
            "answer times, service hours and price. Support managers: open it under Scope sheets "
            "and choose “Prepare renewal”.",
            name=sheet.name,
            contract=self.code,
            day=day,
        )

    def _words_of_short_term(self, after):
        plan, then = self._term_at(fields.Datetime.now()).plan_id.name, after.plan_id.name
        day = format_date(self.env, self._local_day(after.start), date_format=DAY)
        title = self.env._("%(plan)s ends by itself on %(day)s", plan=plan, day=day)
        return title, self.env._(
            "%(contract)s: the %(plan)s support plan was agreed for some months. From %(day)s the "
            "%(then)s support plan is in force again. To keep %(plan)s, a support manager asks for "
            "an upgrade to it before that day.",
            contract=self.code,
            plan=plan,
            day=day,
            then=then,
        )
