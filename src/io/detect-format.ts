import { both, type Localized, PlimsollError } from '../core/index.ts'
import type { Format, Prefix, Sniffed } from './format.ts'
import { formats } from './formats.ts'

/** Endings of file names that formats claim. */
export const FORMAT_EXTENSIONS: ReadonlySet<string> = new Set(formats.flatMap(format => format.extensions))

/** Finds the format that a user named. */
export function formatNamed(name: string): Format {
  const format = formats.find(each => each.name === name.toLowerCase())
  if (format !== undefined) return format
  const names = formats.map(each => each.name).join(', ')
  throw new PlimsollError('E_USAGE', both('there is no format of that name', '没有这个名称的格式'), {
    advice: both(`use one of: ${names}`, `可用的格式：${names}`),
  })
}

/**
 * Decides the format of a file by its beginning: what is certain beats the extension, the extension beats what is
 * likely, and any text is plain text. Undefined for bytes that are no format's.
 */
export function detectFormat(prefix: Prefix): Format | undefined {
  const answers = new Map<Format, Sniffed>()
  const ask = (format: Format): Sniffed => {
    const answer = answers.get(format) ?? format.sniff(prefix)
    answers.set(format, answer)
    return answer
  }
  const certain = formats.find(each => each.isNeverCertain !== true && ask(each) === 'certain')
  if (certain !== undefined) return certain
  const claimed = formats.find(each => each.extensions.includes(prefix.extension))
  if (claimed !== undefined && ask(claimed) !== 'no') return claimed
  const likely = formats.find(each => ask(each) === 'likely')
  if (likely !== undefined) return likely
  return prefix.text === undefined ? undefined : formats.find(each => each.name === 'text')
}

/** Names the kind of file that some well-known bytes begin, where it is not one that is read. */
export function foreignKind(bytes: Uint8Array): Localized | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const tar = Buffer.from(bytes.subarray(257, 262)).toString('latin1')
  if (tar === 'ustar') return archive('a tar archive', 'tar 归档')
  for (const [magic, what] of FOREIGN) if (head.startsWith(magic)) return what
  return undefined
}

const archive = (en: string, zh: string) =>
  both(`${en}: unpack it and name the folder`, `${zh}：请解压后指明文件夹`)
const IMAGE = both('an image', '图像')
const PROGRAM = both('a program', '程序')
const ARROW = both(
  'an Arrow file, which is not read: convert it to Parquet',
  'Arrow 文件，不支持读取：请转换为 Parquet',
)

const FOREIGN: readonly (readonly [magic: string, what: Localized])[] = [
  ['PK\u0003\u0004', archive('a ZIP archive that is no document', '不是文档的 ZIP 压缩包')],
  ['7z\u00bc\u00af', archive('a 7-Zip archive', '7-Zip 压缩包')],
  ['Rar!', archive('a RAR archive', 'RAR 压缩包')],
  ['ARROW1', ARROW],
  ['\u00ff\u00ff\u00ff\u00ff', ARROW],
  ['SQLite format 3', both('a SQLite database: export its tables', 'SQLite 数据库：请导出其中的表')],
  ['GGUF', both('a model file, not data', '模型文件，不是数据')],
  ['\u0089PNG', IMAGE],
  ['\u00ff\u00d8\u00ff', IMAGE],
  ['GIF8', IMAGE],
  ['RIFF', both('an image, sound or film', '图像、音频或视频')],
  ['\u007fELF', PROGRAM],
  ['MZ', PROGRAM],
  [
    '\u00d0\u00cf\u0011\u00e0',
    both('an old Office document: save it as .docx or .xlsx', '旧版 Office 文档：请另存为 .docx 或 .xlsx'),
  ],
]
