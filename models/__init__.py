from . import common, plan, sla, contract, ticket, fence, res_company
