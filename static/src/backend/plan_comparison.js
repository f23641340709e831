import { Component, onWillStart } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** The support plans side by side; the server has put everything into words. */
export class PlanComparison extends Component {
    static template = "ecosire_support.PlanComparison";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Compare support plans");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        onWillStart(async () => {
            Object.assign(this, await this.orm.call("ecosire.support.plan", "compare", []));
        });
    }

    openPlan(plan) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ecosire.support.plan",
            res_id: plan.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("ecosire_support.plan_comparison", PlanComparison);
