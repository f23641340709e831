import { Component, useEffect, useRef } from "@odoo/owl";
import { loginUrl } from "./sending";

/** Why an action was not done, and the way to the login where that is the cure. */
export class Refused extends Component {
    static template = "ecosire_support.Refused";
    static props = { answer: Object }; // what `sendAction` gives

    setup() {
        this.root = useRef("root");
        this.loginUrl = loginUrl();
        useEffect(
            (el) => el.focus(),
            () => [this.root.el, this.props.answer]
        );
    }
}
