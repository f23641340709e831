import { LinkPlugin } from "@html_editor/main/link/link_plugin";
import { LinkPopover } from "@html_editor/main/link/link_popover";

/** Odoo's popover asks other servers what is behind a link: they would learn what is written here. */
class QuietLinkPopover extends LinkPopover {
    async loadAsyncLinkPreview() {
        this.resetPreview();
        this.state.urlTitle = this.state.url;
    }
}

export class QuietLinkPlugin extends LinkPlugin {
    resources = {
        ...this.resources,
        link_popovers: [
            {
                PopoverClass: QuietLinkPopover,
                isAvailable: (link) => !link || !this.isLinkImmutable(link),
                getProps: (props) => props,
            },
        ],
    };
}
