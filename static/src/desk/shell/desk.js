import { Component, onMounted, useExternalListener } from "@odoo/owl";
import { routerBus } from "@web/core/browser/router";
import { useOwnDebugContext } from "@web/core/debug/debug_context";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { useBus, useService } from "@web/core/utils/hooks";
import { ActionContainer } from "@web/webclient/actions/action_container";
import { DeskBar } from "./desk_bar";

export const FIRST_ACTION = "ecosire-desk-queue";

/** The desk: a bar of our own, and below it whatever action the address names. */
export class Desk extends Component {
    static template = "ecosire_support.Desk";
    static props = {};
    static components = { ActionContainer, DeskBar, MainComponentsContainer };

    setup() {
        this.action = useService("action");
        useOwnDebugContext({ categories: ["default"] });
        useBus(routerBus, "ROUTE_CHANGE", () => this.show());
        useBus(this.env.bus, "WEBCLIENT:LOAD_DEFAULT_APP", () => this.showFirst());
        useExternalListener(window, "click", this.onClick, { capture: true });
        onMounted(() => {
            this.show();
            this.env.bus.trigger("WEB_CLIENT_READY");
        });
    }

    async show() {
        if (!(await this.action.loadState())) {
            await this.showFirst();
        }
    }

    showFirst() {
        return this.action.doAction(FIRST_ACTION, { clearBreadcrumbs: true });
    }

    /** A link opened in a new tab is the browser's business alone. */
    onClick(ev) {
        if ((ev.ctrlKey || ev.metaKey) && ev.target.closest?.("a[href]")) {
            ev.stopImmediatePropagation();
        }
    }
}
