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
    fence,
    res_company,
)
