from . import (
    card,
    contract_card,
    contract_card_files,
    contract_card_mail,
    contract_down_portal,
    contract_down_screen,
    contract_emergency,
    contract_outage,
    emergency_change,
    ticket_outage_notices,
    ticket_outage_outlook,
)
