import { Component, useState } from "@odoo/owl";
import { useCommand } from "@web/core/commands/command_hook";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { useBus, useService } from "@web/core/utils/hooks";
import { desk, pages, places, QUEUE } from "./places";

/** Whose desk this is, where one can go, and the way out. */
export class DeskBar extends Component {
    static template = "ecosire_support.DeskBar";
    static props = {};
    static components = { Dropdown, DropdownItem };

    setup() {
        this.action = useService("action");
        this.today = useState(useService("ecosire_support_today"));
        this.desk = desk;
        this.places = places();
        this.narrowPlaces = this.places.filter((place) => !place.wide);
        this.pages = pages();
        this.logout = `/web/session/logout?redirect=${desk.home}`;
        this.here = useState({ key: "" });
        useBus(this.env.bus, "ACTION_MANAGER:UI-UPDATED", () => this.look());
        for (const page of this.pages) {
            useCommand(_t("Open %s", page.label), () => this.leaveFor(page.url));
        }
    }

    /** Which of the places is on the screen; a ticket belongs to the queue. */
    look() {
        const controller = this.action.currentController;
        const path = controller?.action.path;
        const type = controller?.view?.type;
        const found =
            this.places.find((place) => place.action === path && place.viewType === type) ||
            this.places.find((place) => place.action === path);
        this.here.key = found?.key || "";
    }

    go({ action, viewType }) {
        return this.action.doAction(action, { clearBreadcrumbs: true, viewType });
    }

    home() {
        return this.go({ action: QUEUE });
    }

    wayTo(place) {
        return { attrs: { "data-place": place.key }, onSelected: () => this.go(place) };
    }

    linkTo(url) {
        return { tag: "a", attrs: { href: url }, onSelected: () => this.leaveFor(url) };
    }

    leaveFor(url) {
        window.location.assign(url);
    }

    /** Plan changes are the one thing among the pages that waits for somebody. */
    countOf(page) {
        return page.url === `${desk.home}/changes` && this.today.facts?.changes;
    }
}
