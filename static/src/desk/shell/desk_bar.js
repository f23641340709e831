import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";

export const desk = session.ecosire_support;

export class DeskBar extends Component {
    static template = "ecosire_support.DeskBar";
    static props = {};

    setup() {
        this.action = useService("action");
        this.desk = desk;
        this.first = "ecosire-desk-queue";
    }

    get places() {
        return [{ action: "ecosire-desk-queue", label: _t("Queue") }];
    }

    open(action) {
        return this.action.doAction(action, { clearBreadcrumbs: true });
    }
}
