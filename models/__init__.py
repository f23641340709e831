# pylint: disable=redefined-builtin
from . import (
    common,
    plan,
    sla,
    contract,
    license,
    ticket,
    mail,
    billing,
    sheet,
    escalation,
    outbox,
    help,
    down,
    fence,
    res_company,
)
