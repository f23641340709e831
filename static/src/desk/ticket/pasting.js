/**
 * The same paste without pictures in its HTML: they are on other servers, which would learn who
 * reads this ticket the moment a browser looks at them.
 *
 * @param {DataTransfer} data
 * @returns {ClipboardEvent | null} nothing when there are none
 */
export function pastedWithoutPictures(data) {
    // a document that a parser makes loads nothing
    const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
    const pictures = page.querySelectorAll("img, picture, svg, video, audio, iframe, object, embed");
    if (!pictures.length) {
        return null;
    }
    pictures.forEach((picture) => picture.remove());
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", page.body.innerHTML);
    clipboardData.setData("text/plain", data.getData("text/plain"));
    return new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData });
}
