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
    fence,
    res_company,
)
