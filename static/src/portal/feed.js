import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Copies an address; where the browser forbids that, it is selected for Ctrl+C. */
export class FeedAddress extends Interaction {
    static selector = ".o_es_feed_new";
    dynamicContent = {
        "[data-copies]": { "t-on-click": this.copy },
        input: { "t-on-focus": (ev) => ev.currentTarget.select() },
    };

    async copy(ev) {
        const input = this.el.querySelector(`#${ev.currentTarget.dataset.copies}`);
        input.select();
        try {
            await navigator.clipboard.writeText(input.value);
        } catch {
            input.focus();
        }
    }
}

registry.category("public.interactions").add("ecosire_support.feed_address", FeedAddress);
