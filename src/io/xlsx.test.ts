import { describe, expect, it } from 'vitest'
import {
  dropping,
  fixture,
  readAll,
  replacing,
  rewriteAll,
  samplesOf,
  textsOf,
} from '../../test/support/containers.ts'
import { memorySource } from '../../test/support/memory-source.ts'
import { type BuiltMember, buildZip } from '../../test/support/zip-builder.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { isDateFormat, numberText, PLAIN_STYLE } from './office/cell-values.ts'
import { xlsx } from './xlsx.ts'
import { openZip, readMember } from './zip/read.ts'

const PATIENTS = ['xlsx/patients-openpyxl.xlsx', 'xlsx/patients-libreoffice.xlsx']
const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet with the fewest parts that make one. */
function workbookOf(sheet: string, more: readonly BuiltMember[] = [], strings?: string): Buffer {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return buildZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${main}"/><Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${X} ${R}><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}${relation('r3', 'calcChain', 'calcChain.xml')}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet ${X} ${R}>${sheet}</worksheet>` },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `<sst ${X}>${strings}</sst>` }]),
    ...more,
  ])
}

const rowsOf = async (bytes: Buffer) => samplesOf(await readAll(xlsx, bytes)).map(textsOf)

async function partOf(bytes: Buffer, name: string): Promise<string> {
  const archive = await openZip(memorySource(bytes), DEFAULT_LIMITS)
  const member = archive.find(name)
  return member ? (await readMember(archive, member, 1e9)).toString() : ''
}

async function everyPart(bytes: Buffer): Promise<string> {
  const archive = await openZip(memorySource(bytes), DEFAULT_LIMITS)
  const parts = []
  for (const member of archive.members) parts.push((await readMember(archive, member, 1e9)).toString())
  return parts.join('\n')
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe.each(PATIENTS)('%s', path => {
  it('gives rows by their header, numbers in full, dates as ISO', async () => {
    const samples = samplesOf(await readAll(xlsx, fixture(path)))
    const row = samples.find(sample => sample.locator.row === 4)
    expect(row?.locator.sheet).toBe('Patients 病人')
    expect(textsOf(row)).toMatchObject({
      'Name 姓名': 'Ann Sample',
      Phone: '13800138000',
      'E-mail': 'ann@example.org',
      Visit: '2026-03-05',
      Amount: '12.5',
      Ward: '00042',
      '#hidden(column).ID number': '110101199003074477',
      '#formula.Note': 'HYPERLINK("mailto:desk@example.org","write")',
    })
    expect(row?.fields.find(({ name }) => name === 'Phone')?.kind).toBe('number')
    expect(textsOf(samples.find(sample => sample.locator.row === 5))).toMatchObject({
      Visit: '2026-03-06T14:30:00',
      Amount: '0.1',
      '#comment(A5)': expect.stringContaining('Call her mother, 202-555-0199'),
    })
  })

  it('marks hidden rows, columns, sheets and white text', async () => {
    const rows = await rowsOf(fixture(path))
    expect(rows).toContainEqual(expect.objectContaining({ '#hidden(row).Name 姓名': 'Bo & <Co>' }))
    expect(rows).toContainEqual({
      '#hidden(sheet).Name': 'Ruth Past',
      '#hidden(sheet).Phone': '202-555-0100',
    })
    expect(rows).toContainEqual(expect.objectContaining({ '@href[0]': 'mailto:ann@example.org' }))
    expect(rows).toContainEqual(expect.objectContaining({ '#property(creator)[0]': 'Dr. Exemplar' }))
  })

  it('is kept byte for byte', async () => {
    const bytes = fixture(path)
    expect((await rewriteAll(xlsx, bytes, () => ({ action: 'keep' }))).equals(bytes)).toBe(true)
  })

  it('loses what is edited everywhere it stands', async () => {
    const wanted = /ann@example\.org|13800138000|Ann Sample|202-555-0199|desk@example\.org|Dr\. Exemplar/g
    const output = await rewriteAll(xlsx, fixture(path), replacing(wanted, '<X>'))
    const row = (await rowsOf(output))[1]
    expect(row).toMatchObject({ 'Name 姓名': '<X>', Phone: '<X>', 'E-mail': '<X>', Visit: '2026-03-05' })
    expect(row?.['#formula.Note']).toBeUndefined()
    expect(await everyPart(output)).not.toMatch(wanted)
    expect((await rewriteAll(xlsx, output, replacing(wanted, '<X>'))).equals(output)).toBe(true)
  })

  it('loses a dropped row with its comment and link, and keeps the others in place', async () => {
    const before = await rowsOf(fixture(path))
    const dropped = await rewriteAll(xlsx, fixture(path), dropping('张三'))
    const output = await rewriteAll(xlsx, dropped, dropping('ann@example.org'))
    const all = await everyPart(output)
    expect(all).not.toMatch(/张三|zhang\.san|202-555-0199/)
    expect(all).not.toContain('Ann Sample')
    const rows = samplesOf(await readAll(xlsx, output))
    expect(rows.filter(sample => sample.locator.row !== undefined)).toHaveLength(before.length - 5)
    expect(rows.find(sample => textsOf(sample)['#hidden(row).Name 姓名'])?.locator.row).toBe(6)
  })
})

describe('questions-xlsxwriter.xlsx', () => {
  it('moves the rows of a plain sheet up, and copies the other sheet', async () => {
    const bytes = fixture('xlsx/questions-xlsxwriter.xlsx')
    const isOdd = /问题 \d?[13579]:/
    const output = await rewriteAll(xlsx, bytes, event =>
      event.type === 'sample' && event.sample.fields.some(field => isOdd.test(field.text))
        ? { action: 'drop', reason: { en: '', 'zh-CN': '' }, type: 't' }
        : { action: 'keep' },
    )
    const rows = samplesOf(await readAll(xlsx, output)).filter(sample => sample.locator.sheet === 'plain')
    expect(rows.map(sample => [sample.locator.row, textsOf(sample)['question']])).toEqual(
      [2, 4, 6, 8, 10, 12].map((number, at) => [at + 2, `问题 ${number}: what helps?`]),
    )
    expect(await partOf(output, 'xl/worksheets/sheet1.xml')).toContain('<dimension ref="A1:C7"/>')
    expect(await partOf(output, 'xl/sharedStrings.xml')).toContain('shared source')
    expect(await everyPart(output)).not.toMatch(isOdd)
    expect(await partOf(output, 'xl/worksheets/sheet2.xml')).toBe(
      await partOf(bytes, 'xl/worksheets/sheet2.xml'),
    )
  })

  it('keeps a shared string for the cells that were not edited', async () => {
    const bytes = fixture('xlsx/questions-xlsxwriter.xlsx')
    let seen = 0
    const output = await rewriteAll(xlsx, bytes, event =>
      seen++ === 3 ? replacing('shared source', 'edited')(event) : { action: 'keep' },
    )
    const rows = await rowsOf(output)
    expect(rows.filter(row => row['source'] === 'shared source')).toHaveLength(11)
    expect(rows[3]?.['source']).toBe('edited')
  })
})

describe('sheets of other producers', () => {
  it('may leave out references, use prefixes and rich text with phonetics', async () => {
    const rich =
      '<si><r><rPr><b/></rPr><t>鈴</t></r><r><t>木</t></r><rPh sb="0" eb="2"><t>スズキ</t></rPh></si>'
    const bytes = workbookOf(
      `<sheetData><row>${text('Name')}${text('Age')}</row><row><c t="s"><v>0</v></c><c><v>4.2E1</v></c></row></sheetData>`,
      [],
      rich,
    )
    expect(await rowsOf(bytes)).toEqual([{ Name: '鈴木', Age: '42' }])
    const output = await rewriteAll(xlsx, bytes, replacing('鈴木', 'X'))
    expect(await rowsOf(output)).toEqual([{ Name: 'X', Age: '42' }])
    expect(await everyPart(output)).not.toContain('スズキ')
  })

  it('have no header when the first row is data', async () => {
    const bytes = workbookOf(
      `<sheetData><row>${text('ann@example.org')}${text('Ann')}</row><row>${text('bo@example.org')}${text('Bo')}</row></sheetData>`,
    )
    expect(await rowsOf(bytes)).toEqual([
      { A: 'ann@example.org', B: 'Ann' },
      { A: 'bo@example.org', B: 'Bo' },
    ])
  })

  it('may break the lines of their labels', async () => {
    const bytes = workbookOf(
      `<sheetData><row>${text('Name')}${text('Phone\n(home)')}</row><row>${text('a')}${text('b')}</row></sheetData>`,
    )
    expect(await rowsOf(bytes)).toEqual([{ Name: 'a', 'Phone (home)': 'b' }])
  })

  it('lose formulas with what they calculate from, and the calculation chain with them', async () => {
    const formulas =
      '<row r="2"><c r="A2" t="str"><f t="shared" ref="A2:A4" si="0">B2&amp;"x"</f><v>ann</v></c></row><row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>bo</v></c></row>'
    const chain = { name: 'xl/calcChain.xml', content: `<calcChain ${X}><c r="A2"/></calcChain>` }
    const bytes = workbookOf(
      `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>${formulas}</sheetData>`,
      [chain],
    )
    const output = await rewriteAll(xlsx, bytes, replacing('ann', 'X'))
    expect(await rowsOf(output)).toEqual([{ Name: 'X' }, { Name: 'bo' }])
    const all = await everyPart(output)
    expect(all).not.toMatch(/calcChain|<f/)
  })

  it('are rejected row by row when a row is too long', async () => {
    const bytes = workbookOf(
      `<sheetData><row>${text('Name')}</row><row>${text('x'.repeat(5000))}</row><row>${text('short')}</row></sheetData>`,
    )
    const events = await readAll(xlsx, bytes, { maxRowBytes: 1000 })
    expect(events.map(({ type }) => type)).toEqual(['reject', 'sample'])
    const strings = `<si><t>${'y'.repeat(600)}</t></si>`
    const shared = '<c t="s"><v>0</v></c>'
    const repeated = workbookOf(
      `<sheetData><row>${text('Name')}${text('Note')}</row><row>${shared}${shared}</row></sheetData>`,
      [],
      strings,
    )
    expect((await readAll(xlsx, repeated, { maxRowBytes: 1000 })).map(({ type }) => type)).toEqual(['reject'])
  })

  it('are refused when a shared string table is too large', async () => {
    const bytes = workbookOf('<sheetData/>', [], `<si><t>${'x'.repeat(5000)}</t></si>`)
    await expect(readAll(xlsx, bytes, { maxMemberBytes: 4000 })).rejects.toMatchObject({ code: 'E_LIMIT' })
  })
})

describe('values', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['1.3800138E10', '13800138000'],
    ['1.10101199003074E+17', '110101199003074000'],
    ['0.10000000000000001', '0.1'],
    ['-2.5e-3', '-0.0025'],
    ['12.50', '12.50'],
    ['1e400', '1e400'],
    ['', ''],
  ])('number %s reads %s', (raw, expected) => expect(numberText(raw, PLAIN_STYLE)).toBe(expected))

  it.each(['yyyy-mm-dd', 'd/m/yy', '[h]:mm', 'yyyy"年"m"月"d"日"', '[$-409]h:mm AM/PM;@'])(
    '%s shows a date',
    code => expect(isDateFormat(code)).toBe(true),
  )

  it.each(['General', '0.00', '#,##0 "days"', '[Red]0', '@', '0\\d', '_(* #,##0_)'])(
    '%s shows no date',
    code => expect(isDateFormat(code)).toBe(false),
  )
})
