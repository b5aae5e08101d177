import { PlimsollError } from '../core/index.ts'
import type { Format, Prefix } from './format.ts'
import { formats } from './formats.ts'

/** Endings of file names that formats claim. */
export const FORMAT_EXTENSIONS: ReadonlySet<string> = new Set(formats.flatMap(format => format.extensions))

/** Finds the format that a user named. */
export function formatNamed(name: string): Format {
  const format = formats.find(each => each.name === name.toLowerCase())
  if (format !== undefined) return format
  throw new PlimsollError('E_USAGE', `there is no format of that name`, {
    advice: `use one of: ${formats.map(each => each.name).join(', ')}`,
  })
}

/**
 * Decides the format of a file by its beginning: what is certain beats the extension, the extension beats what is
 * likely, and any text is plain text. Undefined for bytes that are no format's.
 */
export function detectFormat(prefix: Prefix): Format | undefined {
  const sniffed = formats.map(format => ({ format, sniffed: format.sniff(prefix) }))
  const certain = sniffed.find(each => each.sniffed === 'certain')
  if (certain !== undefined) return certain.format
  const claimed = sniffed.find(each => each.format.extensions.includes(prefix.extension))
  if (claimed !== undefined && claimed.sniffed !== 'no') return claimed.format
  const likely = sniffed.find(each => each.sniffed === 'likely')
  if (likely !== undefined) return likely.format
  return prefix.text === undefined ? undefined : formats.find(each => each.name === 'text')
}

/** Names the kind of file that some well-known bytes begin, where it is not one that is read. */
export function foreignKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const tar = Buffer.from(bytes.subarray(257, 262)).toString('latin1')
  if (tar === 'ustar') return 'a tar archive: unpack it and name the folder'
  for (const [magic, what] of FOREIGN) if (head.startsWith(magic)) return what
  return undefined
}

const FOREIGN: readonly (readonly [magic: string, what: string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive that is no document: unpack it and name the folder'],
  ['7z\u00bc\u00af', 'a 7-Zip archive: unpack it and name the folder'],
  ['Rar!', 'a RAR archive: unpack it and name the folder'],
  ['ARROW1', 'an Arrow file, which is not read: convert it to Parquet'],
  ['\u00ff\u00ff\u00ff\u00ff', 'an Arrow stream, which is not read: convert it to Parquet'],
  ['SQLite format 3', 'a SQLite database: export its tables'],
  ['GGUF', 'a model file, not data'],
  ['\u0089PNG', 'an image'],
  ['\u00ff\u00d8\u00ff', 'an image'],
  ['GIF8', 'an image'],
  ['RIFF', 'an image, sound or film'],
  ['\u007fELF', 'a program'],
  ['MZ', 'a program'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office document: save it as .docx or .xlsx'],
]
