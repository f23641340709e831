import { Component } from "@odoo/owl";
import { ShortCutPlugin } from "@html_editor/core/shortcut_plugin";
import { FeffPlugin } from "@html_editor/main/feff_plugin";
import { ColorPlugin } from "@html_editor/main/font/color_plugin";
import { HintPlugin } from "@html_editor/main/hint_plugin";
import { InlineCodePlugin } from "@html_editor/main/inline_code";
import { LinkPastePlugin } from "@html_editor/main/link/link_paste_plugin";
import { ListPlugin } from "@html_editor/main/list/list_plugin";
import { PlaceholderPlugin } from "@html_editor/main/placeholder_plugin";
import { TabulationPlugin } from "@html_editor/main/tabulation_plugin";
import { ToolbarPlugin } from "@html_editor/main/toolbar/toolbar_plugin";
import { CORE_PLUGINS } from "@html_editor/plugin_sets";
import { parseHTML } from "@html_editor/utils/html";
import { Wysiwyg } from "@html_editor/wysiwyg";
import { registry } from "@web/core/registry";
import { QuietLinkPlugin } from "./quiet_links";

// what the server keeps of a text: emphasis, lists, links; no style, no upload, no other server
const PLUGINS = [
    ...CORE_PLUGINS,
    ColorPlugin, // lists and links are built on it; it offers nothing itself
    FeffPlugin,
    HintPlugin,
    InlineCodePlugin,
    LinkPastePlugin,
    ListPlugin,
    PlaceholderPlugin,
    QuietLinkPlugin,
    ShortCutPlugin,
    TabulationPlugin,
    ToolbarPlugin,
];

/**
 * Odoo's editor for an answer. Pictures in its text are files that the composer holds: in the HTML
 * that comes and goes they have the file's key as `data-picture`, and no address to load.
 */
export class RichText extends Component {
    static template = "ecosire_support.RichText";
    static components = { Wysiwyg };
    static props = {
        content: String,
        label: String,
        placeholder: String,
        pictureUrl: Function, // (key) => the address of a picture that the composer holds
        onChange: Function,
        onReady: Function, // gets this component's `handle`
    };

    setup() {
        this.config = {
            Plugins: PLUGINS,
            content: "",
            placeholder: this.props.placeholder,
            baseContainers: ["P"],
            allowChecklist: false,
            onChange: () => this.props.onChange(),
            onEditorReady: () => this.onEditorReady(),
            // pictures come in through the composer, which keeps them as files
            resources: { bypass_paste_image_files: () => true },
        };
    }

    get handle() {
        return {
            content: () => this.content(),
            focus: () => this.focus(),
            insertHtml: (html) => this.insertHtml(html),
            insertPicture: (key, name) => this.insert(this.picture(key, name)),
            clear: () => this.clear(),
        };
    }

    onEditorReady() {
        const editable = this.editor.editable;
        editable.setAttribute("role", "textbox");
        editable.setAttribute("aria-multiline", "true");
        editable.setAttribute("aria-label", this.props.label);
        if (this.props.content) {
            editable.replaceChildren(this.clean(this.props.content));
            this.editor.shared.history.addStep();
        }
        this.props.onReady(this.handle);
    }

    focus() {
        this.editor.editable.focus();
        this.editor.shared.selection.setCursorEnd(this.editor.editable);
    }

    insert(node) {
        const { selection, dom, history } = this.editor.shared;
        if (!selection.getSelectionData().documentSelectionIsInEditable) {
            this.focus();
        }
        dom.insert(node);
        history.addStep();
    }

    insertHtml(html) {
        const { editable } = this.editor;
        if (editable.textContent.trim() || editable.querySelector("img")) {
            this.insert(this.clean(html));
            return;
        }
        // no empty line stays above it: the client would get that too
        editable.replaceChildren(this.clean(html));
        this.focus();
        this.editor.shared.history.addStep();
    }

    clear() {
        const paragraph = document.createElement("p");
        paragraph.append(document.createElement("br"));
        this.editor.editable.replaceChildren(paragraph);
        this.editor.shared.history.addStep();
    }

    /** HTML from a draft or a canned reply as nodes, with the composer's pictures shown. */
    clean(html) {
        const fragment = parseHTML(document, html);
        this.editor.shared.sanitize.sanitize(fragment);
        for (const image of fragment.querySelectorAll("img")) {
            const key = image.dataset.picture;
            if (key && this.props.pictureUrl(key)) {
                image.replaceWith(this.picture(key, image.alt));
            } else {
                image.remove();
            }
        }
        return fragment;
    }

    picture(key, name) {
        const image = document.createElement("img");
        image.src = this.props.pictureUrl(key);
        image.alt = name;
        image.className = "img-fluid";
        image.dataset.picture = key;
        return image;
    }

    content() {
        const root = this.editor.getElContent();
        for (const image of root.querySelectorAll("img")) {
            if (image.dataset.picture) {
                image.removeAttribute("src");
            } else {
                image.remove();
            }
        }
        return root.innerHTML;
    }
}

registry.category("lazy_components").add("ecosire_support.RichText", RichText);
