"""The distributor's system handbook: written when Standard began, brought up to date since."""

from .held_time import held

WRITTEN = {
    "integrations": "<ul><li><b>Web shop</b> (Shopify): orders every 5 minutes, stock every 15. "
    "Built by ECOSIRE. If it stops, the sales team sees no new order by ten.</li>"
    "<li><b>Bank</b>: CAMT.053 statements each night, direct debit on the 1st and the 15th.</li>"
    "<li><b>Carriers</b> PostNL and DHL: labels while packing, prices each hour.</li></ul>",
    "custom_work": "<p><b>Route planning</b> (ECOSIRE, 2024): sorts deliveries into nine routes and "
    "prints the slips by route. Without it the second shift cannot load.</p>"
    "<p><b>Bundles</b>: a bundle's stock is that of its scarcest part; the web shop reads it.</p>",
    "contacts": "<p>Pieter van Dijk decides (IT, ext. 12). Warehouse: Sanne de Vries, from 06:00. "
    "Finance: Joost Bakker. Web shop: Fatima El Amrani.</p>"
    "<p>The server is run by our own IT: Daan Visser, also in the evening for what cannot wait."
    "</p>",
    "risks": "<p>Loading is 05:30–07:00: nothing is changed before eight. Month's end belongs to "
    "finance. Never restart the label printers' service while packing: it prints all over again."
    "</p>",
    "team": "<p>ECOSIRE: Bilal Raza led the project, Amina Khan built the web shop's connector. "
    "On our side Pieter van Dijk and Sanne de Vries; Sanne knows why the routes are as they are."
    "</p>",
}
FIRST_RISKS = "<p>Loading is 05:30–07:00: nothing is changed before eight.</p>"


def have_handbook(contract, manager, calendar):
    """The handbook of ``contract``, written and later completed by the client's manager."""
    mine = contract.with_user(manager)
    action = mine.action_open_handbook()
    handbook = mine.env[action["res_model"]].browse(action["res_id"])
    with held(calendar.office_hours_ago(620)):
        handbook.write({**WRITTEN, "risks": FIRST_RISKS})
    with held(calendar.office_hours_ago(130)):
        handbook.risks = WRITTEN["risks"]
