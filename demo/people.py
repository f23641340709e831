"""The distributor, its people and its contract: made once, found again at later starts."""

from datetime import timedelta

from odoo import fields

CLIENT_TZ = "Europe/Amsterdam"
STAFF = {
    # key and login: name, address, groups
    "clerk": ("Sanne de Vries", "sanne.devries", ()),
    "finance": ("Joost Bakker", "joost.bakker", ()),
    "sales": ("Fatima El Amrani", "fatima.elamrani", ()),
    "manager": ("Pieter van Dijk", "pieter.vandijk", ("ecosire_support.group_manager",)),
}
ENGINEERS = {
    # key and login: name, address, role
    "engineer": ("Amina Khan", "amina.khan", "engineer"),
    "lead": ("Bilal Raza", "bilal.raza", "lead"),
}
ADMIN = "Daan Visser"
CODE = "DELTA"
COMPANY = {
    "name": "Delta Distribution",
    "street": "Waalhaven Oostzijde 85",
    "zip": "3087 BM",
    "city": "Rotterdam",
    "phone": "+31 10 555 01 85",
    "email": "info@delta-distribution.example",
    "website": "https://delta-distribution.example",
}


def have_company(env):
    """The database's first company becomes the distributor."""
    company = env.ref("base.main_company")
    company.write({**COMPANY, "country_id": env.ref("base.nl").id})
    return company


def have_staff(env, company):
    """The client's people by their keys, the administrator among them."""
    users = env["res.users"].with_context(active_test=False, no_reset_password=True)
    people = {}
    for login, (name, address, groups) in STAFF.items():
        user = users.search([("login", "=", login)]) or users.create(
            {"name": name, "login": login, "company_ids": [fields.Command.set(company.ids)]}
        )
        groups = ("base.group_user", "mail.group_mail_notification_type_inbox", *groups)
        user.write(
            {
                **_plain(name, f"{address}@delta-distribution.example", CLIENT_TZ),
                "company_id": company.id,
                "group_ids": [fields.Command.set([env.ref(xmlid).id for xmlid in groups])],
            }
        )
        people[login] = user
    people["admin"] = env.ref("base.user_admin")
    people["admin"].write(
        {
            **_plain(ADMIN, "daan.visser@delta-distribution.example", CLIENT_TZ),
            "login": "admin",
            "notification_type": "inbox",
        }
    )
    return people


def have_engineers(env, contract, begin, at):
    """ECOSIRE's people by their keys, each with access from ``begin`` to a year from now.

    Whoever else was invited while the demo was played with is taken out again.
    """
    engineers = env["ecosire.support.engineer"].with_context(active_test=False)
    contract.grant_ids.unlink()
    people = {}
    for login, (name, address, role) in ENGINEERS.items():
        email = f"{address}@ecosire.example"
        engineer = engineers.search([("user_id.login", "=", login)])
        if not engineer:
            engineer = engineers._invite(
                name, email, role, contract.browse(), begin, at + timedelta(days=365)
            )
        user = engineer.user_id.with_context(active_test=False)
        # the access may have been ended while the demo was played with
        engineer.active = user.partner_id.active = True
        user.write({**_plain(name, email, "Asia/Karachi"), "login": login, "active": True})
        env["ecosire.support.grant"].create(
            {
                "engineer_id": engineer.id,
                "contract_id": contract.id,
                "date_from": begin,
                "date_to": at + timedelta(days=365),
                "granted_by": ADMIN,
            }
        )
        people[login] = user
    return people


def _plain(name, email, tz):
    return {"name": name, "email": email, "tz": tz, "lang": "en_US"}
