import { Component, onWillStart, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useLiveTickets } from "../../common/live_view";
import { serverClock } from "../../common/server_clock";
import { Promised } from "../queue/promised";
import { QUEUE } from "../shell/places";
import { ActionDialog } from "./action_dialog";
import { dialogsOf } from "./action_forms";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { Panels } from "./panels";
import { Prose } from "./prose";
import { usePresence } from "./presence";
import { Refused } from "./refused";
import { sendAction } from "./sending";
import { useSteadyWriting } from "./steady";

const MODEL = "ecosire.support.ticket";

/** A ticket with all that an engineer needs on one screen; it stays true while it is open. */
export class DeskTicket extends Component {
    static template = "ecosire_support.DeskTicket";
    static components = {
        ...{ Composer, Conversation, Dropdown, DropdownItem, Panels, Promised, Prose, Refused },
    };
    static props = { resId: Number };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ page: null, refused: null, busy: false });
        this.showsPictures = false;
        this.turn = 0;
        useSteadyWriting(".o_es_writing");
        this.presence = usePresence(MODEL, this.props.resId);
        onWillStart(() => this.load());
        useLiveTickets(() => this.refresh(), { ticketId: () => this.props.resId });
    }

    get ticket() {
        return this.state.page.ticket;
    }

    get can() {
        return this.state.page.can;
    }

    // -- what is on the screen

    async load() {
        const turn = ++this.turn;
        const page = await this.orm.silent.call(MODEL, "desk_page", [[this.props.resId]], {
            pictures: this.showsPictures,
        });
        if (turn < this.turn && this.state.page) {
            return; // an answer to a later question is on its way, or there already
        }
        serverClock.set(page.ticket.now_ms);
        this.state.page = page;
    }

    /** Something happened to the ticket: what is typed stays, everything around it is new. */
    async refresh() {
        try {
            await this.load();
        } catch {
            // offline, or the access has ended: what one does next says so in words
        }
    }

    async showPictures() {
        this.showsPictures = true;
        await this.load();
    }

    // -- what an engineer does

    /**
     * Do an action; what is done is said and shown, what is not comes back in words.
     *
     * @param {string} action
     * @param {Object} fields with `seen`: the mark of what the form was written upon
     * @param {File[]} [files]
     * @returns {Promise<{said?: string, problem?: string, login?: boolean}>}
     */
    async act(action, fields, files = []) {
        const answer = await sendAction(this.ticket.number, action, fields, files);
        // also after a refusal: somebody may have been quicker, and that is to be seen
        await this.refresh();
        if (answer.said) {
            this.notification.add(answer.said, { type: "success" });
            this.state.refused = null;
        }
        return answer;
    }

    /** An action of one click. */
    async click(action, fields) {
        if (this.state.busy) {
            return;
        }
        Object.assign(this.state, { busy: true, refused: null });
        const answer = await this.act(action, { seen: this.mark(), ...fields });
        this.state.busy = false;
        if (answer.problem) {
            this.state.refused = answer;
        }
    }

    /** What the ticket looks like now: a form says upon what it was written. */
    mark() {
        return this.ticket.mark;
    }

    get dialogs() {
        return dialogsOf(this.state.page);
    }

    /** Those without a button of their own. */
    get moreDialogs() {
        return this.dialogs.filter((form) => form.action !== "note");
    }

    open(form) {
        this.dialog.add(ActionDialog, {
            form,
            number: this.ticket.number,
            act: (fields) => this.act(form.action, fields),
            mark: () => this.mark(),
        });
    }

    openAction(action) {
        this.open(this.dialogs.find((form) => form.action === action));
    }

    // -- where one goes next

    reply(mode) {
        this.composer?.start(mode);
    }

    get next() {
        return this.state.page.next;
    }

    openNext() {
        return this.openTicket(this.next.id, { stackPosition: "replaceCurrentAction" });
    }

    openTicket(resId, options) {
        return this.action.doAction(QUEUE, { viewType: "form", props: { resId }, ...options });
    }

    /** What there is to know where nothing can be answered any more. */
    get ended() {
        if (this.ticket.state === "resolved") {
            return _t("Resolved: the client confirms it. %s A message of the client reopens it.", this.ticket.closing);
        }
        if (this.ticket.duplicate_of) {
            return _t("Closed as a duplicate: work goes on in %s.", this.ticket.duplicate_of);
        }
        return _t("This ticket is finished. A message of the client reopens it with a new answer time.");
    }
}
