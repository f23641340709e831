from . import (
    contract,
    contract_granted,
    contract_promise,
    contract_screen,
    engineer,
    engineer_access,
    engineer_expiry,
    engineer_return,
    grant,
    term,
)
