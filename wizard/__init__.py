from . import (
    change_request,
    discard,
    emergency,
    invite,
    invite_extend,
    mail_accept,
    mail_setup,
    mail_setup_steps,
    mail_setup_test,
    reason,
    secret_shown,
    statement_bill,
)
