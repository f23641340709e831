"""Naming the engineer to whom tickets go first, and a deputy: the account lead's decision."""

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD
from ..common.row_lock import lock_rows

ENTITLEMENT = "named_engineer"


class HandbookNotReady(UserError):
    """The engineer cannot change yet, because nobody could take the client over."""


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def name_engineer(self, engineer_id, backup_id=None, reason=None):
        """Name the engineer to whom tickets go first, and a deputy; both sides are told.

        Unanswered tickets of whoever no longer has the part are routed anew. Where one named
        engineer replaces another, the system handbook must be complete and reviewed; where nobody
        is named (at first, or after an access has ended) a client is better served with an
        engineer than without, and only the handbook is asked for.

        :param engineer_id: id of an ``ecosire.support.engineer`` with access to this contract
        :param backup_id: id of another one as deputy, or nothing
        :raises UserError: in words, when the plan, the people or the handbook stand against it
        """
        self._guard(GROUP_LEAD)
        self.ensure_one()
        # sudo: contract - a lead who serves it, checked above; nobody may write it directly
        contract = self.sudo()
        lock_rows(contract)
        contract._check_can_name()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Please say why: the reason is kept and shown."))
        engineer, backup = contract._check_named(engineer_id, backup_id)
        before = contract.engineer_id, contract.backup_engineer_id
        if before == (engineer, backup):
            raise UserError(self.env._("They are named already: nothing has changed."))
        if before[0] and before[0] != engineer:
            contract._check_handbook_ready()
        # said below in words; Odoo's own lines would say it a second time
        contract.with_context(mail_notrack=True).write(
            {"engineer_id": engineer.id, "backup_engineer_id": backup.id}
        )
        tickets = contract._route_after_naming(*before)
        contract._tell_naming(before, reason, tickets)
        return True

    def ask_for_handbook(self):
        """Ask the client's managers to complete the system handbook; once a day is enough.

        :return: whether they were asked now
        """
        self._guard(GROUP_LEAD)
        asked = False
        for contract in self.sudo():  # sudo: contract - a lead who serves it, checked above
            if contract._missing_of_handbook() and not contract._asked_lately():
                contract._ask_for_handbook()
                asked = True
        return asked

    # -- may it be done

    def _check_can_name(self):
        if self.ended_at:
            raise UserError(self.env._("%s has ended: nobody answers under it.", self.code))
        if refusal := self._naming_refusal():
            raise UserError(refusal)

    def _naming_refusal(self):
        """Why the plan has no named engineer, and which plans have one; None when it has."""
        if self.has_entitlement(ENTITLEMENT):
            return None
        # sudo: plan - names of plans; vendor data that everybody here may read
        plans = self.env["ecosire.support.plan"].sudo()
        having = plans.search([("entitlement_ids.code", "=", ENTITLEMENT)])
        return self.env._(
            "The %(plan)s support plan has no named engineer: tickets go to the general queue. "
            "Support plans with one: %(plans)s.",
            plan=self.plan_id.name,
            plans=", ".join(having.mapped("name")) or self.env._("none"),
        )

    def _check_named(self, engineer_id, backup_id):
        """The two engineers behind the ids, both with access to this contract now."""
        serving = self._serving_engineers()
        engineer = serving.filtered(lambda one: one.id == engineer_id)
        backup = serving.filtered(lambda one: one.id == backup_id)
        if not engineer or (backup_id and not backup):
            raise UserError(
                self.env._(
                    "Choose an engineer who has access to %s now. The client's administrator "
                    "gives access.",
                    self.code,
                )
            )
        if engineer == backup:
            raise UserError(
                self.env._("%s is named first already: choose somebody else.", engineer.name)
            )
        return engineer, backup

    def _serving_engineers(self):
        return self.grant_ids._in_force().engineer_id.filtered("active").sorted("name")

    # -- the handbook

    def _missing_of_handbook(self):
        """What the handbook lacks, as sentences; one that nobody has opened lacks everything."""
        handbooks = self.env["ecosire.support.handbook"]
        handbook = handbooks._of(self) or handbooks.sudo().new({"contract_id": self.id})
        return handbook.with_context(lang=self.env.lang)._missing()

    def _check_handbook_ready(self):
        if missing := self._missing_of_handbook():
            raise HandbookNotReady(
                self.env._(
                    "%(named)s can be replaced only once the system handbook is complete, so "
                    "that somebody else can take over. %(missing)s",
                    named=self.engineer_id.name,
                    missing=" ".join(missing),
                )
            )

    def _asked_lately(self):
        """Whether the managers were asked within a day: a refusal is easily repeated."""
        return bool(
            self.env["mail.message"].search_count(
                [
                    ("model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("subject", "=", self._handbook_subject()),
                    ("date", ">", "now -1d"),
                ],
                limit=1,
            )
        )

    def _handbook_subject(self):
        return self.env._("Please complete the system handbook of %s", self.code)

    def _ask_for_handbook(self):
        body = self.env._(
            "ECOSIRE would like to name an engineer for your contract. For that the system "
            "handbook must be complete: whoever answers your tickets reads it. %(missing)s Open "
            "“System handbook” under “Plan & contract”, write what is missing, and save it.",
            missing=" ".join(self._missing_of_handbook()),
        )
        self._tell(self._handbook_subject(), [body], self._managers().partner_id)

    # -- what follows

    def _route_after_naming(self, named, backup):
        """Route anew the unanswered tickets of whoever lost the part; the tickets that moved."""
        gone = (named - self.engineer_id) | (backup - self.engineer_id - self.backup_engineer_id)
        return self.env["ecosire.support.ticket"]._route_unanswered(self, gone)

    def _tell_naming(self, before, reason, tickets):
        involved = before[0] | before[1] | self.engineer_id | self.backup_engineer_id
        readers = self._managers().partner_id | involved.user_id.partner_id
        subject = self.env._(
            "%(named)s answers first for %(contract)s",
            named=self.engineer_id.name,
            contract=self.code,
        )
        self._tell(subject, self._naming_lines(before, reason, tickets), readers)

    def _naming_lines(self, before, reason, tickets):
        env, nobody = self.env, self.env._("nobody")
        yield env._(
            "Tickets now go first to %(named)s; deputy: %(deputy)s. Before: %(old)s; deputy: "
            "%(old_deputy)s.",
            named=self.engineer_id.name,
            deputy=self.backup_engineer_id.name or nobody,
            old=before[0].name or nobody,
            old_deputy=before[1].name or nobody,
        )
        yield env._("%(lead)s says why: %(reason)s", lead=env.user.name, reason=reason)
        if tickets:
            yield env._(
                "Tickets without an answer that changed hands: %s.",
                ", ".join(tickets.sorted("number").mapped("number")),
            )
        if missing := self._missing_of_handbook():
            yield env._(
                "The system handbook is not complete: %s The client's managers are asked to "
                "complete it.",
                " ".join(missing),
            )

    def _tell(self, subject, lines, partners):
        """Log it on the contract and notify ``partners``."""
        self.message_post(
            subject=subject,
            # Markup: each line is escaped by it
            body=Markup().join(Markup("<p>%s</p>") % line for line in lines),
            partner_ids=partners.ids,
            author_id=self.env.user.partner_id.id,
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )
