import { eastAsianWidth } from 'get-east-asian-width'

const STYLES = /\u001b\[[0-9;]*m/g

/** Columns that a text takes on a terminal; Chinese characters take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text.replace(STYLES, '')) {
    const code = character.codePointAt(0) ?? 0
    if (/\p{M}|\p{Cf}|\p{Cc}/u.test(character)) continue
    width += eastAsianWidth(code)
  }
  return width
}

/** Pads to a width, on the right or (for numbers) on the left. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'right' ? text + space : space + text
}

/** Shortens in the middle to a width. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  const characters = [...text]
  let head = ''
  let tail = ''
  for (let i = 0, j = characters.length - 1; i <= j; i++, j--) {
    const next = `${head}${characters[i]}…${characters[j]}${tail}`
    if (displayWidth(next) > width) break
    head += characters[i]
    tail = characters[j] + tail
  }
  return `${head}…${tail}`
}

/** Cuts at the end to a width. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) >= width) break
    kept += character
  }
  return `${kept}…`
}

/** Rows as aligned columns, two spaces apart; columns named in `right` are aligned right. */
export function renderTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell))
  }
  return rows
    .map(row =>
      row
        .map((cell, at) => {
          const last = at === row.length - 1
          if (right.includes(at)) return pad(cell, widths[at] ?? 0, 'left')
          return last ? cell : pad(cell, widths[at] ?? 0)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Breaks a text into lines of at most `width` columns: between words, and between Chinese characters but before closing marks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of paragraph.match(BREAKABLE) ?? ['']) {
      if (line !== '' && displayWidth(line + piece.trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += piece
    }
    lines.push(line.trimEnd())
  }
  return lines
}

/** A Chinese character with the marks that close it, or a word with the space after it. */
const BREAKABLE = /[\p{Script=Han}（“《「][，。；：、！？）”》」]*|[^\s\p{Script=Han}（“《「]+\s*|\s+/gu
