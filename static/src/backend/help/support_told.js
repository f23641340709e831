import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { _t } from "@web/core/l10n/translation";

/** Who answers by when: what the server told about a ticket, in the order people ask for it. */
export class SupportTold extends Component {
    static template = "ecosire_support.SupportTold";
    static components = { CopyButton };
    static props = { told: Object };

    get facts() {
        const { scope, usage } = this.props.told;
        return [scope, usage].filter(Boolean).join(" · ");
    }

    get link() {
        return `/odoo/support-tickets/${this.props.told.id}`;
    }

    get copied() {
        return _t("Copied");
    }
}
