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
    help,
    down,
    fence,
    res_company,
)
