import { Component, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { LikeTickets } from "./like_tickets";

/** Like tickets under the title of a ticket that is being written; the form keeps what is typed
 * only when one leaves the field, so what stands there is read as it is typed. */
export class LikeWidget extends Component {
    static template = "ecosire_support.LikeWidget";
    static components = { LikeTickets };
    static props = { ...standardWidgetProps };

    setup() {
        this.root = useRef("root");
        this.notification = useService("notification");
        this.action = useService("action");
        this.state = useState({ text: this.props.record.data.name || "" });
        useExternalListener(document, "input", (ev) => this.onInput(ev));
    }

    onInput(ev) {
        const form = this.root.el?.closest(".o_form_view");
        if (form?.contains(ev.target) && ev.target.closest(".o_field_widget[name=name]")) {
            this.state.text = ev.target.value;
        }
    }

    get companyId() {
        return this.props.record.data.company_id?.id;
    }

    get moduleId() {
        return this.props.record.data.license_module_id?.id;
    }

    async onSolved() {
        await this.props.record.discard();
        this.notification.add(_t("Good. Nothing was filed, and that the cure helped is counted."), {
            type: "success",
        });
        await this.action.doAction("ecosire_support.ticket_action", { clearBreadcrumbs: true });
    }
}

registry.category("view_widgets").add("ecosire_like_tickets", {
    component: LikeWidget,
    fieldDependencies: [
        { name: "license_module_id", type: "many2one" },
        { name: "company_id", type: "many2one" },
    ],
});
