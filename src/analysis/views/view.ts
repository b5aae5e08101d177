import { both, type Localized, type Move } from '../../core/index.ts'

/** What was undone to read a text in another way. */
export type ViewKind =
  | 'base64'
  | 'hexadecimal'
  | 'percent'
  | 'entities'
  | 'escapes'
  | 'quoted-printable'
  | 'compatibility'
  | 'invisible'
  | 'confusables'
  | 'spelled-digits'
  | 'noisy-digits'
  | 'spread'
  | 'lines'
  | 'fields'

/** What one step of decoding says about itself. */
export interface ViewStep {
  /** Lowers the score of what is found: the more the step guesses, the more. */
  readonly move: Move
  /** True when the step guesses so much that what is found needs a check digit, a strong form or a label. */
  readonly guesses: boolean
}

const step = (by: number, guesses: boolean, en: string, zh: string): ViewStep => ({
  move: { by, reason: both(en, zh) },
  guesses,
})

/** Every step of decoding. */
export const VIEW_STEPS: Readonly<Record<ViewKind, ViewStep>> = {
  base64: step(-0.02, false, 'found in base64-decoded text', '在 base64 解码后的文本中发现'),
  hexadecimal: step(-0.03, false, 'found in text decoded from hexadecimal', '在十六进制解码后的文本中发现'),
  percent: step(-0.01, false, 'found in percent-decoded text', '在百分号（URL）解码后的文本中发现'),
  entities: step(-0.01, false, 'found behind HTML character references', '在还原 HTML 字符实体后发现'),
  escapes: step(-0.01, false, 'found behind string escapes', '在还原字符串转义后发现'),
  'quoted-printable': step(
    -0.01,
    false,
    'found in quoted-printable text',
    '在 quoted-printable 解码后的文本中发现',
  ),
  compatibility: step(
    -0.02,
    false,
    'found behind compatibility characters such as full-width ones',
    '在还原全角等兼容字符后发现',
  ),
  invisible: step(-0.02, false, 'found once invisible characters are removed', '在去除不可见字符后发现'),
  confusables: step(-0.05, false, 'found behind look-alike letters', '在还原形近字母后发现'),
  'spelled-digits': step(-0.05, true, 'found in digits spelled as words', '在以文字书写的数字中发现'),
  'noisy-digits': step(
    -0.1,
    true,
    'found once letters that look like digits are read as digits',
    '在将形似数字的字母读作数字后发现',
  ),
  spread: step(-0.05, true, 'found in characters written apart', '在逐字隔开的字符中发现'),
  lines: step(-0.05, true, 'found across a line break', '跨越换行发现'),
  fields: step(-0.05, true, 'found across several fields', '跨越多个字段发现'),
}

/** A replacement of a stretch of text; offsets are UTF-16 code units, end exclusive. */
export interface ViewEdit {
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly type: string
}

/** A stretch of a text as it reads once decoded. Offsets count in the text that was decoded. */
export interface Decoded {
  readonly start: number
  readonly end: number
  readonly text: string
  /** For each UTF-16 unit of `text`: where what made it begins and ends; absent when all of it made every unit. */
  readonly starts?: Int32Array
  readonly ends?: Int32Array
  /** Encodes another text in the same way: set where a part cannot be replaced without breaking the rest. */
  readonly encode?: (text: string) => string
}

/** A text, or a window of it, read in another way. Offsets are UTF-16 code units, ends exclusive. */
export interface View {
  readonly text: string
  /** The steps that lead here, the first one first. */
  readonly chain: readonly ViewKind[]
  /** Added to the score of what is found here, with the reasons. */
  readonly moves: readonly Move[]
  /** True when what is found needs a check digit, a strong form or a label. */
  readonly guesses: boolean
  /** True when words were decoded, not only marks or digits: names may stand here. */
  readonly isProse: boolean
  /** True when a span holds anything that was decoded; the rest stands in the original as it is. */
  readonly touches: (start: number, end: number) => boolean
  /** The span of the original that made a span of this text. */
  readonly toOriginal: (start: number, end: number) => readonly [start: number, end: number]
  /** Ordered edits of this text, without overlap, as edits of the original. */
  readonly toOriginalEdits: (edits: readonly ViewEdit[]) => ViewEdit[]
}

/** Raised whenever the same text may give other views; part of cache keys. */
export const VIEWS_VERSION = 1

/** The moves of a chain of steps. */
export const movesOf = (chain: readonly ViewKind[]): Move[] =>
  [...new Set(chain)].map(kind => VIEW_STEPS[kind].move)

/** Says what was undone, for people. */
export const reasonOf = (kind: ViewKind): Localized => VIEW_STEPS[kind].move.reason
