"""The distributor's two licences: one for its warehouse labels, one of its test system."""

from datetime import timedelta

from odoo.fields import Command

# name, module, technical name, key, use, days until the updates end
LICENCES = {
    "labels": (
        "Warehouse labels",
        "Warehouse labels",
        "ecosire_warehouse_labels",
        "LABEL-7K2M-Q9XD-31VB-T5HW",
        "production",
        25,
    ),
    "carrier": (
        "Carrier connector, test system",
        "Carrier connector",
        "ecosire_carrier_connector",
        "CARR-88PZ-4NLA-W2JE-C60R",
        "staging",
        290,
    ),
}


def have_licences(env, company, today):
    """The licences by their keys, with updates that end some days after ``today``."""
    return {
        key: env["ecosire.support.license"].create(
            {
                "name": name,
                "company_id": company.id,
                "key": license_key,
                "use": use,
                "updates_until": today + timedelta(days=days),
                "module_ids": [Command.create({"name": module, "technical_name": technical})],
            }
        )
        for key, (name, module, technical, license_key, use, days) in LICENCES.items()
    }
