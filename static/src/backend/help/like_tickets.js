import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";
import { callTicket } from "./call";

const WAIT = 400;
const SHORTEST = 5;
const NOTHING = { tickets: [], manual: false };

/** Up to three like tickets with their cure, and the module's manual, while a title is written. */
export class LikeTickets extends Component {
    static template = "ecosire_support.LikeTickets";
    static props = {
        text: String,
        companyId: { type: Number, optional: true },
        moduleId: { type: Number, optional: true },
        skip: { type: Number, optional: true },
        onSolved: { type: Function, optional: true },
    };

    setup() {
        this.state = useState({ ...NOTHING });
        this.last = new KeepLast();
        this.asked = "";
        const look = useDebounced((props) => this.look(props), WAIT);
        onWillStart(() => {
            this.look(this.props);
        });
        onWillUpdateProps((props) => {
            look(props);
        });
    }

    async look({ text, companyId, moduleId, skip }) {
        const title = text.trim();
        const question = JSON.stringify([title, companyId, moduleId]);
        if (question === this.asked) {
            return;
        }
        this.asked = question;
        let found = NOTHING;
        if (title.length >= SHORTEST || moduleId) {
            try {
                found = await this.last.add(
                    callTicket("look_before", title, companyId || false, moduleId || false)
                );
            } catch {
                found = NOTHING; // a suggestion that does not come must not disturb who writes
            }
        }
        this.state.tickets = found.tickets.filter((one) => one.id !== skip);
        this.state.manual = found.manual;
    }

    link(ticket) {
        return `/odoo/support-tickets/${ticket.id}`;
    }

    async solved(ticketId, moduleId) {
        await callTicket("solved_by", this.props.companyId || false, ticketId, moduleId);
        this.props.onSolved();
    }
}
