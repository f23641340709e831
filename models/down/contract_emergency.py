"""How ECOSIRE is reached while the client's Odoo is down: by phone, WhatsApp and mail.

The numbers are ECOSIRE's facts. ECOSIRE's account lead enters them in the portal; where no lead
has access yet, a support manager or the administrator copies them from what came with the
contract. Whoever it was, the change is kept with what stood there before, and both sides are
told: a wrong number on the system-down card would be found out on the worst day.
"""

from datetime import UTC

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ...core import labels, phone, reach
from ..common.guard import GROUP_ADMIN, GROUP_LEAD, GROUP_MANAGER
from ..common.row_lock import lock_rows

LOGGED = 20
READERS = f"{GROUP_MANAGER},{GROUP_LEAD},{GROUP_ADMIN}"
# what each is checked by
CHECKS = {
    "emergency_phone": phone.international,
    "emergency_whatsapp": phone.international,
    "emergency_page": reach.page,
}


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    emergency_phone = fields.Char(
        string="Phone",
        readonly=True,
        copy=False,
        groups=READERS,
        help="ECOSIRE's number for critical incidents, with + and the country.",
    )
    emergency_whatsapp = fields.Char(
        string="WhatsApp",
        readonly=True,
        copy=False,
        groups=READERS,
        help="ECOSIRE's WhatsApp number for critical incidents, with + and the country.",
    )
    emergency_page = fields.Char(
        string="Status page",
        readonly=True,
        copy=False,
        groups=READERS,
        help="Where ECOSIRE says how it is doing, outside of this Odoo: an https address.",
    )
    emergency_change_ids = fields.One2many(
        "ecosire.support.emergency.change",
        "contract_id",
        readonly=True,
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )

    def set_emergency(self, values):
        """Tell how ECOSIRE is reached while Odoo is down; an empty text takes a way away.

        :param values: ``emergency_phone``, ``emergency_whatsapp``, ``emergency_page``, or some
            of them
        :return: whether something changed
        :raises UserError: in words, when nobody could be reached that way; nothing is kept then
        """
        self._guard(GROUP_ADMIN, GROUP_MANAGER, GROUP_LEAD)
        self.ensure_one()
        checked = self._checked_emergency(values)
        this = self.sudo()  # sudo: contract - role checked above; nobody may write it directly
        lock_rows(this)  # what stood there before is what the other one entered
        changes = {
            name: (this[name], value)
            for name, value in checked.items()
            if value != (this[name] or "")
        }
        if not changes:
            return False
        this.write({name: value or False for name, (_before, value) in changes.items()})
        self._say_emergency_changed(changes)
        return True

    def set_mailbox(self, address):
        """As before; the mailbox stands on the card too, so who changed it is kept and told."""
        self._guard(GROUP_ADMIN, GROUP_MANAGER)
        this = self.sudo()  # sudo: contract - role checked above, super checks it again
        before = this.mailbox
        done = super().set_mailbox(address)
        if (before or "") != (this.mailbox or ""):
            self._say_emergency_changed({"mailbox": (before, this.mailbox)})
        return done

    def _checked_emergency(self, values):
        """The values as they are kept: numbers readable, "" for none."""
        if not isinstance(values, dict) or set(values) - set(CHECKS):
            raise UserError(
                self.env._("Only a phone, a WhatsApp number and a status page are kept.")
            )
        checked = {}
        for name, value in values.items():
            text = value.strip() if isinstance(value, str) else ""
            label = self._fields[name]._description_string(self.env)
            try:
                checked[name] = CHECKS[name](text, label) if text else ""
            except ValueError as error:
                translate, reason = self.env._, str(error).removeprefix(f"{label}: ")
                raise UserError(
                    self.env._("%(field)s: %(reason)s.", field=label, reason=translate(reason))
                ) from error
        return checked

    def _say_emergency_changed(self, changes):
        """Keep who changed what, and tell both sides but for the one who did it."""
        rows = self.env["ecosire.support.emergency.change"]._keep(self, changes)
        self._card_changed()
        this = self.sudo()  # sudo: contract - its chatter is the managers' alone
        this._message_log(body=this._emergency_words(rows), author_id=self.env.user.partner_id.id)
        this._tell_each(
            this._both_sides() - self.env.user.partner_id,
            lambda reader, _partner: (
                reader.env._(
                    "%s: how ECOSIRE is reached when Odoo is down has changed", reader.code
                ),
                reader._emergency_words(rows.with_env(reader.env)),
            ),
        )

    def _emergency_words(self, rows):
        by = self.env._("Changed by %s:", rows[:1].actor_name)
        return Markup("<br/>").join([by, *(row._in_words() for row in rows)])

    def _emergency_log(self):
        """The newest changes in words, newest first: when, who, of which side, and what."""
        # sudo: emergency.change - read by the page of those who may change it
        rows = self.sudo().emergency_change_ids[:LOGGED]
        sides = dict(rows._fields["side"]._description_selection(self.env))
        return [
            self.env._(
                "%(when)s, %(who)s (%(side)s): %(what)s",
                when=self._emergency_moment(row.at),
                who=row.actor_name,
                side=sides[row.side],
                what=row.with_env(self.env).sudo()._in_words(),
            )
            for row in rows
        ]

    def _emergency_moment(self, instant):
        """``28 Nov 2026 10:20 (Karachi, UTC+5)``, in the reader's zone."""
        zone = self.env.user.tz or self.tz
        text = format_datetime(self.env, instant, tz=zone, dt_format="d MMM y HH:mm")
        return f"{text} ({labels.zone_label(zone, instant.replace(tzinfo=UTC))})"

    # -- what others ask

    def _emergency_ways(self):
        """How ECOSIRE is reached now without this Odoo, as far as the plan in force grants it.

        :return: ``[(label, value, link), …]``, the fastest first; safe to show to whoever may
            read the contract
        """
        self.ensure_one()
        this = self.sudo()  # sudo: contract - numbers that the plan grants, and the mailbox
        ways = []
        if this.has_entitlement("phone_critical"):
            if number := this.emergency_phone:
                ways.append((self.env._("Phone"), number, reach.phone_link(number)))
            if number := this.emergency_whatsapp:
                ways.append((self.env._("WhatsApp"), number, reach.whatsapp_link(number)))
        if address := this.mailbox:
            subject = self.env._("%s: our Odoo is down", this.code)
            ways.append((self.env._("Mail"), address, reach.mail_link(address, subject)))
        return ways
