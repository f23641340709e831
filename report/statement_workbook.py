"""A usage statement as a workbook: three sheets over the content that the PDF prints."""

import io

from ..core.cell_text import cell_text

WIDTHS = (34, 44, 22, 12, 14, 16)


def workbook(content, env):
    """The bytes of an XLSX file.

    :param content: of a statement's ``_content()``
    :param env: translates the headings into the reader's language
    """
    # pylint: disable-next=import-outside-toplevel
    import xlsxwriter  # needed here alone, and slow to load

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        # of the statement's own time: the same statement is the same file whenever it is loaded
        book.set_properties({"title": content["number"], "created": content["made_at"]})
        sheets = _Sheets(book, content, env)
        sheets.add_statement()
        sheets.add_columns()
        sheets.add_tickets()
    return file.getvalue()


class _Sheets:
    def __init__(self, book, content, env):
        self.book, self.content, self.env = book, content, env
        money = f"#,##0{'.' + '0' * content['digits'] if content['digits'] else ''}"
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.money = book.add_format({"num_format": money, "valign": "top"})
        self.sum = book.add_format({"num_format": money, "bold": True, "top": 1})
        self.bold = book.add_format({"bold": True, "top": 1})

    def add_statement(self):
        content = self.content
        sheet = self._sheet(self.env._("Statement"))
        sheet.write_string(0, 0, self.env._("Usage statement (not an invoice)"), self.title)
        facts = (
            (self.env._("Number"), content["number"]),
            (self.env._("Contract"), f"{content['contract']}, {content['contract_name']}"),
            (self.env._("Companies"), content["companies"]),
            (self.env._("Billing period"), content["period"]),
            (self.env._("Days of"), content["zone"]),
            (self.env._("Rows entered until"), content["cutoff"]),
            (self.env._("Currency"), content["currency"]),
            (self.env._("Fingerprint"), content["hash"]),
        )
        for row, (label, value) in enumerate(facts, 1):
            self._texts(sheet, row, [label, value])
        row = len(facts) + 2
        heads = (
            self.env._("Kind"),
            self.env._("What for"),
            self.env._("Company"),
            self.env._("Quantity"),
            self.env._("Price"),
            self.env._("Amount"),
        )
        self._heads(sheet, row, heads)
        for line in content["lines"]:
            row += 1
            text = "\n".join([line["text"], *line["reasons"]])
            self._texts(sheet, row, [line["kind_text"], text, line["company"]])
            sheet.write_number(row, 3, line["quantity"], self.text)
            sheet.write_number(row, 4, line["price"], self.money)
            sheet.write_number(row, 5, line["amount"], self.money)
        row += 1
        for column in range(5):
            sheet.write_string(row, column, self.env._("Total") if not column else "", self.bold)
        sheet.write_number(row, 5, content["total"], self.sum)

    def add_columns(self):
        if not self.content["columns"]:
            return
        sheet = self._sheet(self.env._("Companies"))
        columns = self.content["columns"]
        self._heads(sheet, 0, ["", *columns["heads"]])
        for place, row in enumerate(columns["rows"], 1):
            self._texts(sheet, place, [row["label"]])
            for column, amount in enumerate(row["amounts"], 1):
                sheet.write_number(place, column, amount, self.money)

    def add_tickets(self):
        sheet = self._sheet(self.env._("Tickets"))
        self._heads(
            sheet,
            0,
            [
                self.env._("Ticket"),
                self.env._("Title"),
                self.env._("Company"),
                self.env._("When"),
                self.env._("In the quota"),
            ],
        )
        for place, ticket in enumerate(self.content["tickets"], 1):
            names = ("number", "title", "company", "at", "counts")
            self._texts(sheet, place, [ticket[name] for name in names])

    def _sheet(self, name):
        sheet = self.book.add_worksheet(name[:31])
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _heads(self, sheet, row, names):
        for column, name in enumerate(names):
            sheet.write_string(row, column, cell_text(name), self.head)
        sheet.freeze_panes(row + 1, 0)

    def _texts(self, sheet, row, values):
        for column, value in enumerate(values):
            sheet.write_string(row, column, cell_text(value), self.text)
