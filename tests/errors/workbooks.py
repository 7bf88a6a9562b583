"""Writes the workbooks among the bad portfolios; all figures are invented.

Needs openpyxl, xlwt and odfpy: python3 workbooks.py portfolios harmless
"""

import datetime
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import xlwt
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Header, MasterPage, PageLayout, Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow, TableSource
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

BAD, HARMLESS = map(Path, sys.argv[1:3])
HEADER = ["tilbud_id", "driftsherre", "år", "takst", "pladser"]
ROWS = [[f"B{number}", 740, 2025, 1000 + number, 5] for number in range(1, 7)]


def book(title="Ark1", header=HEADER, rows=ROWS):
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in [header, *rows]:
        workbook.active.append(row)
    return workbook, workbook.active


def edited(path, part, edit):
    """The same workbook with one part changed, as a spreadsheet or a hostile hand would leave it."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def merged():
    workbook, sheet = book()
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Takster 2025 (opdigtede)"
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B4:B6")
    workbook.save(BAD / "merged-cells.xlsx")


def sorted_header():
    """The header has been sorted in among the rows; a title and a year above the columns are no rows."""
    rows = [["Takster", None, None, 2025], ["Kommune:", 740, "År:", 2025], *ROWS[:2], HEADER, *ROWS[2:]]
    workbook, _ = book(header=["Opdigtet"], rows=rows)
    wide = workbook.create_sheet("Bred")
    for row in [["B7", 740, 950], ["tilbud_id", "driftsherre", "takst 2025"], ["B8", 740, 951]]:
        wide.append(row)
    workbook.save(BAD / "rows-above-header.xlsx")


def hidden():
    workbook, sheet = book()
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    secret = workbook.create_sheet("Gammel")
    secret.append(HEADER)
    secret.append(["B9", 740, 2025, 900, 5])
    secret.sheet_state = "hidden"
    workbook.save(BAD / "hidden-cells.xlsx")
    workbook, sheet = book()
    for cell in [*sheet[3], sheet["D4"], sheet["D6"], sheet["F6"], sheet["B1"]]:
        cell.font = Font(strike=True)
    sheet["E7"].font = Font(strike=False)
    draft = workbook.create_sheet("Kladde")
    for row in [HEADER, ["B9", 740, 2025, 900, 5]]:
        draft.append(row)
    workbook.save(BAD / "struck-cells.xlsx")
    workbook, sheet = book()
    sheet["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "1"), "950")
    sheet["D4"] = CellRichText(TextBlock(InlineFont(strike=False), "1"), "950")
    path = BAD / "struck-parts.xlsx"
    workbook.save(path)
    text = b"<si><r><rPr><strike/></rPr><t>B</t></r><r><t>5</t></r></si>"
    edited(path, "xl/sharedStrings.xml", lambda _: b"<sst>" + text + b"</sst>")
    edited(path, SHEET, lambda xml: re.sub(rb'<c r="A6".*?</c>', b'<c r="A6" t="s"><v>0</v></c>', xml))
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="rIdS" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
    edited(path, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", link))


def struck_elsewhere():
    """XLS and ODS: a cell, a row of cells, a part of a text; the other styles take the line back or strike nothing that is read."""
    old = xlwt.Workbook(encoding="utf-8")
    sheet = old.add_sheet("Ark1", cell_overwrite_ok=True)
    struck, plain = xlwt.easyxf("font: struck_out on"), xlwt.easyxf("font: bold on")
    part = [("1", struck.font), ("950", plain.font)]
    for line, row in enumerate([HEADER, *ROWS]):
        for at, value in enumerate(row):
            sheet.write(line, at, value, struck if (line, at) in [(1, 3), (3, 2), (3, 3), (6, 4)] else plain)
    sheet.write(4, 5, "", struck)
    sheet.write_rich_text(5, 3, part, plain)
    old.save(str(BAD / "struck-cells-97.xls"))
    document = OpenDocumentSpreadsheet()

    def style(name, family, parent=None, **line):
        made = Style(name=name, family=family, **({"parentstylename": parent} if parent else {}))
        if line:
            made.addElement(TextProperties(**line))
        (document.automaticstyles if parent or family == "text" else document.styles).addElement(made)
        return made

    base = style("Udgaaet", "table-cell", textlinethroughstyle="solid")
    child = style("ce1", "table-cell", "Udgaaet")
    back = style("ce2", "table-cell", "Udgaaet", textlinethroughstyle="none")
    line = style("T1", "text", textlinethroughstyle="solid", textlinethroughtype="single")
    table = Table(name="Ark1")
    table.addElement(TableColumn(numbercolumnsrepeated=4))
    table.addElement(TableColumn(defaultcellstylename=base))
    for number, row in enumerate([HEADER, *ROWS]):
        cells = TableRow()
        for at, value in enumerate(row):
            of_cell = {(1, 3): child, (3, 2): base, (5, 1): back}.get((number, at), back if at == 4 and number != 6 else None)
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            cell = TableCell(**kind, **({"stylename": of_cell} if of_cell else {}))
            text = P(text="" if (number, at) == (4, 0) else str(value))
            if (number, at) == (4, 0):
                text.addElement(Span(stylename=line, text=str(value)))
            cell.addElement(text)
            cells.addElement(cell)
        table.addElement(cells)
    document.spreadsheet.addElement(table)
    document.save(str(BAD / "struck-cells-open.ods"))


SHEET = "xl/worksheets/sheet1.xml"


def errors():
    workbook, sheet = book()
    workbook.save(BAD / "cell-error.xlsx")

    def edit(xml):
        xml = re.sub(rb'<c r="D2"[^>]*>.*?</c>', b'<c r="D2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', xml)
        xml = re.sub(rb'<c r="D3"[^>]*>.*?</c>', b'<c r="D3" t="e"><v>#REF!</v></c>', xml)
        return re.sub(rb'<c r="D4"[^>]*>.*?</c>', b'<c r="D4"><f>D2+D3</f></c>', xml)

    edited(BAD / "cell-error.xlsx", SHEET, edit)


def numbers():
    workbook, sheet = book()
    sheet["D2"], sheet["D3"], sheet["D4"] = 100 / 3, "ca. 500", "1,234.50"
    sheet["D5"], sheet["C6"] = datetime.date(2025, 2, 1), 2025
    sheet["C6"].number_format = "dd-mm-yyyy"
    sheet["C7"] = True
    sheet["E7"], sheet["E7"].number_format = 0.05, "0%"
    workbook.save(BAD / "workbook-numbers.xlsx")


def several_sheets():
    workbook, _ = book()
    for title, text in [("Noter", "Husk moms"), ("Koder", "Læses ikke: koder")]:
        workbook.create_sheet(title).append([text, "andet"])
    workbook.create_sheet("Tom")
    more = workbook.create_sheet("Ark2")
    more.append(["tilbud_id", "driftsherre", "år", "takst"])
    more.append(["B1", 740, 2025, 1001])
    more.append(["B7", 740, "25", 1001])
    workbook.save(BAD / "several-sheets.xlsx")
    workbook, _ = book(header=["a", "b", "c", "d", "e"])
    workbook.save(BAD / "no-known-heading.xlsx")


def not_read():
    workbook, _ = book()
    workbook.create_sheet("Noter").append(["Husk moms"])
    workbook.save(BAD / "not-read.xlsx")


def passed_over():
    workbook, sheet = book()
    for row in [[], HEADER + ["enhed"], ["B8", 740, 2025, 1000, 5, "døgn"]]:
        sheet.append(row)
    workbook.save(BAD / "two-tables.xlsx")
    workbook, sheet = book()
    sheet.insert_rows(1)
    sheet["A1"] = "Læses ikke-budgetterede tal? Så er 2025 for lidt, se dette ark"
    sheet["D4"] = "x"
    old = workbook.create_sheet("Gammel")
    for row in [["not read: last year's"], HEADER, ["B9", 740, 2024, 900, 5]]:
        old.append(row)
    workbook.save(BAD / "says-not-read.xlsx")


def never_calculated():
    workbook, _ = book()
    workbook.save(BAD / "never-calculated.xlsx")

    # Formulas as writers leave them that do not calculate; openpyxl tells spreadsheets to calculate on load.
    def edit(xml):
        left = {
            b"D2": b'<c r="D2" t="str"><f>C2*2</f></c>', b"D3": b'<c r="D3" t="e"><f>C2*2</f></c>',
            b"D4": b'<c r="D4"><f>C2*2</f><v>0</v></c>', b"D5": b'<c r="D5" t="str"><f>C2*2</f><v></v></c>',
        }
        for place, cell in left.items():
            xml = re.sub(rb'<c r="' + place + rb'"[^>]*>.*?</c>', cell, xml)
        return xml

    edited(BAD / "never-calculated.xlsx", SHEET, edit)
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("Ark1")
    for line, row in enumerate([HEADER, *ROWS]):
        for at, value in enumerate(row):
            sheet.write(line, at, xlwt.Formula("C2*2") if (line, at) == (1, 3) else value)
    workbook.save(str(BAD / "calculated-elsewhere.xls"))


def open_document_cells():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    for number, row in enumerate([HEADER, *ROWS]):
        line = TableRow()
        for value in row:
            kind = "string" if isinstance(value, str) else "float"
            cell = TableCell(valuetype=kind, **({} if kind == "string" else {"value": value}))
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        last = [TableCell(formula="of:=[.C2]*2"), TableCell(formula="of:=[.C2]*2", valuetype="string"),
                TableCell(valuetype="currency", currency="EUR", value=500),
                TableCell(valuetype="currency", currency="DKK", value=500),
                TableCell(formula='of:=""', valuetype="string", stringvalue="")]
        if number in range(1, 6):
            line.childNodes[3:4] = []
            line.insertBefore(last[number - 1], line.childNodes[3])
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(BAD / "uncalculated-and-foreign.ods"))


def copied_sheet():
    document = OpenDocumentSpreadsheet()
    for name, source in [("Ark1", None), ("'file:///andre.ods'#Ark1", "andre.ods")]:
        table = Table(name=name)
        if source:
            table.addElement(TableSource(href=source, type="simple", tablename="Ark1"))
        for row in [HEADER, *ROWS]:
            line = TableRow()
            for value in row:
                kind = "string" if isinstance(value, str) else "float"
                cell = TableCell(valuetype=kind, **({} if kind == "string" else {"value": value}))
                cell.addElement(P(text=str(value)))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(BAD / "copied-sheet.ods"))


def currencies():
    workbook, sheet = book()
    for line, code in enumerate(["[$€-2] #,##0.00", '#,##0 "USD"', "[$kr-41D] 0", "[$kr.-406] 0", '0 "kr."'], 2):
        sheet.cell(line, 4).number_format = code
    workbook.save(BAD / "other-currencies.xlsx")


def scales():
    """Only a comma behind the digits makes the spreadsheet divide what it shows."""
    workbook, sheet = book()
    for line, code in enumerate(['#,##0 "t.kr."', '0.0 "mio. kr."', '#,##0, "t.kr."', '0.0,,"mio."', '0 "kr."', '#,##0,'], 2):
        sheet.cell(line, 4).number_format = code
    workbook.save(BAD / "shown-in-thousands.xlsx")


def signs():
    """Shown as below zero, though the cells hold no minus; the last three are as they should be."""
    workbook, sheet = book()
    for line, code in enumerate(["-#,##0", "(0)", '"-"0 "kr."', "#,##0;-#,##0", "_-* #,##0", "[<0]-0;0"], 2):
        sheet.cell(line, 4).number_format = code
    workbook.save(BAD / "minus-in-formats.xlsx")


def accounts():
    """The name of the sheet says that its figures are realised; one amount is a text."""
    workbook, sheet = book(title="Regnskab 2025")
    sheet["D3"] = "2,450"
    workbook.save(BAD / "sheet-of-accounts.xlsx")


def units_in_formats():
    """The row's unit is a day, but for the last, whose unit is a month."""
    header = [*HEADER[:4], "enhed", "egenbetaling"]
    rows = [[f"B{number}", 740, 2025, 1000 + number, None, 500] for number in range(1, 7)]
    rows[5][4] = "pr. md."
    workbook, sheet = book(header=header, rows=rows)
    formats = ['#,##0 "kr./md."', '0 "kr. pr. time"', '0 "kr. pr. døgn"', '0.00" kr."', "0.00%", '0 "kr./md."']
    for line, code in enumerate(formats, 2):
        sheet.cell(line, 4).number_format = code
    sheet["F2"].number_format, sheet["F3"].number_format = '0 "kr./md."', '0 "kr./år"'
    workbook.save(BAD / "units-in-formats.xlsx")


def text_amounts():
    """A mark before three digits of a text may be one of thousands; a number's is none. A plus is no formula."""
    workbook, sheet = book()
    sheet["D2"], sheet["D3"], sheet["D4"], sheet["D5"] = "2,455", 2.455, "3.455", "+80"
    workbook.save(BAD / "text-amounts.xlsx")
    plain = xlwt.Workbook(encoding="utf-8")
    old = plain.add_sheet("Ark1")
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    for line, row in enumerate(sheet.iter_rows(values_only=True)):
        cells = TableRow()
        for at, value in enumerate(row):
            old.write(line, at, value)
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value).replace(".", ",") if isinstance(value, float) else str(value)))
            cells.addElement(cell)
        table.addElement(cells)
    plain.save(str(BAD / "text-amounts-97.xls"))
    document.spreadsheet.addElement(table)
    document.save(str(BAD / "text-amounts-open.ods"))


def words_in_formats():
    """Words that are only shown: a unit that is none, the prices of a year, accounts; the other three hold or say nothing."""
    formats = ["pr. uge", "2024-pl", "regnskab", "2025-pl", "kr. pr. plads", "budget"]
    workbook, sheet = book(rows=[*ROWS, ["B7", 740, 2025, 1007, 5]])
    for line, words in enumerate(formats, 2):
        sheet.cell(line, 4).number_format = f'#,##0 "{words}"'
    sheet["D8"].number_format = ";;;"
    workbook.save(BAD / "words-in-formats.xlsx")
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    for line, row in enumerate([HEADER, *ROWS]):
        cells = TableRow()
        for at, value in enumerate(row):
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            cell = TableCell(**kind)
            cell.addElement(P(text=f"{value} {formats[line - 1]}" if line and at == 3 else str(value)))
            cells.addElement(cell)
        table.addElement(cells)
    document.spreadsheet.addElement(table)
    document.save(str(BAD / "words-in-open-document.ods"))


def covers():
    """What a front page says of all amounts holds for the sheets behind it, and is told only where it does not."""
    workbook, _ = book()
    front = workbook.create_sheet("Forside", 0)
    for row in [["Opdigtede takster 2025. Alle beløb er i 1.000 kr."], ["Prisniveau", 2024], ["Regnskab 2025"]]:
        front.append(row)
    about = workbook.create_sheet("Om")
    for row in [["Driftsherre", "Silkeborg"], ["Udarbejdet af", "Økonomi"], ["År", 2025]]:
        about.append(row)
    workbook.create_sheet("Koder").append(["Læses ikke: takster pr. måned"])
    prices = workbook.create_sheet("Priser")
    for row in [["tilbud_id", "Pris"], ["B1", 1001]]:
        prices.append(row)
    workbook.save(BAD / "front-page.xlsx")
    workbook, _ = book(title="Takster 2025")
    front = workbook.create_sheet("Forside", 0)
    for row in [
        ["Opdigtede takster. Alle beløb er i kroner og i 2025-priser."], ["Prisniveau", 2025], ["Indhold"], ["Takster 2025"],
        ["Regnskab 2024"], ["Taksterne for 2024 er fremskrevet til 2025-niveau med 3,2 pct., og vi sparer 3 mio. kr."],
    ]:
        front.append(row)
    workbook.save(BAD / "front-page-that-agrees.xlsx")
    workbook, _ = book(title="Børn")
    workbook.create_sheet("Forside", 0).append(["Takster 2026"])
    adults = workbook.create_sheet("Voksne")
    for row in [HEADER, ["C1", 740, 2024, 2001, 5]]:
        adults.append(row)
    workbook.save(BAD / "front-page-of-no-sheet.xlsx")
    adults.append(["C1", 740, 2026, 2001, 5])
    workbook.save(BAD / "front-page-of-one-sheet.xlsx")


def sheets_beside():
    """Sheets that sum up are passed over, those that might hold offers are not."""
    workbook, _ = book()
    sums = [["Kommune", "Budget", "Regnskab"], ["Silkeborg", 100, 90], ["Viborg", 110, 95]]
    for title, rows in [("Oversigt 2025", sums), ("PL", [["År", "PL", "Kilde"], [2025, 3.1, 2]]), ("Priser", sums),
                        ("Satser", [["År", "Takst"], [2025, 3.1], [2025, 7, 9]])]:
        more = workbook.create_sheet(title)
        for row in rows:
            more.append(row)
    workbook.save(BAD / "sheets-beside.xlsx")


def words_beside():
    """Units, scales, prices and accounts in names, titles and groups of headings are heard; so is a front page that
    names telephones too. Lists of words, labels below and what sums up are set aside with a warning."""
    workbook, _ = book(title="Månedstakster")
    words = [
        ["Takster (kr./md.)"], ["Enhed", "uge"], ["kr. x 1.000"], ["Faste priser"], ["Tallene er regnskabstal"],
        [None, None, None, "kr./time", "antal"], ["Kontakt: tlf. 8970 1000. Prisniveau: Budget 2024"],
    ]
    for number, line in enumerate(words, 1):
        more = workbook.create_sheet(f"Ark{number}")
        for row in [line, HEADER, [f"C{number}", 740, 2025, 2000 + number, 5]]:
            more.append(row)
    front = workbook.create_sheet("Forside", 0)
    for row in [["Lise", "8970 1000", "8970 1001"], ["De opdigtede takster er alle opgjort i t.kr. uden moms"]]:
        front.append(row)
    workbook.save(BAD / "words-beside.xlsx")
    workbook, sheet = book()
    sheet.append(["Dato", "12-11-2024"])
    for title, rows in [
        ("Kontakt", [["Navn", "Lokal", "Telefon"], ["Lise", 12, "8970 1000"]]),
        ("Versioner", [["Version", "Dato", "Rettelser"], [1, 20241112, 5]]),
        ("Adresser", [["tilbud_id", "Adresse"], ["B1", "Opdigtevej 5"]]),
        ("Oversigt", [["Alle beløb i t.kr."], ["Driftsherre", "Takst", "Pladser"], [740, 1, 30]]),
    ]:
        more = workbook.create_sheet(title)
        for row in rows:
            more.append(row)
    workbook.save(BAD / "lists-beside.xlsx")
    header = ["tilbud_id", "driftsherre", "takst 2025", "takstberegningsgrundlag 2025", "resultat 2023"]
    workbook, sheet = book(header=[None, None, "Budget", None, "Regnskab"], rows=[header, ["B1", 740, 1001, 365000, -5]])
    sheet.merge_cells("C1:D1")
    # A merged label says nothing of the columns behind its own.
    for number, (label, headings) in enumerate([
        ("Budget", ["takst 2024", "takst 2025", "resultat 2023"]),
        ("Regnskab", ["regnskab 2023 takst", "regnskab 2024 takst", "takst 2025"]),
    ], 2):
        more = workbook.create_sheet(f"Ark{number}")
        for row in [["Stamdata", None, label], [*HEADER[:2], *headings], [f"B{number}", 740, 1001, 1002, 1003]]:
            more.append(row)
        more.merge_cells("A1:B1")
        more.merge_cells("C1:D1")
    workbook.save(HARMLESS / "groups-above-headings.xlsx")


def computed():
    """What a formula gives: the digits of a sum that went wrong by the last bit are known, a quotient's are not."""
    workbook, sheet = book()
    sheet["D2"], sheet["D3"], sheet["D4"] = 8950000 / 365 / 11.4, 2450.12345, 0.1 + 0.2
    workbook.save(BAD / "computed.xlsx")
    edited(BAD / "computed.xlsx", SHEET, lambda xml: xml.replace(b"<v>1004</v>", b"<v>12345678901.234501</v>"))


def damaged_cells():
    workbook, _ = book(rows=[[f"B{number}", 740, 2025, 1000 + number, 5] for number in range(1, 9)])
    workbook.save(BAD / "damaged-cells.xlsx")

    def edit(xml):
        left = {
            b"D2": b'<c r="D2"><v>1,000</v></c>', b"D3": b'<c r="D3"><v>1.234.567</v></c>',
            b"D4": b'<c r="D4"><v>10</v><v>99</v></c>', b"D5": b'<c r="D5" t="n">1010</c>',
            b"D6": b'<c r="D6"><is><t>1010</t></is></c>', b"D7": b'<c r="D7" t="inlineStr"><v>1010</v></c>',
            b"D8": b'<c r="D8"><v>1010</v></c><c r="D8"><v>900</v></c>',
        }
        for place, cell in left.items():
            xml = re.sub(rb'<c r="' + place + rb'"[^>]*>.*?</c>', cell, xml)
        return xml

    edited(BAD / "damaged-cells.xlsx", SHEET, edit)
    workbook.save(BAD / "repeated-sheet-row.xlsx")
    edited(BAD / "repeated-sheet-row.xlsx", SHEET, lambda xml: re.sub(rb'"([A-E]?)3"', rb'"\g<1>2"', xml))


def wide():
    header = ["tilbud_id", "driftsherre", "takst 2024", "takst 2025", "takts 2026", "Budget 2025 takst", "pladser", "år"]
    workbook, _ = book(header=header, rows=[["B1", 740, 1000, "x", None, None, 5, 2025]])
    workbook.save(BAD / "mixed-layout.xlsx")


def damaged():
    workbook, _ = book()
    workbook.save(BAD / "truncated.xlsx")
    whole = (BAD / "truncated.xlsx").read_bytes()
    (BAD / "truncated.xlsx").write_bytes(whole[: len(whole) // 2])
    workbook.save(BAD / "broken-xml.xlsx")
    edited(BAD / "broken-xml.xlsx", SHEET, lambda xml: xml[:-40])
    workbook.save(BAD / "billion-laughs.xlsx")
    bomb = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    edited(BAD / "billion-laughs.xlsx", SHEET, lambda xml: bomb + xml.replace(b"<v>1001</v>", b"<v>&b;</v>"))
    workbook.save(BAD / "far-cell.xlsx")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    edited(BAD / "far-cell.xlsx", SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    workbook.save(BAD / "no-such-cell.xlsx")
    edited(BAD / "no-such-cell.xlsx", SHEET, lambda xml: xml.replace(b'r="D2"', b'r="ZZZZZZZZZZ2"'))
    with zipfile.ZipFile(BAD / "no-workbook.zip", "w") as archive:
        archive.writestr("readme.txt", "no workbook")


def names():
    workbook, _ = book(header=["tilbud_id", "tilbud", "driftsherre", "år"], rows=[
        ["B1", "Bakken\u202egard", 740, 2025], ["B2", "Eng\u200ben", 740, 2025], ["B3", "Skov\nen", 740, 2025],
    ])
    workbook.save(BAD / "unseen-characters.xlsx")


def old():
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("Ark1")
    rows = [["Takster (opdigtede)"], HEADER + ["åbnet"], *ROWS]
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            sheet.write(line, at, value)
    sheet.write(3, 5, datetime.date(2020, 1, 1), xlwt.easyxf(num_format_str="dd-mm-yyyy"))
    sheet.write(4, 5, 2020, xlwt.easyxf(num_format_str="dd-mm-yyyy"))
    sheet.write_merge(5, 6, 5, 5, "2020")
    sheet.write(7, 5, "æøå" * 3000)
    sheet.row(6).hidden = True
    sheet.col(4).hidden = True
    workbook.save(str(BAD / "excel-97.xls"))
    whole = (BAD / "excel-97.xls").read_bytes()
    (BAD / "truncated-xls.xls").write_bytes(whole[: len(whole) // 2])


def open_document():
    def cell(value, **more):
        if isinstance(value, str):
            out = TableCell(valuetype="string", **more)
            out.addElement(P(text=value))
            return out
        return TableCell(valuetype="float", value=value, **more) if value is not None else TableCell()

    document = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    table.addElement(TableColumn(numbercolumnsrepeated=4))
    table.addElement(TableColumn(visibility="collapse"))
    for number, row in enumerate([["Takster (opdigtede)"], HEADER, *ROWS]):
        line = TableRow(visibility="filter") if number == 4 else TableRow()
        for value in row:
            line.addElement(cell(value))
        table.addElement(line)
    line = TableRow()
    for value in ["B8", 740, 2025]:
        line.addElement(cell(value))
    error = cell("#DIV/0!", formula="of:=1/0")
    line.addElement(error)
    line.addElement(cell("33.333333333333336"))
    table.addElement(line)
    line = TableRow()
    for value in ["B9", 740, 2025]:
        line.addElement(cell(value))
    line.addElement(cell(1.5, numbercolumnsspanned=2))
    line.addElement(CoveredTableCell())
    table.addElement(line)
    repeated = TableRow(numberrowsrepeated=2)
    for value in ["B10", 740, 2025, 7.0000000000000009]:
        repeated.addElement(cell(value))
    table.addElement(repeated)
    table.addElement(TableRow(numberrowsrepeated=1048000))
    document.spreadsheet.addElement(table)
    document.save(str(BAD / "open-document.ods"))


def ids_shown_otherwise():
    """Excel made a date of 1-2; B-013 is only 13; 12 that is shown as 0012 is the 0012 of another row."""
    rows = [[datetime.date(2025, 2, 1), 740, 2025, 1000, 5], [12, 740, 2025, 1000, 5], [13, 740, 2025, 1000, 5],
            ["B4", 740, datetime.date(2025, 1, 1), 1000, 5]]
    workbook, sheet = book(rows=rows)
    sheet["A2"].number_format, sheet["A3"].number_format, sheet["A4"].number_format = "d-mmm", "0000", '"B-"000'
    sheet["D3"].number_format, sheet["D4"].number_format = "000000", '0" pr. dag"'
    workbook.save(BAD / "ids-shown-otherwise.xlsx")
    workbook, sheet = book(rows=[[12, 740, 2025, 1000, 5], ["0012", 740, 2025, 1001, 5]])
    sheet["A2"].number_format = "0000"
    workbook.save(BAD / "padded-ids.xlsx")
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("Ark1")
    formats = ["dd-mm-yyyy", "0000", '"B-"000', "General"]
    for at, value in enumerate(HEADER):
        sheet.write(0, at, value)
    for line, (row, code) in enumerate(zip(rows, formats), 1):
        for at, value in enumerate(row):
            dated = xlwt.easyxf(num_format_str="dd-mm-yyyy" if at else code)
            sheet.write(line, at, value, *([dated] if at == 0 or line == 4 and at == 2 else []))
    workbook.save(str(BAD / "ids-shown-otherwise-97.xls"))


def shown_in_open_document():
    """What cells show beside what they hold: padded ids, dates, units, thousands, currencies, percent, text."""
    def cell(value, shown=None, **more):
        kind = "string" if isinstance(value, str) else "float"
        given = {"valuetype": kind, **({} if kind == "string" else {"value": value}), **more}
        out = TableCell(**given)
        out.addElement(P(text=str(value) if shown is None else shown))
        return out

    header = ["tilbud_id", "driftsherre", "år", "takst", "belægning"]
    padded = [
        [cell(12, "0012"), cell(740, "740"), cell(2025), cell(1000, "1.000,00"), cell(0.95, "95 %", valuetype="percentage")],
        [cell("0012"), cell("740"), cell("2025"), cell("1.000,00 kr."), cell("95,5")],
    ]
    shown = [
        [cell(13, "B-013"), cell(740), cell(2025), cell(1000, "1.000,00 kr."), cell(95)],
        [cell(0, "01-02-25", valuetype="date", datevalue="2025-02-01"), cell(740), cell(2025), cell(1000), cell(95)],
        [cell("B5"), cell(740), cell(0, "2025", valuetype="date", datevalue="2025-01-01"), cell(9031, "9.031 t.kr."), cell(95)],
        [cell("B6"), cell(740), cell(2025), cell(9031000, "9.031 t.kr."), cell(95)],
        [cell("B7"), cell(740), cell(2025), cell(100, "100 €"), cell(95)],
        [cell("B8"), cell(740), cell(2025), cell(1000, "1.000", valuetype="currency", currency="DKK"), cell(0.95, "1")],
        [cell("B9"), cell(740), cell(2025), cell("1,000.50"), cell(9500, "9500 %")],
    ]
    for name, rows in [("padded-ids-open.ods", padded), ("shown-in-open-document.ods", shown)]:
        document = OpenDocumentSpreadsheet()
        table = Table(name="Ark1")
        for row in [[cell(heading) for heading in header], *rows]:
            line = TableRow()
            for one in row:
                line.addElement(one)
            table.addElement(line)
        document.spreadsheet.addElement(table)
        document.save(str(BAD / name))


def without_headings():
    """A sheet of figures without headings is a mistake, one of notes is not; a header may stand too far down."""
    workbook, _ = book()
    for row in [["B1", 740, 2024, 1001, 5], ["B2", 740, 2024, 1002, 5]]:
        (workbook["2024"] if "2024" in workbook.sheetnames else workbook.create_sheet("2024")).append(row)
    workbook.create_sheet("Noter").append(["Opdateret", datetime.date(2025, 5, 1)])
    workbook.save(BAD / "figures-without-headings.xlsx")
    workbook, _ = book(header=["Opdigtet"], rows=[["x"]] * 29 + [HEADER, *ROWS])
    workbook.save(BAD / "header-too-far-down.xlsx")


def headings_in_two_rows():
    """A year over several columns, merged or not, is understood; own words are not, and what to do is told."""
    upper = ["tilbud_id", "driftsherre", 2024, None, 2025, None]
    lower = [None, None, "takst", "pladser", "takst", "pladser"]
    workbook, sheet = book(header=["Opdigtede takster"], rows=[upper, lower, ["B1", 740, 1001, 5, 1002, 5]])
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("E2:F2")
    sheet.merge_cells("A2:A3")
    other = workbook.create_sheet("Ark2")
    for row in [["tilbud_id", "driftsherre", "takst", None], [None, None, 2024, 2025], ["B2", 740, 1001, 1002]]:
        other.append(row)
    workbook.save(HARMLESS / "headings-in-two-rows.xlsx")
    workbook, sheet = book(header=["tilbud_id", "driftsherre", "takst", None], rows=[
        [None, None, "i fjor", "i år"], ["B1", 740, 1001, 1002],
    ])
    sheet.merge_cells("C1:D1")
    workbook.save(BAD / "merged-headings.xlsx")
    workbook, sheet = book(header=[None, None, 2024, 2025], rows=[
        ["tilbud_id", "driftsherre", "takst", "takst"], ["B1", 740, 1001, 1002],
    ])
    sheet["C1"].font = Font(strike=True)
    hidden = workbook.create_sheet("Ark2")
    for row in [[None, None, 2024, 2025], ["tilbud_id", "driftsherre", "takst", "takst"], ["B2", 740, 1001, 1002]]:
        hidden.append(row)
    hidden.row_dimensions[1].hidden = True
    workbook.save(BAD / "struck-upper-headings.xlsx")


def labels_above_headings():
    """Labels over merged columns that are not understood or do not hold, and titles over the whole that give no year."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, (labels, headings) in enumerate([
        (["Takst", None, "Pladser", None, "Priser", None], ["B24", "B25", "B24", "B25", 2024, 2025]),
        ([2024, None, "Bud. 25", None], ["takst", "pladser"] * 2),
        (["R", None, "B", None], ["takst 2024", "pladser 2024", "takst 2025", "resultat 2024"]),
        (["Regnskab 2024", None, "Budget 2023", None], ["budget 2024 takst", "pladser 2024", "resultat 2023", "takst 2023"]),
        ([2024, None, 2025], ["regnskab 2023 takst", "pladser", "takst"]),
        (["Takst", None, "R", "Budget"], [2024, 2025, "pladser 2024", "regnskab 2024 pladser"]),
    ], 1):
        sheet = workbook.create_sheet(f"Ark{number}")
        for row in [[None, None, *labels], [*HEADER[:2], *headings], [f"B{number}", 740, *[1001] * len(headings)]]:
            sheet.append(row)
        for column, label in enumerate(labels[1:], 4):
            if label is None:
                sheet.merge_cells(start_row=1, end_row=1, start_column=column - 1, end_column=column)
    for number, title in enumerate(["Takster januar 2025", "Takster 2025 KKR"], 7):
        sheet = workbook.create_sheet(f"Ark{number}")
        for row in [[title], ["tilbud_id", "driftsherre", "takst"], [f"B{number}", 740, 1001]]:
            sheet.append(row)
        sheet.merge_cells("A1:C1")
    workbook.save(BAD / "labels-above-headings.xlsx")


def sheets_put_together():
    """Sheets called by their year; one sheet with tariffs, one with the basis, which agree or do not."""
    header = ["tilbud_id", "driftsherre", "takst"]
    workbook, sheet = book("2024", header, [["B1", 740, 1001], ["B2", 740, 1002]])
    for title in ["Takster 2025", "i 2025-priser"]:
        other = workbook.create_sheet(title)
        for row in [header, ["B1", 740, 1003], ["B2", 740, 1004]]:
            other.append(row)
    workbook.save(BAD / "sheets-called-by-year.xlsx")
    for path, places in [(HARMLESS / "offers-on-two-sheets.xlsx", 5), (BAD / "offers-on-two-sheets.xlsx", 6)]:
        workbook, _ = book("Takster")
        basis = workbook.create_sheet("Grundlag")
        basis.append(["tilbud_id", "driftsherre", "år", "takstberegningsgrundlag", "pladser", "enhed"])
        basis.append(["B1", 740, 2025, 500_000, places, None])
        basis.append(["B2", 740, 2025, 500_000, 5, None])
        workbook.save(path)
    workbook, _ = book("Takster 2024")
    other = workbook.create_sheet("Ark2")
    for row in [["År", 2023], HEADER, ["C1", 740, 2025, 1001, 5]]:
        other.append(row)
    workbook.save(BAD / "sheets-of-another-year.xlsx")
    workbook, _ = book("Takster", HEADER[:4] + ["prisniveau"], [["B1", 740, 2025, 1001, 2024]])
    places = workbook.create_sheet("Pladser")
    for row in [HEADER[:3] + ["pladser"], ["B1", 740, 2025, 5]]:
        places.append(row)
    workbook.save(HARMLESS / "price-level-on-one-sheet.xlsx")


def notes():
    """Notes on cells and what is printed on each page say what titles may say; most say nothing of the amounts."""
    workbook, sheet = book()
    sheet["D1"].comment = Comment("Jens Hansen:\nBeløb i 1.000 kr.", "Jens Hansen")
    sheet["D3"].comment = Comment("2024-priser", "Jens Hansen")
    monthly = workbook.create_sheet("Ark2")
    for row in [HEADER, ["B8", 740, 2025, 1000, 5], ["B9", 740, 2025, 1000.5, 5]]:
        monthly.append(row)
    monthly.oddHeader.center.text = "Takster pr. måned"
    monthly["D3"].number_format = '0" faste priser"'
    workbook.save(BAD / "notes-on-cells.xlsx")
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    for texts in [HEADER, ["B1", "740", "2025", "1001", "5"]]:
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            if text == "takst":
                note = Annotation()
                note.addElement(P(text="Taksterne er pr. måned"))
                cell.addElement(note)
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(BAD / "notes-on-cells-open.ods")
    header = [*HEADER, "egenbetaling"]
    workbook, sheet = book(header=header, rows=[[*row, 100] for row in ROWS])
    sheet["A1"].comment = Comment("Nøglen er tilbuddets nummer på Tilbudsportalen", "x")
    sheet["D1"].comment = Comment("Kr. pr. døgn. Se takstaftalen", "x")
    sheet["D2"].comment = Comment("Rettet 12.3. efter regnskab 2023; før 1.000 kr.", "x")
    sheet["E2"].comment = Comment("1.000 kr. pr. plads er givet i tilskud", "x")
    sheet["F1"].comment = Comment("Betales pr. måned", "x")
    sheet.oddHeader.left.text = "Takster 2025"
    sheet.oddFooter.right.text = "Side &P af &N"
    workbook.save(HARMLESS / "notes-of-something-else.xlsx")


def printed():
    """What is printed above and below each page of older workbooks and of open documents."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("Ark1")
    sheet.header_str, sheet.footer_str = b"&CTakster pr. md.", b"Side &P"
    for line, row in enumerate([HEADER, *ROWS]):
        for at, value in enumerate(row):
            sheet.write(line, at, value)
    workbook.save(str(BAD / "printed-97.xls"))
    document = OpenDocumentSpreadsheet()
    layout = PageLayout(name="p")
    document.automaticstyles.addElement(layout)
    page = MasterPage(name="Side", pagelayoutname=layout)
    header = Header()
    header.addElement(P(text="Beløb i 1.000 kr."))
    page.addElement(header)
    document.masterstyles.addElement(page)
    style = Style(name="ta", family="table", masterpagename="Side")
    document.automaticstyles.addElement(style)
    table = Table(name="Ark1", stylename=style)
    for texts in [HEADER, ["B1", "740", "2025", "1001", "5"]]:
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(BAD / "printed-open.ods")


def harmless():
    workbook, sheet = book()
    sheet["D2"] = "='[1]Ark1'!A1"
    path = HARMLESS / "links-and-macros.xlsm"
    workbook.save(path)
    cached = b'<c r="D2"><f>\'[1]Ark1\'!A1</f><v>1001</v></c>'
    edited(path, SHEET, lambda xml: re.sub(rb'<c r="D2"[^>]*>.*?</c>', cached, xml))
    edited(path, "xl/vbaProject.bin", lambda _: b"not a true macro")
    edited(path, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        b' Target="file:///elsewhere.xlsx" TargetMode="External"/></Relationships>'
    )
    edited(path, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", link))
    header = ["tilbud_id", "tilbud", "driftsherre", "beliggenhed", "købere", "paragraf", "takst 2024", "takst 2025"]
    workbook, sheet = book(header=header, rows=[
        ["B1", '=HYPERLINK("http://example.invalid")', 740, "740 Silkeborg", "740 751", "SEL § 107", 0, 5],
        ["B2", "+45 12", "0740", 751, "740 751", "SEL § 103", "1.234,50 kr.", 7.0000000000000009],
    ])
    sheet["B2"].data_type = "s"
    workbook.save(HARMLESS / "names-like-formulas.xlsx")


for write in [
    merged, sorted_header, hidden, struck_elsewhere, errors, numbers, several_sheets, not_read, passed_over, never_calculated,
    open_document_cells, copied_sheet, currencies, scales, signs, accounts, units_in_formats, text_amounts, words_in_formats, covers, sheets_beside, words_beside,
    computed, damaged_cells, wide,
    damaged, names, old, open_document, harmless, ids_shown_otherwise, shown_in_open_document, without_headings,
    headings_in_two_rows, labels_above_headings, notes, printed, sheets_put_together,
]:
    # Further arguments name those to write.
    if write.__name__ in (sys.argv[3:] or [write.__name__]):
        write()
