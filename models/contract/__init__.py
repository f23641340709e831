from . import (
    contract,
    contract_promise,
    contract_screen,
    engineer,
    engineer_access,
    grant,
    term,
)
