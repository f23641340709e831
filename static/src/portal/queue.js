import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { serverClock } from "../common/server_clock";

const EVERY_MS = 60000;

/** Fetches the queue anew each minute while it is looked at, so that it may be left open. */
export class Queue extends Interaction {
    static selector = ".o_es_queue";

    start() {
        const timer = setInterval(() => this.refresh(), EVERY_MS);
        this.registerCleanup(() => clearInterval(timer));
    }

    async refresh() {
        if (document.hidden || this.el.contains(document.activeElement)) {
            return;
        }
        const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
        // a redirect leads to the login: what is shown stays, and the next click asks for it
        if (!response || !response.ok || response.redirected) {
            return;
        }
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        this.replace(page, ".o_es_chips");
        const queue = page.querySelector(".o_es_queue");
        if (queue) {
            const due = queue.querySelector("[data-now]");
            if (due) {
                serverClock.set(Number(due.dataset.now));
            }
            this.services["public.interactions"].stopInteractions(this.el);
            this.el.replaceChildren(...queue.children);
            this.services["public.interactions"].startInteractions(this.el);
        }
    }

    replace(page, selector) {
        const fresh = page.querySelector(selector);
        if (fresh) {
            document.querySelector(selector).replaceChildren(...fresh.children);
        }
    }
}

registry.category("public.interactions").add("ecosire_support.queue", Queue);
