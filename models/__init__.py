# pylint: disable=redefined-builtin
from . import common, plan, sla, contract, license, ticket, mail, fence, res_company
from . import common, plan, sla, contract, ticket, mail, billing, fence, res_company
