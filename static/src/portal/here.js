import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const EVERY_MS = 20000;
const TYPED_LAST_MS = 15000;

/** Says every so often that this page is open, and shows who else has the ticket open. */
export class Here extends Interaction {
    static selector = ".o_es_here";
    dynamicContent = {
        _document: {
            "t-on-visibilitychange": this.onVisibility,
            "t-on-submit": () => (this.comesBack = true),
        },
        _window: { "t-on-pagehide": this.leave },
    };

    setup() {
        this.typedAt = 0;
        this.isHere = false;
        this.comesBack = false; // a form leads to this page again
        this.answer = document.getElementById("o_es_text");
    }

    start() {
        if (this.answer) {
            this.addListener(this.answer, "input", this.onType);
        }
        const timer = setInterval(() => this.stay(), EVERY_MS);
        this.registerCleanup(() => clearInterval(timer));
        this.stay();
    }

    onType() {
        const was = this.typedAt;
        this.typedAt = Date.now();
        if (this.typedAt - was > EVERY_MS) {
            this.stay();
        }
    }

    onVisibility() {
        if (document.hidden) {
            this.leave();
        } else {
            this.stay();
        }
    }

    async stay() {
        if (document.hidden) {
            return;
        }
        this.isHere = true;
        const typing = Date.now() - this.typedAt < TYPED_LAST_MS ? "1" : "";
        const response = await fetch(this.el.dataset.url, {
            method: "POST",
            body: this.form({ typing }),
        }).catch(() => null);
        // no connection, or a login that is asked for: the next click says so
        if (!response || !response.ok || response.redirected || this.isDestroyed) {
            return;
        }
        const { words, mark } = await response.json();
        this.show(".o_es_here_others", words);
        if (mark !== this.el.dataset.mark) {
            this.el.querySelector(".o_es_here_new").hidden = false;
        }
    }

    leave() {
        if (!this.isHere || this.comesBack) {
            return;
        }
        this.isHere = false;
        navigator.sendBeacon(this.el.dataset.url, this.form({ left: "1" }));
    }

    show(selector, words) {
        const place = this.el.querySelector(selector);
        if (place.textContent !== words) {
            place.textContent = words;
        }
        place.hidden = !words;
    }

    form(values) {
        const body = new FormData();
        body.append("csrf_token", odoo.csrf_token);
        for (const [name, value] of Object.entries(values)) {
            body.append(name, value);
        }
        return body;
    }
}

registry.category("public.interactions").add("ecosire_support.here", Here);
