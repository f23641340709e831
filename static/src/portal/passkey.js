import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * Makes a passkey: the browser asks its owner, and the form takes the answer to the server.
 *
 * The section is shown only where the browser can do so; without it there are the codes of an app.
 */
export class Passkey extends Interaction {
    static selector = "[data-passkey]";
    dynamicContent = {
        form: { "t-on-submit.prevent": this.onSubmit },
    };

    setup() {
        this.el.hidden = !window.PublicKeyCredential?.parseCreationOptionsFromJSON;
    }

    async onSubmit(ev) {
        const form = ev.currentTarget;
        try {
            const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
                JSON.parse(this.el.dataset.passkey)
            );
            const made = await this.waitFor(navigator.credentials.create({ publicKey }));
            form.elements.registration.value = JSON.stringify(made.toJSON());
        } catch {
            this.el.querySelector("[role=alert]").hidden = false;
            return;
        }
        form.submit();
    }
}

registry.category("public.interactions").add("ecosire_support.passkey", Passkey);
