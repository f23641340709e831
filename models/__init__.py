from . import common, plan, sla, contract, ticket, mail, fence, res_company
