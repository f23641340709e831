import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Files } from "./files";
import { Prose } from "./prose";

const SHOWN = 12;

/** What both sides wrote, oldest first; of a long conversation the end, until asked for more. */
export class Conversation extends Component {
    static template = "ecosire_support.Conversation";
    static components = { Files, Prose };
    static props = { messages: Array };

    setup() {
        this.state = useState({ all: false });
        // what was there when the ticket was opened is no news
        this.known = new Set(this.props.messages.map((message) => message.id));
    }

    get hidden() {
        return this.state.all ? 0 : Math.max(0, this.props.messages.length - SHOWN);
    }

    get shown() {
        return this.props.messages.slice(this.hidden);
    }

    get earlierLabel() {
        return this.hidden === 1
            ? _t("Show 1 earlier message")
            : _t("Show %s earlier messages", this.hidden);
    }

    isNew(message) {
        return !this.known.has(message.id) && !message.mine;
    }

    side(message) {
        if (message.automatic) {
            return "o_es_system";
        }
        return message.ours ? "o_es_ours" : "o_es_theirs";
    }
}
