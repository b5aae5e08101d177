import { both, type Field, type Localized, type PlimsollError, type Sample } from '../core/index.ts'
import { inputError, limitError } from './container-errors.ts'
import type { ReadEvent } from './contract.ts'
import { headerName } from './document/header-names.ts'
import type { Format } from './format.ts'
import { type PdfFailure, PdfThread } from './pdf/pdf-thread.ts'
import type { PdfReply } from './pdf/worker.ts'
import { REMOVE_PASSWORD } from './zip/directory.ts'

/** Readers find the header within this many bytes. */
const HEADER_BYTES = 1024
/** With more characters without meaning than this, a page's text is not what the page shows. */
const MAX_UNKNOWN = 0.3

const NO_TEXT = both(
  'the page has no text layer (a picture or drawing), so it cannot be evaluated',
  '该页没有文字层（只有图片或图形），无法评估',
)
const NO_MEANING = both(
  'the fonts of the page do not say which characters they show, so it cannot be evaluated',
  '该页字体没有给出字符含义，无法评估',
)
const LEAVE_OUT = both('leave the document out, or print it to a new PDF', '请排除该文档，或重新打印为 PDF')
const DAMAGED_PAGE = both('the page is damaged and cannot be read', '该页已损坏，无法读取')

/**
 * PDF documents: a sample for every page with its text; `#hidden(how)` for text that is invisible, white on white, tiny
 * or outside the page; `#comment`, `@href` and `form.Name` for notes, links and form fields. Properties and bookmarks
 * follow in a sample without a page. Pages without a text layer are rejects: nothing can be said about them.
 */
export const pdf: Format = {
  name: 'pdf',
  extensions: ['.pdf'],
  content: 'binary',
  kind: 'documents',
  whole: true,
  readOnly: both(
    'the pages of a PDF cannot be rewritten without losing what is hidden in them; the cleaned text is written instead',
    'PDF 页面无法安全改写（其中隐藏的内容会残留）；改为写出清洗后的文本',
  ),
  sniff({ bytes, extension }) {
    const head = Buffer.from(bytes.subarray(0, HEADER_BYTES)).toString('latin1')
    if (head.includes('%PDF-')) return 'certain'
    return extension === '.pdf' ? 'possible' : 'no'
  },
  async *read(source) {
    const { path } = source
    const { thread, reply } = await PdfThread.open(await source.bytes())
    try {
      if (typeof reply === 'string' || reply.type !== 'opened') throw openError(path, failureOf(reply))
      let index = 0
      for (let page = 0; page < reply.pages; page++) {
        for (const event of pageEvents(path, page, index, await thread.page(page))) {
          if (event.type === 'sample') index++
          yield event
        }
      }
      const fields = documentFields(reply)
      if (fields.length > 0)
        yield { type: 'sample', sample: { index, locator: { path }, fields, isAboutFile: true } }
      if (reply.attachments > 0) {
        const reason = both(
          `${reply.attachments} files are attached to the document and were not evaluated`,
          `文档附带 ${reply.attachments} 个文件，未评估`,
        )
        yield { type: 'reject', locator: { path }, reason }
      }
    } finally {
      await thread.close()
    }
  },
}

type Opened = Extract<PdfReply, { type: 'opened' }>
type Page = Extract<PdfReply, { type: 'page' }>

const failureOf = (reply: PdfReply | PdfFailure): PdfFailure =>
  typeof reply === 'string' ? reply : reply.type === 'failed' ? reply.reason : 'crash'

function openError(place: string, failure: PdfFailure): PlimsollError {
  switch (failure) {
    case 'password':
      return inputError(place, both('the PDF is protected by a password', 'PDF 受密码保护'), REMOVE_PASSWORD)
    case 'memory':
      return limitError(
        place,
        both('reading it takes more memory than a document may', '读取所需内存超过限制'),
        LEAVE_OUT,
      )
    case 'time':
      return limitError(
        place,
        both('reading it takes more time than a document may', '读取时间超过限制'),
        LEAVE_OUT,
      )
    default:
      return inputError(
        place,
        both('the file is no PDF, or breaks off, or is damaged', '该文件不是 PDF，或不完整，或已损坏'),
        both('get the file again, or print it to a new PDF', '请重新获取该文件，或重新打印为 PDF'),
      )
  }
}

function* pageEvents(
  path: string,
  page: number,
  index: number,
  reply: PdfReply | PdfFailure,
): Generator<ReadEvent> {
  const locator = { path, page: page + 1 }
  const reject = (reason: Localized): ReadEvent => ({ type: 'reject', locator, reason })
  if (typeof reply === 'string' || reply.type !== 'page') {
    const failure = failureOf(reply)
    if (failure !== 'damaged') throw openError(`${path}: page ${page + 1}`, failure)
    yield reject(DAMAGED_PAGE)
    return
  }
  const isMeaningless = reply.unknown > reply.characters * MAX_UNKNOWN
  const fields = pageFields(reply, isMeaningless)
  if (fields.length > 0) yield { type: 'sample', sample: sampleOf(index, locator, fields) }
  if (isMeaningless) yield reject(NO_MEANING)
  else if (reply.characters === 0 && reply.objects > 0) yield reject(NO_TEXT)
}

const sampleOf = (index: number, locator: Sample['locator'], fields: readonly Field[]): Sample => ({
  index,
  locator,
  fields,
})

function pageFields(page: Page, isMeaningless: boolean): Field[] {
  const fields: Field[] = []
  const text = tidy(page.text)
  if (text !== '' && !isMeaningless) fields.push({ name: 'text', text, role: 'text' })
  for (const { how, text: hidden } of page.hidden) add(fields, `#hidden(${how})`, tidy(hidden))
  for (const note of page.notes) add(fields, '#comment', note)
  for (const author of page.authors) add(fields, '#property(author)', author)
  for (const link of page.links) add(fields, '@href', link)
  for (const [name, value] of page.form) add(fields, `form.${headerName(name) ?? 'field'}`, value)
  return fields
}

function documentFields({ properties, outline }: Opened): Field[] {
  const fields: Field[] = []
  for (const [name, text] of properties) add(fields, `#property(${name.toLowerCase()})`, text)
  for (const title of outline) add(fields, '#bookmark', title)
  return fields
}

/** Adds a field, numbered among those of its name. */
function add(fields: Field[], name: string, text: string): void {
  if (text === '') return
  const count = fields.filter(field => field.name.startsWith(`${name}[`)).length
  fields.push({ name: `${name}[${count}]`, text })
}

/** Line ends as line feeds; a word broken at the end of a line comes together again. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0002\ufffe]\n?/g, '')
    .replaceAll('\0', '')
    .trim()
