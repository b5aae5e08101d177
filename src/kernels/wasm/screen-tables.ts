/** What a character may be in a text that holds something encoded or disguised. */
export const SCREEN_KINDS = {
  digit: 1,
  /** A letter that looks like a digit. */
  noise: 2,
  letter: 4,
  /** `+`, `-`, `/` or `_`. */
  mark: 8,
  /** A Chinese digit. */
  hanDigit: 16,
  /** A character that takes no room. */
  invisible: 17,
  /** A letter, digit or sign in another form. */
  compatible: 18,
  /** A letter that looks like a Latin one. */
  foreign: 19,
} as const

/** Which signs of encoding a text holds: never missing where something is encoded so. */
export const SCREEN_SIGNS = {
  /** `%3a`, `%u`. */
  percent: 1 << 0,
  /** `&#`, `&name;`, or a name that may stand without a semicolon. */
  entity: 1 << 1,
  /** A backslash before `n`, `r`, another one, or the code of a character. */
  escape: 1 << 2,
  /** `=3A`, or `=` at the end of a line. */
  quoted: 1 << 3,
  /** A line break that may stand inside a number. */
  broken: 1 << 4,
} as const

/** Fewest characters of a long run. */
export const LONG_RUN = 14

/** Where a text may hold something encoded or disguised: offsets, not far from one another where there is much. */
export interface Screened {
  /** `SCREEN_SIGNS` that were seen. */
  readonly signs: number
  /** Where every run of at least `LONG_RUN` letters, digits and `+ / - _` begins that may be base64 or hexadecimal. */
  readonly runs: readonly number[]
  /** Words in which letters stand among digits. */
  readonly noisy: readonly number[]
  /** Tokens of two in a row, which may be bytes. */
  readonly pairs: readonly number[]
  /** Single characters in a row. */
  readonly spread: readonly number[]
  /** Words for digits in a row. */
  readonly spelled: readonly number[]
  /** Chinese digits near one another. */
  readonly hanDigits: readonly number[]
  /** Chinese digits in what may be a run of at least seven digits. */
  readonly hanRuns: readonly number[]
  readonly invisible: readonly number[]
  readonly compatible: readonly number[]
  /** Letters of look-alike scripts beside ASCII ones. */
  readonly confusable: readonly number[]
}

/** The lists, in the order of the kernel. */
export const SCREEN_LISTS = [
  'runs',
  'noisy',
  'pairs',
  'spread',
  'spelled',
  'hanDigits',
  'invisible',
  'compatible',
  'confusable',
  'hanRuns',
] as const satisfies readonly (keyof Screened)[]

/** What a text without any sign gives. */
export const NOTHING_SCREENED: Screened = Object.freeze({
  signs: 0,
  runs: [],
  noisy: [],
  pairs: [],
  spread: [],
  spelled: [],
  hanDigits: [],
  invisible: [],
  compatible: [],
  confusable: [],
  hanRuns: [],
})
