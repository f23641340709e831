"""What can happen to a ticket, as a catalogue: what connections choose from, and what is documented."""

from odoo import api, fields, models, tools


class EcosireSupportEventType(models.Model):
    _name = "ecosire.support.event.type"
    _description = "Kind of event"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="What happened, as people read it in Slack."
    )
    code = fields.Char(required=True, help="The name by which a webhook's receiver knows it.")
    sequence = fields.Integer(default=10)
    in_slack = fields.Boolean(
        string="Usual in Slack", help="Chosen when a Slack connection is made."
    )

    _code_unique = models.Constraint("unique(code)", "This name of an event is taken.")

    @api.model
    @tools.ormcache("code", cache="stable")
    def _id_of(self, code):
        """The id of the event with this name.

        :raises ValueError: for a name that is in no catalogue, which nobody could choose
        """
        found = self.search([("code", "=", code)], limit=1)
        if not found:
            raise ValueError(f"event: {code!r} is not in the catalogue of events")
        return found.id
