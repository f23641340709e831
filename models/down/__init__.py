from . import (
    card,
    contract_card,
    contract_card_files,
    contract_card_mail,
    contract_down_portal,
    contract_down_screen,
    contract_emergency,
    emergency_change,
)
