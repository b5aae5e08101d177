import { both, type Sample } from '../core/index.ts'
import { type DocumentField, sourceEditsByMember, toField } from './document/document-field.ts'
import { decodeDocument, spliceBytes } from './document/splice-bytes.ts'
import type { Format, FormatOptions, Source } from './format.ts'
import { htmlFields } from './html/html-fields.ts'

/** Markup that only HTML starts with. */
const CERTAIN = /^\s{0,1000}(?:<!--[\s\S]{0,4000}?-->\s{0,1000})?(?:<!doctype\s{1,20}html\b|<html[\s>])/i
const LIKELY =
  /^\s{0,1000}<(?:head|body|div|p|table|article|section|h[1-6]|title|meta|span|ul|ol)\b[^>]{0,1000}>/i
const CHARSET = /<meta\b[^>]{0,400}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w:.-]{2,40})/i
/** Where the standard looks for a charset: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCAN_BYTES = 4096

/**
 * HTML documents: one sample each, with a field for every block of visible text (`p[0]`, `table[0].row[2]`) and
 * fields for what is not seen: `@alt`, `@href` and other attributes, `#comment`, `#script`, `#style`, and
 * `#hidden(how)` for text that a style or an attribute hides.
 */
export const html: Format = {
  name: 'html',
  extensions: ['.html', '.htm', '.xhtml'],
  content: 'text',
  kind: 'documents',
  whole: true,
  sniff({ text, extension }) {
    if (text === undefined) return 'no'
    if (CERTAIN.test(text)) return 'certain'
    if (LIKELY.test(text)) return 'likely'
    return html.extensions.includes(extension) ? 'possible' : 'no'
  },
  declaredEncoding(bytes) {
    const label = CHARSET.exec(
      Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1'),
    )?.[1]?.toLowerCase()
    // A document that was read as bytes to find this cannot be UTF-16; the standard takes UTF-8 instead.
    return label?.startsWith('utf-16') ? 'utf-8' : label
  },
  async *read(source, options) {
    const document = await openDocument(source, options)
    yield 'fields' in document ? { type: 'sample', sample: sampleOf(source, document.fields) } : document
  },
  async *rewrite(source, options, decide) {
    const document = await openDocument(source, options)
    if (!('fields' in document)) {
      const raw = await source.slice(0, options.limits.maxRowBytes)
      const decision = await decide({ ...document, raw, truncated: true })
      if (decision.action !== 'drop') yield* source.chunks()
      return
    }
    const { bytes, fields } = document
    const decision = await decide({ type: 'sample', sample: sampleOf(source, fields), raw: bytes })
    if (decision.action === 'drop') return
    if (decision.action === 'keep') {
      yield bytes
      return
    }
    yield* spliceBytes(
      source.path,
      bytes,
      options.encoding,
      sourceEditsByMember(fields, decision.edits).get('') ?? [],
    )
  },
}

type Opened =
  | { readonly fields: readonly DocumentField[]; readonly bytes: Uint8Array }
  | { readonly type: 'reject'; readonly locator: Sample['locator']; readonly reason: ReturnType<typeof both> }

async function openDocument(source: Source, { encoding, limits }: FormatOptions): Promise<Opened> {
  const size = await source.size()
  if (size > limits.maxRowBytes) {
    return {
      type: 'reject',
      locator: { path: source.path, byte: 0 },
      reason: both(
        `the document holds ${size} bytes, more than the ${limits.maxRowBytes} that one document may have`,
        `文档有 ${size} 字节，超过单个文档允许的 ${limits.maxRowBytes} 字节`,
      ),
    }
  }
  const bytes = await source.bytes()
  return { bytes, fields: htmlFields(decodeDocument(bytes, encoding).text) }
}

function sampleOf(source: Source, fields: readonly DocumentField[]): Sample {
  return { index: 0, locator: { path: source.path, byte: 0, line: 1 }, fields: fields.map(toField) }
}
