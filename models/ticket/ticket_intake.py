"""The one door: screens, import, RPC and later mail all come in through ``create``.

Only the intake's fields may come from a person; number, contract, severity, scope and clocks
are reckoned here. Afterwards title, description and tags may be edited; all else is an action.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..common.guard import GROUP_USER

INTAKE_FIELDS = frozenset(
    {
        "name",
        "description",
        "tag_ids",
        "topic_id",
        "license_module_id",
        "module_name",
        "impact",
        "can_log_in",
        "data_loss",
        "workaround",
        "severity",
        "severity_reason",
        "company_id",
        "reported_at",
        "outage_evidence",
        "attachment_ids",
        "environment",
    }
)
MAIL_FIELDS = INTAKE_FIELDS - {"reported_at", "outage_evidence", "environment"}
EDITABLE_FIELDS = frozenset({"name", "description", "tag_ids"})
TITLE_LIMIT = 300
DESCRIPTION_LIMIT = 1_000_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def submit(self, vals):
        """File a ticket from the intake's values; the same door as ``create``.

        :raises UserError: in words, when a value cannot be taken; nothing is kept then
        """
        self._guard(GROUP_USER, operation="create")
        return self.create([vals])

    @api.model_create_multi
    def create(self, vals_list):
        door = self._without_given_defaults()
        tickets = super(EcosireSupportTicket, door).create(
            [door._prepare_submission(vals) for vals in vals_list]
        )
        for ticket in tickets:
            # sudo: ticket - the door has checked the values; what follows is reckoned, not given
            ticket.sudo()._take_in()
        return tickets

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A mail is filed as a person files: Odoo works it as superuser, values and all."""
        given = (custom_values or {}).items()
        return super().message_new(
            msg_dict, {name: value for name, value in given if name in MAIL_FIELDS}
        )

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if "state" in vals and len(vals) == 1:
            return self._drag_to(vals["state"])
        self._refuse_fields(set(vals) - EDITABLE_FIELDS)
        if "description" in vals:
            self._check_unanswered()
        vals = self._typed(vals)
        self._check_texts(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        """A copy is a new ticket: only what a person may file goes into it."""
        return [
            {key: value for key, value in vals.items() if key in INTAKE_FIELDS}
            for vals in super().copy_data(default)
        ]

    def _prepare_submission(self, vals):
        """The values of a new ticket: the person's, checked, and those reckoned at the door."""
        vals = self._typed(vals)
        if not self.env.su:
            self._refuse_fields({key for key in vals if key not in INTAKE_FIELDS})
        vals = self._with_intake_defaults(vals)
        self._check_outage_right(vals)
        vals = self._with_proposed_severity(vals)
        self._check_texts(vals)
        contract, term = self._contract_for(vals)
        return {
            **vals,
            "number": contract._next_number(),
            "contract_id": contract.id,
            "term_id": term.id,
            "submitted_at": fields.Datetime.now(),
            "submitter_id": vals.get("submitter_id", self.env.uid),
            "state": "new",
        }

    def _without_given_defaults(self):
        """This model without what the context would fill into fields that nobody may give."""
        context = self.env.context.items()
        return self.with_context(  # pylint: disable=context-overridden
            {
                key: value
                for key, value in context
                if not key.startswith("default_") or key.removeprefix("default_") in INTAKE_FIELDS
            }
        )

    def _with_intake_defaults(self, vals):
        defaults = self.default_get(sorted(INTAKE_FIELDS & set(self._fields)))
        merged = {**defaults, **vals}
        self._check_choices(merged)
        self._check_module(merged)
        return merged

    def _contract_for(self, vals):
        """The contract in force for the company, and its term now, both as superuser.

        :raises UserError: when the company has no contract in force
        """
        company = self.env["res.company"].browse(vals["company_id"])
        if not self.env.su and company not in self.env.user.company_ids:
            raise AccessError(
                self.env._("You do not work for this company. Choose one of your own companies.")
            )
        # sudo: plan.change - a company that joins today files under its new contract today
        self.env["ecosire.support.plan.change"].sudo()._apply_due_companies(company)
        # sudo: contract - a clerk files under it without the right to read its terms
        contract = self.env["ecosire.support.contract"].sudo()._in_force(company)
        term = contract._term_at(fields.Datetime.now()) if contract else contract.term_ids
        if not term:
            raise UserError(
                self.env._(
                    "%(company)s has no support contract in force, so nothing was sent. Your "
                    "text is still here: copy it, and ask your support manager to renew the "
                    "contract.",
                    company=company.sudo().name,
                )
            )
        return contract, term

    def _take_in(self):
        """Scope, quota, clocks, routing and followers of a ticket that has just been filed."""
        self.ensure_one()
        self._judge_scope()
        self._promise_time()
        self._suspect_by_topic()
        self._take_unit()
        if not self.reported_at:
            self._start_clocks(self.submitted_at)
        else:
            self._file_outage()
        self._route()
        if self.submitter_id._is_internal():
            self._message_subscribe(self.submitter_id.partner_id.ids)
        self._happened("ticket.filed")

    # -- what a person may not give

    def _check_unanswered(self):
        """What ECOSIRE has answered to stays as it was read."""
        for ticket in self:
            if ticket.answered_at or not ticket.is_open:
                raise UserError(
                    self.env._(
                        "ECOSIRE has answered to this description, so it stays as it is. Add "
                        "what is new as a message.",
                    )
                )

    def _refuse_fields(self, names):
        if not names:
            return
        labels = sorted(self._fields[name].string for name in names if name in self._fields)
        raise AccessError(
            self.env._(
                "These fields are not yours to set: %s. They are reckoned when a ticket is "
                "filed, or change through the buttons of the ticket.",
                ", ".join(labels or sorted(names)),
            )
        )

    def _check_texts(self, vals):
        if "name" in vals:
            title = (vals["name"] or "").strip()
            if not title:
                raise UserError(self.env._("Please give the ticket a title: one line is enough."))
            if len(title) > TITLE_LIMIT:
                raise UserError(
                    self.env._(
                        "The title has %(length)s characters; %(limit)s fit. Put the rest into "
                        "“What happens”.",
                        length=len(title),
                        limit=TITLE_LIMIT,
                    )
                )
        if len(vals.get("description") or "") > DESCRIPTION_LIMIT:
            raise UserError(
                self.env._(
                    "The description is longer than %s characters. Attach the long part as a "
                    "file; your text is still here.",
                    f"{DESCRIPTION_LIMIT:,}",
                )
            )

    def _check_choices(self, vals):
        """Unknown choices are refused by name; otherwise Odoo's own message would be bare."""
        for name in ("impact", "can_log_in", "data_loss", "workaround", "severity"):
            value = vals.get(name)
            choices = dict(self._fields[name]._description_selection(self.env))
            if value and value not in choices:
                raise UserError(
                    self.env._(
                        "“%(value)s” is not a choice for “%(field)s”. Choose one of: %(choices)s.",
                        value=value,
                        field=self._fields[name].string,
                        choices=", ".join(choices.values()),
                    )
                )
        topic = self.env["ecosire.support.topic"].browse(vals.get("topic_id") or []).exists()
        if not topic:
            raise UserError(
                self.env._("This topic does not exist. Choose one, or take “I don't know”.")
            )
