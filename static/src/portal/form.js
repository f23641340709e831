import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { fill, words } from "./words";

const ENABLE_AGAIN_MS = 10000;

/** A click too many sends nothing twice (the server sees to it as well). */
export class SupportForm extends Interaction {
    static selector = ".o_es_form";
    dynamicContent = { _root: { "t-on-submit": this.onSubmit } };

    onSubmit(ev) {
        if (this.sent) {
            ev.preventDefault();
            return;
        }
        this.sent = true;
        this.waitForTimeout(() => (this.sent = false), ENABLE_AGAIN_MS);
    }
}

/** Files that are too large are named before they are sent. */
export class FilesInput extends Interaction {
    static selector = "#o_es_upload";
    dynamicContent = { _root: { "t-on-change": this.check } };

    check() {
        this.el.setCustomValidity(this.complaint());
        this.el.reportValidity();
    }

    complaint() {
        const { one, oneText, together, togetherText, count } = this.el.dataset;
        const said = words(this.el);
        const files = [...this.el.files];
        const large = files.find((file) => file.size > Number(one));
        if (large) {
            return fill(said.large, large.name, oneText);
        }
        if (files.length > Number(count)) {
            return fill(said.many, count);
        }
        const sum = files.reduce((total, file) => total + file.size, 0);
        return sum > Number(together) ? fill(said.together, togetherText) : "";
    }
}

/** Keeps an answer that was not sent, in this tab only: a login in between loses nothing. */
export class Draft extends Interaction {
    static selector = "form[data-draft]";
    dynamicContent = { textarea: { "t-on-input": this.keep } };

    setup() {
        this.key = `ecosire_support_draft_${this.el.dataset.draft}`;
        this.text = this.el.querySelector("textarea");
    }

    start() {
        if (document.querySelector(".o_es_said")) {
            sessionStorage.removeItem(this.key);
        }
        const kept = sessionStorage.getItem(this.key);
        if (this.text.value) {
            // typed before this script came, or handed back by the server
            this.keep();
        } else if (kept) {
            this.text.value = kept;
            this.el.querySelector(".o_es_draft").hidden = false;
        }
    }

    keep() {
        sessionStorage.setItem(this.key, this.text.value);
    }
}

const interactions = registry.category("public.interactions");
interactions.add("ecosire_support.form", SupportForm);
interactions.add("ecosire_support.files_input", FilesInput);
interactions.add("ecosire_support.draft", Draft);
