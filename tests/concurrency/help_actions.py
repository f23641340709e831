"""What workers do with errors: send, answer, file anew."""

import threading

from .transact import told, transact

TRACE = """Traceback (most recent call last):
  File "/opt/odoo/addons/stock/models/stock_move.py", line {line}, in _action_done
    raise ValueError(lot)
ValueError: lot {line}
"""


def hire(registry, logins):
    """Colleagues of the client's clerk."""

    def work(env):
        clerk = env["res.users"].search([("login", "=", "delta_clerk")])
        for login in logins:
            env["res.users"].with_context(no_reset_password=True).create(
                {
                    "name": login,
                    "login": login,
                    "company_id": clerk.company_id.id,
                    "company_ids": [(6, 0, clerk.company_id.ids)],
                    "group_ids": [(6, 0, env.ref("base.group_user").ids)],
                }
            )

    transact(registry, work)


def send_error(registry, logins, key=None, anew=False):
    """Each sends the same error, all at one instant from threads; what each is told."""
    answers, barrier = [], threading.Barrier(len(logins))

    def one(number, login):
        report = {
            "key": key or f"report-of-{login.replace('_', '-')}-{'anew' if anew else 'first'}",
            "traceback": TRACE.format(line=number),
            "anew": anew,
        }

        def work(env):
            return env["ecosire.support.ticket"].report_error(report)

        barrier.wait()
        try:
            answer = transact(registry, work, login)
            answers.append({"login": login, "number": answer["number"], "status": answer["status"]})
        except Exception as error:
            answers.append({"login": login, "error": repr(error)})

    threads = [threading.Thread(target=one, args=one_) for one_ in enumerate(logins)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def answer_error(registry, login, key, answers):
    """One who has sent the error says how bad it is; what he is told if that is refused."""

    def work(env):
        return env["ecosire.support.ticket"].answer_report(key, answers)["number"]

    return told(lambda: transact(registry, work, login))


def cure(registry, login):
    """An engineer resolves every open ticket."""

    def work(env):
        for ticket in env["ecosire.support.ticket"].search([("is_open", "=", True)]):
            ticket.resolve("Receive the return first", "A return")

    transact(registry, work, login)
