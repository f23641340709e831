import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Puts a canned reply where the cursor stands in the answer; the page stays as it is. */
export class CannedReplies extends Interaction {
    static selector = ".o_es_replies";
    dynamicContent = { _root: { "t-on-submit.prevent": this.put } };

    async put() {
        const chosen = this.el.querySelector("select").value;
        if (!chosen) {
            return;
        }
        const address = `${this.el.dataset.url}/reply/${encodeURIComponent(chosen)}`;
        const response = await this.waitFor(
            fetch(address, { headers: { Accept: "application/json" } }).catch(() => null)
        );
        if (!response || !response.ok || response.redirected) {
            // a login that is asked for, or no such reply any more: the page itself says so
            HTMLFormElement.prototype.submit.call(this.el);
            return;
        }
        const { text } = await this.waitFor(response.json());
        const answer = document.getElementById("o_es_text");
        const before = answer.value.slice(0, answer.selectionStart);
        const gap = before.trim() && !before.endsWith("\n\n") ? "\n\n" : "";
        answer.setRangeText(gap + text, answer.selectionStart, answer.selectionEnd, "end");
        // the draft is kept as if it had been typed
        answer.dispatchEvent(new Event("input", { bubbles: true }));
        answer.focus();
        this.el.querySelector(".o_es_reply_done").hidden = false;
    }
}

registry.category("public.interactions").add("ecosire_support.replies", CannedReplies);
