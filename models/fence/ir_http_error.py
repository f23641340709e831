from odoo import models

from .rights import HOME
from .strangers import is_engineer


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_error_html(cls, env, code, values):
        """Engineers get a page of their own: the client's shows its site, and asks things of it."""
        if not is_engineer(env):
            return super()._get_error_html(env, code, values)
        headline, advice = cls._ecosire_support_error_words(env, code)
        page = {
            "headline": headline,
            "advice": advice,
            "home": HOME,
        }
        # sudo: ir.ui.view - a page of ours, which shows no record
        html = env["ir.qweb"].sudo()._render("ecosire_support.error_page", page)
        return code, html

    @classmethod
    def _ecosire_support_error_words(cls, env, code):
        if code in (403, 404):
            return (
                env._("There is nothing here"),
                env._(
                    "This page does not exist, or your access does not cover it. If a mail led you "
                    "here, the access may have ended since: ask your account lead."
                ),
            )
        if code == 413:
            return (
                env._("That was too large"),
                env._(
                    "Nothing was kept. Go back, choose smaller files or less text, and send again."
                ),
            )
        if code < 500:
            return (
                env._("That could not be read"),
                env._("Nothing was done. Go back, reload the page, and send again."),
            )
        return (
            env._("That failed"),
            env._(
                "Nothing was done. Go back and try again; if it fails again, tell your account lead "
                "what you did and when: the server's log tells why."
            ),
        )
