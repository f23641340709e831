from . import (
    contract_mailbox,
    intake,
    intake_actions,
    mail_thread,
    ticket_mail_in,
    ticket_mail_out,
    ticket_mail_html,
    ticket_mail_trust,
)
