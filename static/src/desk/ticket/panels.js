import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { theClock } from "../../common/now";
import { Files } from "./files";

/** The client's hour, going on while the ticket is open. */
class ClientHour extends Component {
    static template = "ecosire_support.ClientHour";
    static props = { zone: String, name: String };

    setup() {
        this.clock = useState(theClock());
    }

    get hour() {
        return this.clock.now.setZone(this.props.zone).toFormat("ccc d LLL HH:mm");
    }
}

/** A part of the context that folds away; open from the start where there is room. */
class Panel extends Component {
    static template = "ecosire_support.Panel";
    static props = { title: String, open: { type: Boolean, optional: true }, slots: Object };

    setup() {
        this.isOpen = Boolean(this.props.open) && !useService("ui").isSmall;
    }
}

/** What happened in order, as the server has put it into words. */
class Story extends Component {
    static template = "ecosire_support.Story";
    static props = { entries: Array };
}

/** All that stands beside a conversation: who the client is, the clock, the cure of like tickets. */
export class Panels extends Component {
    static template = "ecosire_support.Panels";
    static components = { ClientHour, Files, Panel, Story };
    static props = { ticket: Object, open: Function };
}
