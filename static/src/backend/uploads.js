import { _t } from "@web/core/l10n/translation";
import { useFileUploader } from "@web/core/utils/files";
import { useService } from "@web/core/utils/hooks";
import { humanNumber } from "@web/core/utils/numbers";

const FILE_LIMIT = 25 * 1024 * 1024;
const ROUTE = "/web/binary/upload_attachment";

/** Pasted text, even with a picture of it, goes where one types; a pasted picture is a file. */
export function pastedFiles(ev) {
    const data = ev.clipboardData;
    const hasText = data.types.includes("text/plain") || data.types.includes("text/html");
    return hasText ? [] : [...data.files];
}

/** Upload files for a ticket that is not filed yet; what is too large is refused in words. */
export function useTicketUploads() {
    const notification = useService("notification");
    const post = useFileUploader();

    function fitting(files) {
        const large = files.filter((file) => file.size > FILE_LIMIT);
        for (const file of large) {
            notification.add(
                _t("“%(name)s” has %(size)sB; %(limit)sB fit. File the ticket without it, and send a link to the file in a message.", {
                    name: file.name,
                    size: humanNumber(file.size),
                    limit: humanNumber(FILE_LIMIT),
                }),
                { type: "danger", sticky: true }
            );
        }
        return files.filter((file) => !large.includes(file));
    }

    /** Those of the uploads that the server has kept; the others are told. */
    function kept(uploads) {
        const failed = uploads.filter((upload) => upload.error);
        for (const upload of failed) {
            notification.add(upload.error, { type: "danger" });
        }
        return uploads.filter((upload) => !upload.error);
    }

    async function upload(files, model = "ecosire.support.ticket") {
        const params = { csrf_token: odoo.csrf_token, ufile: files, model, id: 0 };
        return kept((await post(ROUTE, params)) || []);
    }

    return { fitting, kept, upload };
}
