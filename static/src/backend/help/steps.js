import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const KEPT = 15;
const CLICKED = "[data-menu-xmlid], button[name], a.nav-link[name]";

/**
 * What was clicked and opened last, by technical names alone: never a label, which may hold a
 * record's name, and never anything that was typed.
 */
export class Steps {
    constructor() {
        this.steps = [];
    }

    keep(kind, name) {
        const last = this.steps.at(-1);
        if (!name || (last && kind === "view" && last.kind === kind && last.name === name)) {
            return;
        }
        this.steps.push({ kind, name, at: Date.now() });
        this.steps.splice(0, this.steps.length - KEPT);
    }

    keepClick(target) {
        const element = target.closest?.(CLICKED);
        if (!element) {
            return;
        }
        const menu = element.dataset.menuXmlid;
        if (menu) {
            this.keep("menu", menu);
        } else {
            this.keep(element.matches("a") ? "tab" : "button", element.getAttribute("name"));
        }
    }

    /** As the server reads it: kind, name, seconds ago. */
    told() {
        const ago = (step) => Math.min(Math.round((Date.now() - step.at) / 1000), 86400);
        return this.steps.map((step) => [step.kind, step.name, ago(step)]);
    }
}

export const stepsService = {
    dependencies: ["action"],
    start(env, { action }) {
        const steps = new Steps();
        document.addEventListener("click", (ev) => steps.keepClick(ev.target), true);
        env.bus.addEventListener("ACTION_MANAGER:UI-UPDATED", () => {
            const screen = screenOf(action.currentController);
            steps.keep("view", [screen.view, screen.model].filter(Boolean).join(" "));
        });
        return {
            /** The screen one is on and what led there. */
            circumstances() {
                return {
                    page: browser.location.pathname + browser.location.search,
                    screen: [window.innerWidth, window.innerHeight],
                    ...screenOf(action.currentController),
                    steps: steps.told(),
                };
            },
        };
    },
};

function screenOf(controller) {
    if (!controller) {
        return {};
    }
    const { action, view, props, currentState } = controller;
    const number = (value) => (Number.isInteger(value) ? value : 0);
    return {
        action_id: number(action.id),
        model: action.res_model || "",
        view: view?.type || "",
        record_id: number(currentState?.resId ?? props?.resId),
    };
}

registry.category("services").add("ecosire_support.steps", stepsService);
