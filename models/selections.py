"""The lists of choices that models, reports and tests share."""

SEVERITIES = [
    ("critical", "Critical"),
    ("high", "High"),
    ("medium", "Medium"),
    ("low", "Low"),
]
METRICS = [
    ("first_response", "First answer"),
    ("next_response", "Next answer"),
    ("resolution", "Resolution"),
]
UNITS = [
    ("clock_hours", "Clock hours"),
    ("coverage_hours", "Hours within the service hours"),
    ("business_days", "Business days"),
]
TICKET_STATES = [
    ("new", "New"),
    ("in_progress", "In progress"),
    ("waiting_client", "Waiting for you"),
    ("waiting_vendor", "Waiting for a third party"),
    ("resolved", "Resolved"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
CLOCK_STATES = [
    ("running", "Running"),
    ("paused", "Paused"),
    ("met", "Answered"),
    ("breached", "Missed"),
    ("cancelled", "Cancelled"),
]
EVENT_KINDS = [
    ("started", "Started"),
    ("paused", "Paused"),
    ("resumed", "Resumed"),
    ("retargeted", "Target changed"),
    ("met", "Answered"),
    ("breached", "Missed"),
    ("accepted", "Delay accepted"),
    ("cancelled", "Cancelled"),
]
IMPACTS = [
    ("question", "Just a question"),
    ("flaw", "A flaw, work goes on"),
    ("impaired", "Something important is impaired"),
    ("stopped", "Work has stopped"),
]
LOGINS = [
    ("yes", "Colleagues can log in"),
    ("no", "Nobody can log in"),
    ("unknown", "I don't know"),
]
DATA_LOSSES = [
    ("none", "No data is lost"),
    ("risk", "Data is at risk"),
    ("active", "Data is being lost or corrupted"),
]
WORKAROUNDS = [
    ("everyone", "Yes, for everyone"),
    ("some", "For some of us"),
    ("nobody", "No, for nobody"),
    ("unknown", "I don't know"),
]
SCOPES = [
    ("in_plan", "In your plan"),
    ("other_plan", "Not in your plan"),
    ("unknown", "Not known until diagnosed"),
    ("quoted", "Quoted separately"),
]
CORE_BUG_STATES = [
    ("suspected", "Suspected"),
    ("confirmed", "Confirmed"),
    ("workaround", "Worked around"),
    ("escalated", "Reported to Odoo"),
    ("fixed", "Fixed in Odoo"),
    ("not_core_bug", "Not a defect of Odoo"),
]
WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]
