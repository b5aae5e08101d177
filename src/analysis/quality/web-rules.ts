import { repeats } from './gopher.ts'
import { countSentences, splitWords } from './split-words.ts'
import { linesOf, pointsIn, type TextParts } from './text-parts.ts'

const CITATION = /\[\d*\]|\[edit\]|\[citation needed\]/gu
const POLICIES = [
  'terms of use',
  'privacy policy',
  'cookie policy',
  'uses cookies',
  'use of cookies',
  'use cookies',
  '隐私政策',
  '使用条款',
  '用户协议',
]
const ENDS = /[.?!"'。？！”’…]$/u

/**
 * The rules of C4 (Raffel et al. 2020, https://arxiv.org/abs/1910.10683, section 2.2), in datatrove's order, without the list of bad
 * words; gives the first that a text breaks. Chinese: its own marks end a line, and five characters make a line's three words.
 */
export function c4Quality({ text, isHan }: TextParts): string | undefined {
  let sentences = 0
  for (const raw of linesOf(text)) {
    let line = raw.trim()
    const words = line.split(/\s+/u).filter(Boolean)
    if (!isHan && words.some(word => word.length > 1000)) continue
    line = line.replace(CITATION, '')
    const ends = isHan ? ENDS.test(line) : /[.?!"']$/u.test(line)
    if (!ends || line.endsWith('...')) continue
    if (isHan ? line.length < 5 : words.length < 3) continue
    const lower = line.toLowerCase()
    if (lower.includes('lorem ipsum')) return 'c4-lorem-ipsum'
    if (lower.includes('javascript')) continue
    if (line.includes('{')) return 'c4-curly-bracket'
    if (POLICIES.some(policy => lower.includes(policy))) continue
    sentences += isHan ? (line.match(/[。！？.!?]+/gu)?.length ?? 0) : countSentences(splitWords(line))
  }
  return sentences < 5 ? 'c4-few-sentences' : undefined
}

/** Marks that end a sentence in any script: those of Unicode that stand alone. */
const STOPS = /\p{Sentence_Terminal}$/u

/**
 * The rules of FineWeb (Penedo et al. 2024, https://arxiv.org/abs/2406.17557, section 3.6), as datatrove computes them; gives the
 * first that a text breaks. Chinese: short lines have up to 12 characters, and a word has 1.6.
 */
export function finewebQuality({ text, words, isHan }: TextParts): string | undefined {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  if (lines.length === 0) return 'fineweb-empty'
  if (lines.filter(line => STOPS.test(line)).length / lines.length < 0.12) return 'fineweb-lines-without-stop'
  const short = lines.filter(line => pointsIn(line) <= (isHan ? 12 : 30)).length
  if (short / lines.length > 0.67) return 'fineweb-short-lines'
  const breaks = text.split('\n').length - 1
  const inked = pointsIn(text) - breaks
  if (repeats(lines).characters / inked > 0.01) return 'fineweb-repeated-characters'
  const count = isHan ? words.length / 1.6 : words.length
  return breaks / count > 0.3 ? 'fineweb-list' : undefined
}
