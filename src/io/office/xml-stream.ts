import type { SourceEdit } from '../document/mapped-text.ts'
import { streamMember } from '../zip/read.ts'
import { type OfficePackage, xmlEncoding } from './package.ts'
import { type XmlHandler, XmlReader } from './xml.ts'

/** The text of a part piece by piece, its byte-order mark included; nothing when there is no such part. */
export async function* partText(office: OfficePackage, part: string): AsyncGenerator<string> {
  const member = office.archive.find(part)
  if (!member) return
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of streamMember(office.archive, member)) {
    decoder ??= new TextDecoder(xmlEncoding(chunk), { ignoreBOM: true })
    yield decoder.decode(chunk, { stream: true })
  }
  if (decoder) yield decoder.decode()
}

/** Streams a part through a handler and comes back after every piece. Positions count from the byte-order mark. */
export async function* streamXml(
  office: OfficePackage,
  part: string,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const reader = new XmlReader(office.label(part), handler)
  for await (const text of partText(office, part)) {
    reader.write(text)
    yield
  }
  reader.end()
}

/** Passes a text on with replacements at positions known before, in ascending order. */
export async function* spliceText(
  source: AsyncIterable<string>,
  edits: Iterable<SourceEdit>,
): AsyncGenerator<string> {
  const ordered = edits[Symbol.iterator]()
  let next = ordered.next()
  let at = 0
  /** Characters before this position are deleted. */
  let skipTo = 0
  for await (const text of source) {
    const end = at + text.length
    const kept: string[] = []
    let from = Math.min(end, Math.max(at, skipTo))
    while (!next.done && next.value.from < end) {
      const edit = next.value
      if (edit.from > from) kept.push(text.slice(from - at, edit.from - at))
      kept.push(edit.text)
      skipTo = Math.max(skipTo, edit.to)
      from = Math.min(end, Math.max(from, skipTo))
      next = ordered.next()
    }
    kept.push(text.slice(from - at))
    yield kept.join('')
    at = end
  }
}

/** Passes XML on while a handler says, in order and as it hears of them, what to replace. `path` names it in errors. */
export async function* editXml(
  path: string,
  source: AsyncIterable<string>,
  handlerFor: (replace: (from: number, to: number, text: string) => void) => XmlHandler,
): AsyncGenerator<string> {
  const edits: SourceEdit[] = []
  const reader = new XmlReader(
    path,
    handlerFor((from, to, text) => edits.push({ from, to, text })),
  )
  let written = 0
  const flush = (end: number): string => {
    const kept: string[] = []
    for (const edit of edits.splice(0)) {
      kept.push(reader.source(written, edit.from), edit.text)
      written = edit.to
    }
    if (end > written) {
      kept.push(reader.source(written, end))
      written = end
    }
    return kept.join('')
  }
  for await (const text of source) {
    reader.keepFrom = written
    reader.write(text)
    yield flush(reader.position)
  }
  reader.end()
  yield flush(reader.length)
}

/** Encodes a text as the part it is for was encoded. */
export async function* encodeLike(
  office: OfficePackage,
  part: string,
  source: AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  const encoding = await partEncoding(office, part)
  for await (const text of source) {
    if (encoding === 'utf-8') yield Buffer.from(text)
    else {
      const bytes = Buffer.from(text, 'utf16le')
      yield encoding === 'utf-16le' ? bytes : bytes.swap16()
    }
  }
}

async function partEncoding(office: OfficePackage, part: string): Promise<ReturnType<typeof xmlEncoding>> {
  const member = office.archive.find(part)
  if (member) for await (const chunk of streamMember(office.archive, member)) return xmlEncoding(chunk)
  return 'utf-8'
}
