# pylint: disable=redefined-builtin
from . import (
    common,
    notice,
    plan,
    sla,
    contract,
    license,
    ticket,
    mail,
    billing,
    sheet,
    fence,
    res_company,
)
from . import link, waiting
