from odoo import api, fields, models


class EcosireSupportGrant(models.Model):
    """Who of ECOSIRE may see the tickets of which contract, from when to when."""

    _name = "ecosire.support.grant"
    _description = "Access of an engineer"
    _order = "date_to desc, id desc"

    engineer_id = fields.Many2one(
        "ecosire.support.engineer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(related="engineer_id.user_id", store=True, index=True)
    date_from = fields.Datetime(string="From", required=True, readonly=True)
    date_to = fields.Datetime(string="To", required=True, readonly=True)
    granted_by = fields.Char(required=True, readonly=True)
    revoked_at = fields.Datetime(readonly=True)
    revoked_by = fields.Char(readonly=True)
    in_force = fields.Boolean(compute="_compute_in_force")

    _span = models.Constraint(
        "check(date_to > date_from)", "The access must end after it begins. Choose a later end."
    )

    @api.depends("date_from", "date_to", "revoked_at")
    def _compute_in_force(self):
        now = fields.Datetime.now()
        for grant in self:
            grant.in_force = not grant.revoked_at and grant.date_from <= now < grant.date_to

    def _in_force(self):
        return self.filtered("in_force")

    def _lasts_until(self, now):
        """When these grants, of which none is revoked, first leave the person without access.

        One that begins before another ends goes on where that one stops; False without any now.
        """
        until = False
        for grant in self.sorted("date_from"):
            if grant.date_from <= (until or now) and grant.date_to > (until or now):
                until = grant.date_to
        return until

    def _revoke(self, by):
        """End these grants now; those that ended before, by a click or by date, keep their end."""
        now = fields.Datetime.now()
        live = self.filtered(lambda grant: not grant.revoked_at and now < grant.date_to)
        live.write({"revoked_at": now, "revoked_by": by})
        # an extended access is two grants that end together: told once, by its later end
        by_access = live.sorted("date_to").grouped(lambda one: (one.engineer_id, one.contract_id))
        for grants in by_access.values():
            grants[-1]._note_in_log("ended")

    def _note_in_log(self, what):
        """Put into the client's access log what became of these grants."""
        log = self.env["ecosire.support.access.log"]
        for grant in self:
            detail = self.env._(
                "%(engineer)s, %(contract)s, until %(day)s (UTC)",
                engineer=grant.engineer_id.name,
                contract=grant.contract_id.code,
                day=grant.date_to.strftime("%Y-%m-%d %H:%M"),
            )
            log._note(what, detail=detail, company=grant.contract_id.company_ids[:1])
