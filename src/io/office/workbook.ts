import { both } from '../../core/index.ts'
import { inputError } from '../container-errors.ts'
import type { Limits } from '../contract.ts'
import { TextStore } from '../document/text-store.ts'
import type { Source } from '../format.ts'
import { type CellStyle, readCellStyles } from './cell-values.ts'
import { OfficePackage } from './package.ts'
import { readSharedStrings } from './shared-strings.ts'
import { attributeOf, readXml } from './xml.ts'

const MAIN =
  /spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml/
const BINARY = /ms-excel\.sheet\.binary/

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** An opened workbook: everything but the rows. */
export interface Workbook {
  readonly office: OfficePackage
  readonly sheets: readonly Sheet[]
  readonly strings: TextStore
  readonly stringsPart: string | undefined
  readonly styles: readonly CellStyle[]
  readonly is1904: boolean
}

/** Opens a workbook; loads its shared strings. Throws E_INPUT or E_LIMIT. */
export async function openWorkbook(source: Source, limits: Limits): Promise<Workbook> {
  const office = await OfficePackage.open(source, limits)
  const main = office.parts.find(part => MAIN.test(office.typeOf(part)))
  const xml = main === undefined ? undefined : await office.read(main)
  if (main === undefined || xml === undefined) {
    const isBinary = office.parts.some(part => BINARY.test(office.typeOf(part)))
    throw inputError(
      source.path,
      both('the archive holds no workbook that can be read', '压缩包中没有可读取的工作簿'),
      isBinary
        ? both('save the binary workbook (.xlsb) as .xlsx', '请将二进制工作簿（.xlsb）另存为 .xlsx')
        : both('check the file type', '请检查文件类型'),
    )
  }
  const listed: { readonly name: string; readonly hidden: boolean; readonly id: string }[] = []
  let is1904 = false
  readXml(office.label(main), xml, {
    open(name, attributes) {
      if (name === 'x:workbookPr') is1904 = /^(?:1|true)$/.test(attributeOf(attributes, 'date1904') ?? '')
      if (name !== 'x:sheet') return
      listed.push({
        name: attributeOf(attributes, 'name') ?? '',
        hidden: /hidden/i.test(attributeOf(attributes, 'state') ?? ''),
        id: attributeOf(attributes, 'r:id') ?? '',
      })
    },
  })
  const relationships = await office.relationships(main)
  const targetOf = (type: string) => relationships.find(each => each.type === type)?.target
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const target = relationships.find(each => each.id === id && each.type === 'worksheet')?.target
    return target === undefined ? [] : [{ name, hidden, part: target }]
  })
  const stylesPart = targetOf('styles')
  const stylesXml = stylesPart === undefined ? undefined : await office.read(stylesPart)
  const stringsPart = targetOf('sharedStrings')
  return {
    office,
    sheets,
    strings: stringsPart === undefined ? new TextStore() : await readSharedStrings(office, stringsPart),
    stringsPart,
    styles: stylesXml === undefined ? [] : readCellStyles(office.label(stylesPart ?? ''), stylesXml),
    is1904,
  }
}
