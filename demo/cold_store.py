"""The distributor's cold store: a company of its own, on Enterprise, with a night shift.

It is there for one question: whom does a critical ticket reach on a Sunday at three in the morning?
"""

from .contract import as_new
from .people import CLIENT_TZ, have_employee

NAME, CODE = "Delta Cold Store", "COLD"
NIGHT = ("Mila Jansen", "mila.jansen", ())


def have_cold_company(env):
    """The company; a new one has the contract that everybody has, from this very moment on."""
    companies = env["res.company"]
    company = companies.search([("name", "=", NAME)]) or companies.create(
        {"name": NAME, "country_id": env.ref("base.nl").id}
    )
    # its first number is made of the name, and would be the distributor's
    env["ecosire.support.contract"]._in_force(company).code = CODE
    env.flush_all()
    return company


def have_cold_store(env, company, calendar):
    """The second contract and the shift leader, by her key.

    :return: (contract, people)
    """
    contract = as_new(env["ecosire.support.contract"]._in_force(company), CODE, calendar)
    start = calendar.period_start.replace(tzinfo=None)
    plan = env.ref("ecosire_support.plan_enterprise")
    contract._open_term(plan, start, recorded_at=start)
    return contract, {"night": have_employee(env, company, "night", NIGHT, CLIENT_TZ)}


def name_engineers(contract, people):
    """Amina is the Dedicated Support Engineer, Bilal her deputy."""
    engineers = contract.env["ecosire.support.engineer"]
    contract.write(
        {
            "engineer_id": engineers._of_user(people["engineer"]).id,
            "backup_engineer_id": engineers._of_user(people["lead"]).id,
        }
    )
