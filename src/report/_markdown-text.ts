import { makeVisible } from './_text.ts'

/** Everything that could mean something to Markdown or HTML; as entities it means nothing (CommonMark 6.2). */
const STRUCTURAL = /[!-/:-@[-`{-~]/g

/** Punctuation that starts no construct while brackets, colons and angle brackets are entities. */
const HARMLESS = new Set([',', ';', "'", '%', '(', ')', '/'])

const entity = (character: string): string => `&#${character.charCodeAt(0)};`

/** User text as plain words: no markup, no link, no mention. */
export const markdownText = (text: string): string =>
  makeVisible(text).replace(STRUCTURAL, (each, at: number, whole: string) => {
    const endsWord =
      each === '.' && /[^\d\s]/.test(whole[at - 1] ?? '') && /^(?:\s|$)/.test(whole.slice(at + 1, at + 2))
    const joinsWords =
      each === '-' && /[\p{L}\p{N}]/u.test(whole[at - 1] ?? '') && /\p{L}/u.test(whole[at + 1] ?? '')
    const inNumber = each === '.' && /\d/.test(whole[at - 1] ?? '') && /\d/.test(whole[at + 1] ?? '')
    return HARMLESS.has(each) || endsWord || joinsWords || inNumber ? each : entity(each)
  })

/** User text in code type, where services look for no mentions and no issue numbers. */
export const codeSpan = (text: string): string => {
  const escaped = makeVisible(text).replace(STRUCTURAL, (each, at: number, whole: string) => {
    const startsLink = each === '.' && /www$/i.test(whole.slice(Math.max(0, at - 3), at))
    return '-/.'.includes(each) && !startsLink ? each : entity(each)
  })
  return `<code>${escaped}</code>`
}

export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
