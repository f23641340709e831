# pylint: disable=redefined-builtin
from . import common, plan, sla, contract, license, ticket, mail, sheet, fence, res_company
