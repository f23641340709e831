# pylint: disable=redefined-builtin
from . import (
    common,
    plan,
    sla,
    contract,
    license,
    ticket,
    mail,
    routing,
    billing,
    sheet,
    outbox,
    help,
    down,
    fence,
    res_company,
)
