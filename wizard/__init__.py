from . import (
    change_request,
    emergency,
    invite,
    invite_extend,
    mail_accept,
    mail_setup,
    mail_setup_steps,
    mail_setup_test,
    outage,
    reason,
    statement_bill,
)
