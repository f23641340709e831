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
    help,
    down,
    fence,
    res_company,
)
