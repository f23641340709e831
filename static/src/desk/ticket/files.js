import { Component } from "@odoo/owl";

/** Files of a ticket, pictures shown small; each opens by the ticket's own door. */
export class Files extends Component {
    static template = "ecosire_support.Files";
    static props = { files: Array };
}
