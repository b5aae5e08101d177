import { both, type Localized } from './locale.ts'

const MARKER = Symbol.for('plimsoll.error')

/** What the reader can do about an error; the code decides the exit status. */
export type ErrorCode =
  | 'E_USAGE' // the call is wrong: exit 2
  | 'E_INPUT' // the input cannot be read: exit 2
  | 'E_LIMIT' // the input exceeds a safety limit: exit 2
  | 'E_OUTPUT' // the output cannot be written: exit 2
  | 'E_ABORTED' // the user stopped it: exit 130
  | 'E_UNAVAILABLE' // something needed is missing: exit 3
  | 'E_INTERNAL' // a defect of ours: exit 3

/** Longest run of letters, digits or symbols of a foreign message that an error repeats. */
const MAX_TOKEN = 40

/** Removes what may carry data from a foreign message: quoted parts, long tokens, digit runs and addresses. */
export function scrubMessage(message: string): string {
  return message
    .replace(/(["'`“«])(?:(?!\1).){0,4096}?["'`”»]/gsu, '$1…$1')
    .replace(/\S{1,128}@\S{1,256}/gu, '…')
    .replace(/\d{5,}/gu, '…')
    .replace(new RegExp(`\\S{${MAX_TOKEN},}`, 'gu'), '…')
}

export interface PlimsollErrorOptions {
  /** What the reader should do next. */
  readonly advice?: string | Localized
  readonly cause?: unknown
}

const inBoth = (text: string | Localized): Localized => (typeof text === 'string' ? both(text, text) : text)

/** Every error Plimsoll raises on purpose. Its text never repeats input data. */
export class PlimsollError extends Error {
  readonly [MARKER] = true
  readonly code: ErrorCode
  /** The message in both languages; `message` is the English one. */
  readonly text: Localized
  readonly advice: Localized | undefined

  constructor(code: ErrorCode, message: string | Localized, options: PlimsollErrorOptions = {}) {
    const text = inBoth(message)
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PlimsollError'
    this.code = code
    this.text = text
    this.advice = options.advice === undefined ? undefined : inBoth(options.advice)
  }
}

/** True for a Plimsoll error, also across duplicate installs. */
export function isPlimsollError(value: unknown): value is PlimsollError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[MARKER] === true
}

/** A one-line description of any thrown value, in both languages, that repeats no input data. */
export function describeError(value: unknown): Localized {
  if (isPlimsollError(value)) return value.text
  if (value instanceof Error) return inBoth(scrubMessage(value.message))
  return both('unknown error', '未知错误')
}

/** What a run throws when its user stops it. */
export const stoppedError = (): PlimsollError =>
  new PlimsollError('E_ABORTED', both('stopped', '已停止'), {
    advice: both('go on with --resume', '使用 --resume 继续'),
  })
