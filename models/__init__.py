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
    outbox,
    down,
    fence,
    res_company,
)
