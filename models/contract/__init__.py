from . import contract, contract_promise, engineer, engineer_access, grant, term
