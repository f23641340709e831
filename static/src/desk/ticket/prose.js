import { Component, markup } from "@odoo/owl";

/** A text of somebody else: the server has made it safe, pictures and quotes included. */
export class Prose extends Component {
    static template = "ecosire_support.Prose";
    static props = { html: String };

    get content() {
        // markup: sanitized by the server for exactly this place
        return markup(this.props.html);
    }
}
