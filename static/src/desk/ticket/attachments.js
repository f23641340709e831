import { _t } from "@web/core/l10n/translation";

const mark = (key) => `data-picture="${key}"`; // by which a text names one of its pictures
let last = 0;

/** Whether a file is shown in the text where it was pasted. */
export function isPicture({ file }) {
    return ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(file.type);
}

/** The files of an answer that is being written, each under a key by which its text names it. */
export class Attachments {
    constructor() {
        this.items = [];
        this.urls = new Map();
    }

    get count() {
        return this.items.length;
    }

    /** Those that do not stand in the text. */
    get loose() {
        return this.items.filter((item) => !item.inText);
    }

    /**
     * Take files along, as far as they fit.
     *
     * @returns {{kept: Object[], problems: string[]}} what was taken, and why others were not
     */
    add(files, limits) {
        const kept = [];
        const problems = [];
        for (const file of files) {
            const problem = this.problemOf(file, limits);
            if (problem) {
                problems.push(problem);
                continue;
            }
            const item = { key: `${Date.now()}-${last++}`, file, inText: false };
            this.items.push(item);
            kept.push(item);
        }
        return { kept, problems };
    }

    problemOf(file, limits) {
        const name = file.name;
        if (file.size > limits.one) {
            return _t("“%(name)s” is larger than %(limit)s. Pack it smaller, or send a link to it.", {
                name,
                limit: limits.one_text,
            });
        }
        if (this.items.length >= limits.count) {
            return _t("%(count)s files fit into one answer: “%(name)s” is not among them. Put them into one archive.", {
                name,
                count: limits.count,
            });
        }
        const together = this.items.reduce((sum, item) => sum + item.file.size, file.size);
        if (together > limits.together) {
            return _t("Together the files are larger than %(limit)s: “%(name)s” is not among them. Send it in another answer.", {
                name,
                limit: limits.together_text,
            });
        }
        return "";
    }

    remove(key) {
        this.items = this.items.filter((item) => item.key !== key);
    }

    clear() {
        this.items = [];
    }

    /** The address at which this browser shows the picture with `key`; none for what is not here. */
    urlOf(key) {
        const item = this.items.find((one) => one.key === key);
        if (item && !this.urls.has(key)) {
            this.urls.set(key, URL.createObjectURL(item.file));
        }
        return item && this.urls.get(key);
    }

    forgetUrls() {
        this.urls.forEach((url) => URL.revokeObjectURL(url));
        this.urls.clear();
    }

    toKeep() {
        return this.items.map(({ key, file, inText }) => ({ key, file, inText }));
    }

    restore(items) {
        this.items = items;
    }

    /**
     * The text and the files as the server takes them: pictures named by their place.
     *
     * A picture that was deleted from the text is not sent.
     */
    named(html) {
        const sent = this.items.filter((item) => !item.inText || html.includes(mark(item.key)));
        const text = sent.reduce(
            (result, item, place) => result.replaceAll(mark(item.key), `src="cid:picture-${place}"`),
            html
        );
        return { html: text, files: sent.map((item) => item.file) };
    }
}
