import { Component, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { useChildRef, useService } from "@web/core/utils/hooks";

/** Replies that are written already: filled in for the ticket, put where the cursor stands. */
export class CannedReplies extends Component {
    static template = "ecosire_support.CannedReplies";
    static components = { Dropdown, DropdownItem };
    static props = { resId: Number, pick: Function };

    setup() {
        this.orm = useService("orm");
        this.menuRef = useChildRef();
        this.state = useState({ replies: null, search: "" });
    }

    async load() {
        this.state.search = "";
        this.state.replies = await this.orm.silent.call("ecosire.support.ticket", "canned_replies", [
            [this.props.resId],
        ]);
    }

    /** Nothing but the replies is a menu: the field to look for one stands beside it. */
    nameMenu() {
        this.menuRef.el?.setAttribute("role", "group");
    }

    get found() {
        const words = this.state.search.toLowerCase().split(/\s+/);
        return (this.state.replies || []).filter((reply) => {
            const name = `${reply.name} ${reply.topic || ""}`.toLowerCase();
            return words.every((word) => name.includes(word));
        });
    }
}
