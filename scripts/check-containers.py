"""Checks with other programs' readers that rewritten containers are whole: python scripts/check-containers.py

Needs the built library (npm run build) and openpyxl, python-docx, pyarrow, polars, fastparquet and pandas. Opens with
LibreOffice, too, where it is installed. Prints `N passed, N failed`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

try:
    import docx
    import fastparquet
    import openpyxl
    import pandas
    import polars
    import pyarrow.parquet as pq
except ImportError as missing:
    print(f"skipped, {missing.name} is not installed; 0 passed, 0 failed")
    sys.exit(0)

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "test" / "fixtures"
results = {True: 0, False: 0}


def check(what: str, holds: bool) -> None:
    results[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}")


def rewrite(source: Path, target: Path, pattern: str, replacement: str, drop: str = "") -> None:
    script = ROOT / "scripts" / "rewrite-container.mjs"
    subprocess.run(["node", script, source, target, pattern, replacement, drop], check=True)


def members(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise ValueError("a member is damaged")
        return {info.filename: archive.read(info) for info in archive.infolist()}


def same_members_but(before: Path, after: Path, changed: str) -> bool:
    old, new = members(before), members(after)
    return all(new.get(name) == content for name, content in old.items() if not re.search(changed, name))


def converts(path: Path, folder: Path) -> bool:
    """True when LibreOffice opens the file and gives text for it."""
    office = shutil.which("soffice")
    if not office:
        return True
    to = "csv" if path.suffix == ".xlsx" else "txt:Text (encoded):UTF8"
    command = [office, "--headless", "--convert-to", to, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True)
    found = folder / f"{path.stem}.{to[:3]}"
    return found.exists() and found.stat().st_size > 0


def check_docx(folder: Path) -> None:
    wanted = r"Jane Sample|202-555-\d{4}|张三|Ruth Sample|Dr\. Exemplar"
    for source in sorted((FIXTURES / "docx").glob("*.docx")):
        kept = folder / "kept.docx"
        rewrite(source, kept, "(?!)", "")
        check(f"{source.name} kept", kept.read_bytes() == source.read_bytes())
        target = folder / source.name
        rewrite(source, target, wanted, "<X & Y>")
        document = docx.Document(target)
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        check(f"{source.name} edited", "Patient: <X & Y> & Co, phone <X & Y>" in text)
        check(f"{source.name} tables", document.tables[0].cell(1, 0).text == "Metformin")
        check(f"{source.name} properties", document.core_properties.author == "<X & Y>")
        leaked = [name for name, content in members(target).items() if re.search(wanted, content.decode("utf-8", "replace"))]
        check(f"{source.name} leaves no trace in {leaked}", not leaked)
        check(f"{source.name} other members", same_members_but(source, target, r"word/\w+\.xml|docProps|_rels"))
        check(f"{source.name} in LibreOffice", converts(target, folder))


def check_xlsx(folder: Path) -> None:
    wanted = r"ann@example\.org|13800138000|Ann Sample|desk@example\.org"
    for source in sorted((FIXTURES / "xlsx").glob("*.xlsx")):
        kept = folder / "kept.xlsx"
        rewrite(source, kept, "(?!)", "")
        check(f"{source.name} kept", kept.read_bytes() == source.read_bytes())
        target = folder / source.name
        rewrite(source, target, wanted, "<X & Y>", "问题 4:" if "questions" in source.name else "zhang.san")
        workbook = openpyxl.load_workbook(target)
        before = openpyxl.load_workbook(source)
        check(f"{source.name} sheets", workbook.sheetnames == before.sheetnames)
        cells = [str(cell.value) for sheet in workbook for row in sheet for cell in row if cell.value is not None]
        check(f"{source.name} edited", any("<X & Y>" in cell for cell in cells))
        leaked = [name for name, content in members(target).items() if re.search(wanted, content.decode("utf-8", "replace"))]
        check(f"{source.name} leaves no trace in {leaked}", not leaked)
        check(f"{source.name} dropped", not any("问题 4:" in cell or "zhang.san" in cell for cell in cells))
        if "questions" in source.name:
            frame = pandas.read_excel(target, sheet_name="plain")
            check(f"{source.name} moved up", len(frame) == 11 and not frame.isna().any().any())
            check(f"{source.name} table", workbook["table"].tables.keys() == before["table"].tables.keys())
        else:
            sheet = workbook["Patients 病人"]
            check(f"{source.name} others", sheet["A6"].value == "Bo & <Co>" and sheet.row_dimensions[6].hidden)
            check(f"{source.name} dates", str(sheet["D4"].value).startswith("2026-03-05"))
        check(f"{source.name} in LibreOffice", converts(target, folder))


def check_parquet(folder: Path) -> None:
    for source in sorted((FIXTURES / "parquet").glob("*.parquet")):
        before = pq.read_table(source)
        target = folder / source.name
        rewrite(source, target, r"ann\d+@example\.org|prefix-1", "[已删]", "问题 4")
        after = pq.read_table(target)
        check(f"{source.name} schema", after.schema.equals(before.schema, check_metadata=True))
        rows = [row for row in before.to_pylist() if "问题 4" not in str(row)]
        expected = re.sub(r"ann\d+@example\.org|prefix-1", "[已删]", str(rows))
        check(f"{source.name} rows", str(after.to_pylist()) == expected)
        check(f"{source.name} in polars", polars.read_parquet(target).height == len(rows))
        codecs = lambda path: {
            pq.ParquetFile(path).metadata.row_group(0).column(column).compression
            for column in range(len(pq.ParquetFile(path).schema))
        }
        check(f"{source.name} compression", codecs(target) == codecs(source) or "LZ4" in codecs(source))
        if "qa" in source.name:
            check(f"{source.name} in fastparquet", len(fastparquet.ParquetFile(str(target)).to_pandas(columns=["count"])) == len(rows))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for part in (check_docx, check_xlsx, check_parquet):
            part(Path(name))
    print(f"{results[True]} passed, {results[False]} failed")
    sys.exit(1 if results[False] else 0)
