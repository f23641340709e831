"""What people are told of. Which kinds there are is data; whether one can be left out, too."""

from odoo import fields, models

NOW, DAILY, NEVER = "now", "daily", "never"
CHOICES = [
    (NOW, "At once"),
    (DAILY, "Once a day, together"),
    (NEVER, "Not at all"),
]
OWN = [
    ("no", "Never: they know"),
    ("side", "When nobody else of their side gets it"),
    ("yes", "Always: it is their receipt"),
]


class EcosireSupportNoticeKind(models.Model):
    """A kind of notice, by the code with which the addon gives it."""

    _name = "ecosire.support.notice.kind"
    _description = "Kind of notice"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    description = fields.Char(translate=True, help="Who gets it, and what is to be done then.")
    sequence = fields.Integer(default=10)
    fixed = fields.Boolean(
        string="Always sent",
        help="Proof for both sides, or something that somebody must act on: nobody leaves it out.",
    )
    default_choice = fields.Selection(CHOICES, required=True, default=NOW)
    to_doer = fields.Selection(
        OWN, string="To whoever did it", required=True, default="no", readonly=True
    )
    for_staff = fields.Boolean(string="Client's staff get it")
    for_manager = fields.Boolean(string="Client's managers get it")
    for_engineer = fields.Boolean(string="ECOSIRE's engineers get it")
    for_lead = fields.Boolean(string="ECOSIRE's account leads get it")

    _code_unique = models.Constraint("unique(code)", "This kind of notice exists already.")
    _fixed_now = models.Constraint(
        "check(NOT fixed OR default_choice = 'now')",
        "What is always sent is sent at once. Choose “At once”.",
    )
