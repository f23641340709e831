"""How a connection is, in a lamp and in words that say what to do; pause, resume and a test."""

import re
import uuid
from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_datetime

from ...core.paging import Page
from ...core.sla import zone_label
from ...core.webhook_payload import VERSION, canonical, stamp
from ..common.guard import GROUP_ADMIN, GROUP_MANAGER
from ..common.notification import notification
from .target import SLACK
from .words import in_words

LAMPS = [
    ("incomplete", "Not set up"),
    ("not_granted", "Not in your plan"),
    ("stopped", "Paused by you"),
    ("broken", "Paused after failures"),
    ("trouble", "Failing, being tried again"),
    ("works", "Works"),
    ("new", "Nothing sent yet"),
]
CHANNEL = re.compile(r"[CG][A-Z0-9]{5,20}")
NEEDED = {
    "slack_bot": ("token",),
    "slack_webhook": ("url",),
    "webhook": ("url", "signing"),
    "on_call": (),
}


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    lamp = fields.Selection(LAMPS, string="State", compute="_compute_lamp", compute_sudo=True)
    state_text = fields.Text(string="In words", compute="_compute_lamp", compute_sudo=True)
    waiting_count = fields.Integer(string="Waiting", compute="_compute_counts", compute_sudo=True)
    failed_count = fields.Integer(
        string="Could not be sent", compute="_compute_counts", compute_sudo=True
    )

    @api.constrains("channel", "kind")
    def _check_channel(self):
        for target in self:
            if target.channel and not CHANNEL.fullmatch(target.channel):
                raise ValidationError(
                    self.env._(
                        "“%s” is no channel's id. In Slack, open the channel's details: the id stands "
                        "at the end and begins with C or G.",
                        target.channel,
                    )
                )

    def _compute_counts(self):
        groups = self.env["ecosire.support.outbox"]._read_group(
            [("target_id", "in", self.ids), ("state", "in", ("waiting", "failed"))],
            ["target_id", "state"],
            ["__count"],
        )
        counts = {(target.id, state): count for target, state, count in groups}
        for target in self:
            target.waiting_count = counts.get((target.id, "waiting"), 0)
            target.failed_count = counts.get((target.id, "failed"), 0)

    @api.depends("paused", "kind", "channel", "preset", "secret_ids", "circuit_ids.failures")
    @api.depends_context("lang", "tz")
    def _compute_lamp(self):
        granted = self._granted()
        for target in self:
            target.lamp = target._lamp(target in granted)
            target.state_text = target._state_in_words()

    def _lamp(self, granted):
        circuit = self.circuit_ids
        if self._missing():
            return "incomplete"
        if not granted:
            return "not_granted"
        if self.paused:
            return "stopped"
        if circuit.paused_until:
            return "broken"
        if circuit.failures:
            return "trouble"
        return "works" if circuit.sent_at else "new"

    def _missing(self):
        """What has to be entered before anything can be sent, in words."""
        known = set(self.secret_ids.mapped("kind"))
        needed = list(NEEDED[self.kind])
        if self.kind == "on_call":
            needed.append("url" if self.preset == "ntfy" else "token")
        tokens = {
            "slack_bot": self.env._("the bot token"),
            "pagerduty": self.env._("the routing key"),
            "opsgenie": self.env._("the API key"),
        }
        labels = {
            "url": self.env._("the address"),
            "token": tokens.get(self.kind if self.kind != "on_call" else self.preset),
            "signing": self.env._("a signing secret (button “New signing secret”)"),
        }
        missing = [labels[kind] for kind in needed if kind not in known]
        if self.kind == "slack_bot" and not self.channel:
            missing.append(self.env._("the channel"))
        return missing

    def _state_in_words(self):
        circuit = self.circuit_ids
        if self.lamp == "incomplete":
            return self.env._("Still missing: %s.", ", ".join(self._missing()))
        if self.lamp == "not_granted":
            return self.env._(
                "Your support plan has no Slack channel, so nothing is posted. Compare the plans "
                "under “Plan & contract”."
            )
        if self.lamp == "stopped":
            return self.env._("Nothing is sent until you resume it; what comes up waits.")
        if self.lamp in ("broken", "trouble"):
            return self._trouble_in_words(circuit)
        if self.lamp == "works":
            return self.env._("Last arrived %s.", format_datetime(self.env, circuit.sent_at))
        return self.env._("Send a test to see whether it works.")

    def _trouble_in_words(self, circuit):
        why = in_words(self.env, circuit.words, circuit.values)
        if not circuit.paused_until:
            return self.env._("%s It is tried again by itself.", why)
        return self.env._(
            "%(why)s Nothing is sent until %(when)s; then it is tried again. When you have put it "
            "right, press “Try again now”.",
            why=why,
            when=self._time_of_reader(circuit.paused_until),
        )

    def _time_of_reader(self, at):
        """``14:30 (Amsterdam, UTC+1)``."""
        zone = self.env.context.get("tz") or self.env.user.tz or "UTC"
        time = format_datetime(self.env, at, tz=zone, dt_format="HH:mm")
        return f"{time} ({zone_label(zone, at.replace(tzinfo=UTC))})"

    # -- what a person does

    def action_pause(self):
        """Send nothing more for now; what comes up waits."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        self.sudo().paused = True  # sudo: target - the caller may write it, checked above
        return True

    def action_resume(self):
        """Send again, whatever failed before."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        for target in self.sudo():  # sudo: target, circuit - the caller may write it, checked above
            target.paused = False
            if not target._try_again():
                raise UserError(
                    self.env._("Something is being sent just now. Try again in some seconds.")
                )
        return True

    def action_test(self):
        """Send a message that says it is a test, at once, and tell how it went."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        self.ensure_one()
        target = self.sudo()  # sudo: target, circuit - the caller may write it, checked above
        if target._missing() or target not in target._granted():
            raise UserError(target.state_text)
        outcome = target._deliver(target._test_row())
        if outcome.arrived and target.kind == "on_call":
            outcome = target._deliver(target._test_row("close"))
        circuit = target.circuit_ids.try_lock_for_update(allow_referencing=True)
        if circuit:
            circuit._note(outcome, fields.Datetime.now())
            self.env["ecosire.support.outbox"].sudo()._wake()
        return target._told(outcome)

    def _told(self, outcome):
        words = self.env._("The test has arrived.")
        if not outcome.arrived:
            words = in_words(self.env, outcome.words, dict(outcome.values))
        kind = "success" if outcome.arrived else "danger"
        return notification(words, title=self.name, type=kind, sticky=not outcome.arrived)

    def _test_row(self, step="open"):
        """A message that stands in no outbox."""
        delivery, words = str(uuid.uuid4()), self.env._("A test of ECOSIRE Support")
        if self.kind in SLACK:
            values = {"text": self.env._("%s: this connection works.", words)}
        elif self.kind == "webhook":
            values = {
                "version": VERSION,
                "id": delivery,
                "event": "test",
                "at": stamp(fields.Datetime.now().replace(tzinfo=UTC)),
                "contract": self.contract_id.code,
                "ticket": None,
                "facts": {},
            }
        else:
            values = self._test_page(words, step)
        return self.env["ecosire.support.outbox"].new(
            {"target_id": self.id, "delivery": delivery, "payload": canonical(values)}
        )

    def _test_page(self, words, step):
        page = Page(
            headline=words,
            number=self.contract_id.code,
            title=self.env._("Nobody has to do anything."),
            severity="low",
            link=self.get_base_url(),
            dedup=f"ecosire-test-{self.hook}",
            source=self.contract_id.name,
            step=step,
        )
        return page.as_values()

    def _try_again(self):
        """Forget the failures, so that what waits is sent at once; False while something is sent."""
        self.ensure_one()
        circuit = self.circuit_ids.try_lock_for_update(allow_referencing=True)
        if not circuit and self.circuit_ids:
            return False
        circuit.write({"failures": 0, "paused_until": False, "fault": False, "words": False})
        outbox = self.env["ecosire.support.outbox"]
        now = fields.Datetime.now()
        later = [("target_id", "=", self.id), ("state", "=", "waiting"), ("next_try_at", ">", now)]
        outbox.search(later).next_try_at = now
        outbox._wake()
        return True

    def _warn(self, what):
        """Tell the managers, once a day, that something does not arrive."""
        self.ensure_one()
        key = f"connection-{what}-{self.id}-{fields.Date.today()}"
        contract = self.contract_id
        if not self.env["ecosire.support.notice"]._once(key, contract):
            return

        def words(reader, _partner):
            target = self.with_env(reader.env)
            if what == "paused":
                subject = reader.env._("“%s” is paused after failures", target.name)
            else:
                subject = reader.env._("Something could not be sent to “%s”", target.name)
            way_on = reader.env._(
                "Open it under ECOSIRE Support → Configuration → Connections; what could not be sent "
                "stands in the outbox, where it can be sent again."
            )
            return subject, f"{target.state_text} {way_on}"

        contract._tell_each(contract._managers().partner_id, words)
