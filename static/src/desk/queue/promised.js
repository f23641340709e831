import { Component } from "@odoo/owl";
import { Due } from "./due_field";

const { DateTime } = luxon;

/** What a ticket owes, as the server puts it into `due`: counted down while it is owed. */
export class Promised extends Component {
    static template = "ecosire_support.Promised";
    static components = { Due };
    static props = { due: Object };

    get owed() {
        const { deadline_ms, risk_ms, aim } = this.props.due;
        return (
            deadline_ms && {
                due: DateTime.fromMillis(deadline_ms),
                riskAt: DateTime.fromMillis(risk_ms),
                isAim: aim,
            }
        );
    }
}
