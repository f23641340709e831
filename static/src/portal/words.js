/** The words of the page's language, made by the server: `words(el).left` is "{} left". */
export function words(el) {
    return JSON.parse(el.closest(".o_es").dataset.words);
}

export function fill(text, ...values) {
    return values.reduce((result, value, index) => result.replace(`{${index}}`, value), text);
}
