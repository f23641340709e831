"""What is known of the screen, the browser and the versions, in words for whoever reads a ticket."""

from odoo import api, fields, models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    environment_lines = fields.Json(compute="_compute_environment_lines")

    @api.depends("environment")
    @api.depends_context("lang")
    def _compute_environment_lines(self):
        for ticket in self:
            ticket.environment_lines = ticket._environment_in_words()

    def _environment_in_words(self):
        """``[{"label", "text" or "lines"}]`` in the reader's language; empty when nothing is known."""
        told = self.environment or {}
        if not isinstance(told, dict):
            return []
        lines = [
            (self.env._("Page"), told.get("page")),
            (self.env._("Screen"), self._screen_in_words(told)),
            (self.env._("Record"), self._record_in_words(told)),
            (self.env._("Module at fault"), self._fault_in_words(told.get("fault") or {})),
            (self.env._("Browser"), self._browser_in_words(told)),
            (self.env._("Language"), self._language_in_words(told)),
            (self.env._("Odoo"), told.get("odoo")),
        ]
        facts = [{"label": label, "text": text} for label, text in lines if text]
        lists = [
            (self.env._("What was done last"), self._steps_in_words(told)),
            (self.env._("Values on the screen, shared by the client"), self._values_told(told)),
            (self._modules_label(told), self._modules_told(told)),
        ]
        return facts + [{"label": label, "lines": rows} for label, rows in lists if rows]

    def _screen_in_words(self, told):
        view, name = told.get("view"), told.get("action_name")
        return self.env._("%(name)s (%(view)s)", name=name, view=view) if name and view else name

    def _record_in_words(self, told):
        model = told.get("model")
        if not model:
            return ""
        name = told.get("model_name") or model
        if record := told.get("record_id"):
            return self.env._(
                "%(name)s, number %(record)s (%(model)s)", name=name, record=record, model=model
            )
        return f"{name} ({model})"

    def _fault_in_words(self, fault):
        if action := fault.get("server_action"):
            return self.env._("Server action “%s”", action)
        if not fault.get("module"):
            return ""
        name = " ".join(filter(None, (fault["module"], fault.get("version"))))
        if licence := fault.get("licence"):
            return self.env._("%(name)s, on the licence “%(licence)s”", name=name, licence=licence)
        return self.env._("%s, on no licence that is entered here", name)

    def _browser_in_words(self, told):
        return ", ".join(filter(None, (told.get("browser"), told.get("screen"))))

    def _language_in_words(self, told):
        code = told.get("language") or ""
        # a language that was switched off since has its code alone
        return self.env["res.lang"]._get_data(code=code).name or code

    def _steps_in_words(self, told):
        words = {
            "menu": self.env._("menu"),
            "button": self.env._("button"),
            "action": self.env._("screen"),
            "tab": self.env._("tab"),
            "view": self.env._("view"),
        }
        return [
            self.env._(
                "%(ago)s s before: %(kind)s %(name)s",
                ago=step["ago"],
                kind=words.get(step["kind"], ""),
                name=step["name"],
            )
            for step in told.get("steps") or []
        ]

    def _values_told(self, told):
        return [f"{label}: {value}" for label, value in told.get("values") or []]

    def _modules_label(self, told):
        listed, count = len(told.get("modules") or []), told.get("modules_count") or 0
        return self.env._(
            "Modules that are not Odoo's own (%(listed)s of %(count)s)", listed=listed, count=count
        )

    def _modules_told(self, told):
        return [" ".join(filter(None, row)) for row in told.get("modules") or []]
