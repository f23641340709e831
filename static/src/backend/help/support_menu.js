import { Component, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { useDropdownState } from "@web/core/dropdown/dropdown_hooks";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useLiveTickets } from "../../common/live_view";
import { callTicket, support } from "./call";
import { SupportDialog } from "./support_dialog";
import { forget, unsent } from "./unsent";

/** "Support" in the bar at the top: file from any screen, one's open tickets, whom to call. */
export class SupportMenu extends Component {
    static template = "ecosire_support.SupportMenu";
    static components = { Dropdown, DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.steps = useService("ecosire_support.steps");
        this.dropdown = useDropdownState();
        useLiveTickets(() => this.dropdown.isOpen && this.load());
        this.state = useState({ tickets: [], more: false, ways: support.ways, problem: "", unsent: [] });
    }

    async load() {
        this.state.unsent = unsent();
        try {
            Object.assign(this.state, await callTicket("my_support"), { problem: "" });
        } catch {
            this.state.problem = _t("Odoo cannot be reached now; this is how ECOSIRE is reached:");
        }
    }

    fileHere() {
        this.dialog.add(SupportDialog, { environment: this.steps.circumstances() });
    }

    openTicket(ticket) {
        this.action.doAction("ecosire_support.ticket_action", {
            viewType: "form",
            props: { resId: ticket.id },
        });
    }

    linkTo(way) {
        return { tag: "a", class: "o_ecosire_way", attrs: { href: way.link } };
    }

    openAll() {
        this.action.doAction("ecosire_support.ticket_action", { clearBreadcrumbs: true });
    }

    /** What could not be sent when it happened; by its key each is kept once. */
    async sendAgain() {
        for (const report of this.state.unsent) {
            const told = await callTicket("report_error", report);
            forget(report.key);
            this.notification.add(told.promise, { type: "success", title: told.number });
        }
        this.state.unsent = [];
    }
}

registry.category("systray").add(
    "ecosire_support.SupportMenu",
    { Component: SupportMenu, isDisplayed: () => support.may_file },
    { sequence: 30 }
);
