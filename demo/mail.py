"""Mail of the story: written as mail programs write it, handed in at Odoo's own gateway."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from odoo import fields
from odoo.tools import html2plaintext

from .people import set_differing

DOMAIN = "delta-distribution.example"
DESK = f"support@{DOMAIN}"


def have_desk(env, company):
    """The desk's own address, to which mail for support is written."""
    domains = env["mail.alias.domain"]
    domain = domains.search([("name", "=", DOMAIN)]) or domains.create({"name": DOMAIN})
    set_differing(company, {"alias_domain_id": domain.id})
    alias = env.ref("ecosire_support.mail_alias")
    set_differing(alias, {"alias_name": "support", "alias_domain_id": domain.id})


def write_mail(person, moment, subject, body, answered=None):
    """The bytes of a mail; an answer quotes what it answers, as most programs do."""
    mail = EmailMessage()
    mail["From"] = formataddr((person.name, person.email))
    mail["To"] = DESK
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{moment:%Y%m%d%H%M%S}.{person.login}@mail.{DOMAIN}>"
    again = answered and not subject.startswith("Re: ")
    mail["Subject"] = f"Re: {subject}" if again else subject
    if answered:
        mail["In-Reply-To"] = mail["References"] = answered.message_id
        body += _quote(answered)
    mail.set_content(html2plaintext(body))
    mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    return mail.as_bytes()


def newest_told(ticket, partner):
    """The newest message of ``ticket`` that was notified to ``partner``."""
    domain = [("model", "=", ticket._name), ("res_id", "=", ticket.id)]
    told = [*domain, ("notified_partner_ids", "in", partner.ids)]
    message = ticket.env["mail.message"].search(told, order="id desc", limit=1)
    message.invalidate_recordset(["date"])  # the play dates its messages behind the ORM's back
    return message


def _quote(message):
    when = fields.Datetime.to_string(message.date)[:16]
    return (
        f"<div>On {when} {message.author_id.name} wrote:</div>"
        f'<blockquote type="cite">{message.body}</blockquote>'
    )
