# pylint: disable=redefined-builtin
from . import common, plan, sla, contract, license, ticket, mail, billing, fence, res_company
