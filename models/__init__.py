# pylint: disable=redefined-builtin
from . import common, plan, sla, contract, license, ticket, mail, fence, res_company
