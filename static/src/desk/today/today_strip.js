import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Promised } from "../queue/promised";
import { QUEUE } from "../shell/places";

/** What breaches next, who is off, what waits for me: always above the tickets. */
export class TodayStrip extends Component {
    static template = "ecosire_support.TodayStrip";
    static props = {};
    static components = { Promised };

    setup() {
        this.action = useService("action");
        this.today = useState(useService("ecosire_support_today"));
    }

    get facts() {
        return this.today.facts;
    }

    open(ticket) {
        return this.action.doAction(QUEUE, {
            clearBreadcrumbs: true,
            viewType: "form",
            props: { resId: ticket.id },
        });
    }

    /** The queue, narrowed to what a number counts. */
    show(...filters) {
        const chosen = Object.fromEntries(filters.map((name) => [`search_default_${name}`, 1]));
        return this.action.doAction(QUEUE, { clearBreadcrumbs: true, additionalContext: chosen });
    }
}
