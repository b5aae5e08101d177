import type { Language, Localized } from '../core/index.ts'

/** A text in both languages, or a term that is the same in both. */
export type Text = string | Localized

/** The text in one language. */
export const pick = (text: Text, language: Language): string =>
  typeof text === 'string' ? text : text[language]

/**
 * Characters that a reader cannot see or that change how others are shown: controls, format and bidirectional
 * characters, separators, default-ignorable code points and lone surrogates (UAX #44).
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu

/** Names a code point: `U+202E`. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Replaces every unseen character by its visible name: `⟨U+202E⟩`. The result is well-formed UTF-16. */
export const makeVisible = (text: string): string =>
  text.replace(UNSEEN, character => `⟨${codePointName(character)}⟩`)

/** Cuts a text to `max` UTF-16 units, never inside a character, and says so with an ellipsis. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  return `${dropHalfCharacter(text.slice(0, max - 1))}…`
}

/** Cuts the middle out of a long path: its beginning and its file name matter most. */
export function clipPath(path: string, max: number): string {
  if (path.length <= max) return path
  const tail = Math.floor(max * 0.6)
  const end = path.slice(path.length - tail)
  return `${clip(path, max - tail)}${/^[\udc00-\udfff]/.test(end) ? end.slice(1) : end}`
}

const dropHalfCharacter = (text: string): string => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text)
