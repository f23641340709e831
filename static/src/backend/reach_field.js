import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A sign beside a ticket that nobody at ECOSIRE can see yet, with the reason in words. */
export class ReachField extends Component {
    static template = "ecosire_support.ReachField";
    static props = { ...standardFieldProps };

    get text() {
        const problem = this.props.record.data[this.props.name];
        return problem && _t("Nobody at ECOSIRE can see this yet: %s", problem);
    }
}

registry.category("fields").add("ecosire_reach", {
    component: ReachField,
    supportedTypes: ["char"],
});
