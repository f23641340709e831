from . import (
    absence,
    absence_begin,
    contract_duty,
    engineer_duty,
    engineer_hours,
    holding,
    plan_title,
    ticket_away,
    ticket_hand,
    ticket_holding,
    ticket_holding_screen,
    ticket_route,
)
