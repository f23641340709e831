import { Component, onMounted, useExternalListener, useState } from "@odoo/owl";
import { routerBus } from "@web/core/browser/router";
import { useOwnDebugContext } from "@web/core/debug/debug_context";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { useBus, useService } from "@web/core/utils/hooks";
import { ActionContainer } from "@web/webclient/actions/action_container";
import { serverClock } from "../../common/server_clock";
import { TodayStrip } from "../today/today_strip";
import { DeskBar } from "./desk_bar";
import { desk, QUEUE } from "./places";

/** The desk: a bar of our own, and below it whatever action the address names. */
export class Desk extends Component {
    static template = "ecosire_support.Desk";
    static props = {};
    static components = { ActionContainer, DeskBar, MainComponentsContainer, TodayStrip };

    setup() {
        serverClock.start(desk.now);
        this.action = useService("action");
        this.state = useState({ showsTickets: false });
        useService("title").setParts({ desk: desk.face.name });
        useOwnDebugContext({ categories: ["default"] });
        useBus(routerBus, "ROUTE_CHANGE", () => this.show());
        useBus(this.env.bus, "WEBCLIENT:LOAD_DEFAULT_APP", () => this.showFirst());
        useBus(this.env.bus, "ACTION_MANAGER:UI-UPDATED", ({ detail: mode }) => {
            if (mode !== "new") {
                const view = this.action.currentController?.view;
                this.state.showsTickets = Boolean(view?.multiRecord);
            }
        });
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
        return this.action.doAction(QUEUE, { clearBreadcrumbs: true });
    }

    /** A link opened in a new tab is the browser's business alone. */
    onClick(ev) {
        if ((ev.ctrlKey || ev.metaKey) && ev.target.closest?.("a[href]")) {
            ev.stopImmediatePropagation();
        }
    }
}
