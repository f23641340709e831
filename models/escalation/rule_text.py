"""Rules in plain words, and what speaks against one as things stand."""

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER
from ..selections import SEVERITIES
from .rule import RECIPIENTS, SEVERITY_FIELDS

WAYS = ("by_notice", "by_slack", "by_activity", "by_phone")


class EcosireSupportEscalationRule(models.Model):
    _inherit = "ecosire.support.escalation.rule"

    place_text = fields.Char(compute="_compute_texts", string="When")
    who_text = fields.Char(compute="_compute_texts", string="Who is told")
    how_text = fields.Char(compute="_compute_texts", string="How")
    severity_text = fields.Char(compute="_compute_texts", string="For")
    problem = fields.Char(
        compute="_compute_problem",
        groups=GROUP_MANAGER,
        help="What stands in the way of this rule as your contract is set up now.",
    )

    @api.depends(
        "place",
        "percent",
        "minutes",
        "repeat_minutes",
        "only_untaken",
        *RECIPIENTS,
        *WAYS,
        *SEVERITY_FIELDS.values(),
    )
    @api.depends_context("lang")
    def _compute_texts(self):
        labels = dict(SEVERITIES) | dict(
            self.env["ecosire.support.ticket"]._fields["severity"]._description_selection(self.env)
        )
        for rule in self:
            rule.place_text = rule._place_words()
            rule.who_text = ", ".join(rule._who_words()) or self.env._("nobody")
            rule.how_text = ", ".join([*rule._way_words(), *rule._repeat_words()])
            codes = rule._severities()
            everything = len(codes) == len(SEVERITIES)
            rule.severity_text = (
                self.env._("every severity")
                if everything
                else ", ".join(labels[code] for code in codes)
            )

    def _place_words(self):
        """``80 % of the time``, ``10 minutes before the deadline``."""
        if self.place == "percent":
            if self.percent == 100:
                return self.env._("at the deadline")
            if not self.percent:
                return self.env._("when the time begins to count")
            return self.env._("at %s %% of the time", f"{self.percent:g}")
        if not self.minutes:
            return self.env._("at the deadline")
        if self.place == "before":
            return self.env._("%s minutes before the deadline", self.minutes)
        return self.env._("%s minutes after the deadline", self.minutes)

    def _who_words(self):
        words = {
            "to_holder": self.env._("whoever has the ticket"),
            "to_deputy": self.env._("the deputy"),
            "to_lead": self.env._("ECOSIRE account leads"),
            "to_on_call": self.env._("whoever is on call"),
            "to_manager": self.env._("your support managers"),
            "to_submitter": self.env._("whoever filed it"),
        }
        return [words[name] for name in RECIPIENTS if self[name]]

    def _way_words(self):
        words = {
            "by_notice": self.env._("notice"),
            "by_slack": self.env._("Slack"),
            "by_activity": self.env._("activity"),
            "to_on_call": self.env._("paging service"),
            "by_phone": self.env._("with numbers to call"),
        }
        return [word for name, word in words.items() if self[name]]

    def _repeat_words(self):
        if not self.repeat_minutes:
            return []
        return [self.env._("again every %s min until acknowledged", self.repeat_minutes)]

    @api.depends(*RECIPIENTS, "by_slack", "quiet_from", "quiet_to", "hold")
    def _compute_problem(self):
        # sudo: contract, target, res.users - only what is missing, for managers
        contracts = self.env["ecosire.support.contract"].sudo()
        mine = contracts.search(
            [("company_ids", "in", self.env.companies.ids), ("ended_at", "=", False)]
        )
        missing = {name: mine._missing_for(name) for name in (*RECIPIENTS, "by_slack")}
        for rule in self:
            texts = [missing[name] for name in missing if rule[name] and missing[name]]
            rule.problem = " ".join(texts)


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _missing_for(self, name):
        """Why a rule that ticks ``name`` reaches nobody under these contracts; "" when it does."""
        check = getattr(self, f"_lacks_{name}", None)
        lacking = self.filtered(lambda one: check(one)) if check else self.browse()
        return self._words_of_lack(name, ", ".join(lacking.mapped("code"))) if lacking else ""

    @api.model
    def _lacks_to_holder(self, contract):
        return not contract.mailbox_partner_id and not contract._serving_engineers()

    @api.model
    def _lacks_to_deputy(self, contract):
        return not contract.backup_engineer_id

    @api.model
    def _lacks_to_lead(self, contract):
        return not contract._leads()

    @api.model
    def _lacks_to_on_call(self, contract):
        return not contract._targets(("on_call",))

    @api.model
    def _lacks_to_manager(self, contract):
        return not any(user.email for user in contract._managers())

    @api.model
    def _lacks_by_slack(self, contract):
        return not contract._targets(("slack_webhook", "slack_bot"))

    def _words_of_lack(self, name, codes):
        return {
            "to_holder": self.env._(
                "%s: neither a support mailbox nor an engineer is set up, so nobody reads the "
                "queue.",
                codes,
            ),
            "to_deputy": self.env._(
                "%s: no deputy is named; the ECOSIRE account lead names one.", codes
            ),
            "to_lead": self.env._("%s: no ECOSIRE account lead has access now.", codes),
            "to_on_call": self.env._("%s: no on-call service is connected.", codes),
            "to_manager": self.env._("%s: no support manager has a mail address.", codes),
            "by_slack": self.env._("%s: no Slack is connected, or the plan has none.", codes),
        }[name]
