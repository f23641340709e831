/**
 * Names for what Odoo's own templates leave to a picture: read aloud, it would be nothing.
 *
 * They are written where a template is as it is known here. Where an update of Odoo has changed it,
 * that one name is missing, and everything else goes on.
 */
import { _t } from "@web/core/l10n/translation";
import { registerTemplateProcessor } from "@web/core/templates";

const named = (name) => ({ "aria-label": name });
const namedBy = (expression) => ({ "aria-label": null, "t-att-aria-label": expression });
const MUTE = { role: null, "aria-hidden": "true" };

/** By template: which element of it, and its attributes; null takes one away. */
const NAMES = {
    "web.Breadcrumbs": [
        ["button.o_back_button", named(_t("Back"))],
        ["[t-else] > .o_last_breadcrumb_item", { role: "heading", "aria-level": "1" }],
    ],
    "web.CalendarController": [[".o_sidebar_toggler > button", named(_t("Side panel"))]],
    "web.CalendarFilterSection": [["input[name=select-all]", named(_t("All"))]],
    "web.CommandPalette": [
        ["Dialog", { "title.translate": _t("Commands") }],
        ["[role=combobox]", { "aria-controls": "o_es_commands" }],
        ["[role=listbox]", { id: "o_es_commands", tabindex: "-1", ...named(_t("Commands")) }],
        ["hr", { role: "presentation" }],
    ],
    "web.ControlPanel": [["div.o_cp_switch_buttons button", named(_t("Another view"))]],
    "web.CustomGroupByItem": [["select", named(_t("Group by another field"))]],
    "web.Dialog": [["[role=dialog]", { "aria-modal": "true", ...namedBy("props.title") }]],
    "web.Dialog.header": [["h4", { role: "heading", "aria-level": "2" }]],
    "web.ListRenderer": [[".o_optional_columns_dropdown button", named(_t("Columns"))]],
    // on a phone it is moved sideways, by keys too
    "web.PivotRenderer": [[".o_pivot", { tabindex: "0", role: "region", ...named(_t("Counts")) }]],
    "web.SearchBar": [
        [".o_searchview", { role: null, "aria-autocomplete": null }],
        [".o_searchview_icon", MUTE],
        [".o_searchview_input", named(_t("Search"))],
    ],
    "web.SearchBar.Facets": [
        [".o_searchview_facet", { role: "group", ...namedBy("facet.values.join(', ')") }],
        [".o_searchview_facet_label", namedBy("facet.title || facet.values.join(', ')")],
        ["i[t-if='facet.icon']", MUTE],
    ],
    "web.SearchBar.QuickSearchItems": [["[t-if='item.isParent'] > a", named(_t("Show what fits"))]],
    "web.SearchBar.Toggler": [["button", named(_t("Search"))]],
};

function change(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null) {
            element.removeAttribute(name);
        } else {
            element.setAttribute(name, value);
        }
    }
}

registerTemplateProcessor(({ documentElement: template }) => {
    for (const [selector, attributes] of NAMES[template.getAttribute("t-name")] || []) {
        const element = template.querySelector(selector);
        if (element) {
            change(element, attributes);
        }
    }
});
