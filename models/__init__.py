from . import common, plan, sla, contract, ticket, mail, billing, fence, res_company
