import { onPatched, onWillPatch } from "@odoo/owl";

/**
 * What one writes in stays where it is on the screen, whatever comes in above it.
 *
 * @param {{el: HTMLElement}} scrolled what scrolls
 * @param {string} writing selects the parts in which one writes
 */
export function useSteadyWriting(scrolled, writing) {
    let part = null;
    let before = 0;
    const top = () => part.getBoundingClientRect().top;
    onWillPatch(() => {
        part = document.activeElement?.closest(writing);
        before = part && top();
    });
    onPatched(() => {
        if (part?.isConnected) {
            scrolled.el.scrollTop += top() - before;
        }
    });
}
