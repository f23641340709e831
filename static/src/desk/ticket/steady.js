import { onPatched, onWillPatch } from "@odoo/owl";
import { closestScrollableY } from "@web/core/utils/scrolling";

/**
 * What one writes in stays where it is on the screen, whatever comes in above it.
 *
 * @param {string} writing selects the parts in which one writes
 */
export function useSteadyWriting(writing) {
    let part = null;
    let before = 0;
    const top = () => part.getBoundingClientRect().top;
    onWillPatch(() => {
        part = document.activeElement?.closest(writing);
        before = part && top();
    });
    onPatched(() => {
        const scrolled = part?.isConnected && closestScrollableY(part);
        if (scrolled) {
            scrolled.scrollTop += top() - before;
        }
    });
}
