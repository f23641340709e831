"""The access log as a file. No text in it becomes a formula, in whichever spreadsheet."""

import csv
import io

from ..core.cell_text import cell_text

WIDTH = 22


def as_csv(heads, rows):
    """The bytes of a CSV file that spreadsheets read as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(cell_text, heads))
    for row in rows:
        writer.writerow(cell_text(value) for value in row)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(heads, rows):
    """The bytes of a workbook; instants are dates there, in UTC."""
    # pylint: disable-next=import-outside-toplevel
    import xlsxwriter  # needed here alone, and slow to load

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, cell_text(head), bold)
        for number, row in enumerate(rows, 1):
            sheet.write_datetime(number, 0, row[0])
            for column, value in enumerate(row[1:], 1):
                sheet.write_string(number, column, cell_text(value))
        sheet.set_column(0, len(heads) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    return file.getvalue()


FORMS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
