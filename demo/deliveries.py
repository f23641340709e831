"""A small app of the distributor's own, with a defect: its button ends in a real error.

Odoo's own Inventory is not installed in the demo. A model of the database's own stands in for it,
as clients make them; one delivery holds a pallet that came back without its number, and there the
code behind "Validate" fails.
"""

from odoo.fields import Command

MODEL = "x_delivery"
CODE = """
# each pallet is called like PAL-0412; its number says at which dock it is loaded
docks = [int(pallet.split("-")[1]) % 4 + 1 for pallet in record.x_pallets.split(", ")]
record.write({"x_state": "done", "x_dock": docks[0]})
"""
FORM = """
<form>
    <header>
        <button name="%s" type="action" string="Validate" class="btn-primary" invisible="x_state == 'done'"/>
        <field name="x_state" widget="statusbar"/>
    </header>
    <sheet>
        <h1><field name="x_name" readonly="1"/></h1>
        <group>
            <field name="x_customer" readonly="1"/>
            <field name="x_route" readonly="1"/>
            <field name="x_pallets" readonly="1"/>
            <field name="x_dock" readonly="1" invisible="x_state != 'done'"/>
        </group>
    </sheet>
</form>
"""
LIST = """
<list create="0">
    <field name="x_name"/><field name="x_customer"/><field name="x_route"/><field name="x_pallets"/>
    <field name="x_state" widget="badge" decoration-success="x_state == 'done'"/>
</list>
"""
BROKEN = "WH/OUT/22014"
ROWS = (
    (BROKEN, "Bakker & Zonen, Breda", "Route 7", "PAL-0412, RETURN, PAL-0415"),
    ("WH/OUT/22015", "De Haan Bouw, Delft", "Route 2", "PAL-0416, PAL-0417"),
    ("WH/OUT/22016", "Vlaamse Handel, Gent", "Route 7", "PAL-0420"),
    ("WH/OUT/22017", "Kroon Retail, Utrecht", "Route 4", "PAL-0421, PAL-0422, PAL-0423"),
)


def have_deliveries(env):
    """The app, made once, with its deliveries waiting anew; the action that shows them."""
    model = env["ir.model"].search([("model", "=", MODEL)]) or _make_model(env)
    action = env["ir.actions.act_window"].search([("res_model", "=", MODEL)], limit=1)
    rows = env[MODEL]
    rows.search([]).unlink()
    rows.create(
        [
            {
                "x_name": name,
                "x_customer": who,
                "x_route": route,
                "x_pallets": pallets,
                "x_state": "ready",
            }
            for name, who, route, pallets in ROWS
        ]
    )
    return action or _make_screens(env, model)


def _make_model(env):
    text = {"ttype": "char", "state": "manual"}
    return env["ir.model"].create(
        {
            "name": "Delivery",
            "model": MODEL,
            "order": "x_name",
            "field_id": [
                Command.create({**text, "name": "x_name", "field_description": "Delivery"}),
                Command.create({**text, "name": "x_customer", "field_description": "Customer"}),
                Command.create({**text, "name": "x_route", "field_description": "Route"}),
                Command.create({**text, "name": "x_pallets", "field_description": "Pallets"}),
                Command.create(
                    {**text, "ttype": "integer", "name": "x_dock", "field_description": "Dock"}
                ),
                Command.create(
                    {
                        **text,
                        "ttype": "selection",
                        "name": "x_state",
                        "field_description": "State",
                        "selection_ids": [
                            Command.create({"value": "ready", "name": "Ready", "sequence": 1}),
                            Command.create({"value": "done", "name": "Done", "sequence": 2}),
                        ],
                    }
                ),
            ],
            "access_ids": [
                Command.create(
                    {
                        "name": "deliveries of the demo",
                        "group_id": env.ref("base.group_user").id,
                        "perm_read": True,
                        "perm_write": True,
                        "perm_create": False,
                        "perm_unlink": False,
                    }
                )
            ],
        }
    )


def _make_screens(env, model):
    validate = env["ir.actions.server"].create(
        {"name": "Validate delivery", "model_id": model.id, "state": "code", "code": CODE}
    )
    for kind, arch in (("form", FORM % validate.id), ("list", LIST)):
        env["ir.ui.view"].create(
            {"name": f"delivery.{kind}", "model": MODEL, "type": kind, "arch": arch}
        )
    action = env["ir.actions.act_window"].create(
        {"name": "Deliveries", "res_model": MODEL, "view_mode": "list,form", "path": "deliveries"}
    )
    env["ir.ui.menu"].create(
        {
            "name": "Deliveries",
            "action": f"ir.actions.act_window,{action.id}",
            "web_icon": "base,static/description/icon.png",
            "sequence": 5,
        }
    )
    return action
