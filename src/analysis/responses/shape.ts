import type { DescriptorList } from './descriptor.ts'

/** Character counts of a text, from one pass over its first part. */
export interface CharacterCounts {
  readonly looked: number
  readonly lines: number
  readonly bullets: number
  readonly numbered: number
  readonly codeMarks: number
  readonly digits: number
  readonly letters: number
  readonly spaces: number
  readonly codeLines: number
  readonly hasFence: boolean
}

/** Characters looked at: what a longer text is made of shows by then. */
const MAX_LOOKED = 8000

const KINDS = characterKinds()
const [LETTER, DIGIT, SPACE, CODE] = [1, 2, 3, 4] as const

function characterKinds(): Uint8Array {
  const kinds = new Uint8Array(128)
  for (let code = 0; code < 128; code++) {
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) kinds[code] = 1
    else if (code >= 0x30 && code <= 0x39) kinds[code] = 2
    else if (code === 0x20 || (code >= 9 && code <= 13)) kinds[code] = 3
    else if ('{}[]()<>=;_$\\|&+'.includes(String.fromCharCode(code))) kinds[code] = 4
  }
  return kinds
}

/** Counts lines, list marks and kinds of characters. */
export function countCharacters(text: string): CharacterCounts {
  const size = Math.min(text.length, MAX_LOOKED)
  let [lines, bullets, numbered, codeMarks, digits, letters, spaces, codeLines] = [1, 0, 0, 0, 0, 0, 0, 0]
  let hasFence = false
  let isLineStart = true
  let lastMark = 0
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    if (code === 10) {
      lines++
      if (lastMark === 0x7b || lastMark === 0x3b || lastMark === 0x7d) codeLines++
      isLineStart = true
      continue
    }
    const kind = code < 128 ? (KINDS[code] as number) : LETTER
    if (kind === SPACE) {
      spaces++
      continue
    }
    lastMark = code
    if (kind === LETTER) letters++
    else if (kind === DIGIT) digits++
    else if (kind === CODE) codeMarks++
    if (!isLineStart) continue
    isLineStart = false
    if (code === 0x2d || code === 0x2a || code === 0x2022 || code === 0xb7) bullets++
    else if (kind === DIGIT) {
      let at = i + 1
      while (at < i + 3 && KINDS[text.charCodeAt(at)] === DIGIT) at++
      const mark = text.charCodeAt(at)
      if (mark === 0x2e || mark === 0x29 || mark === 0x3001 || mark === 0xff09 || mark === 0xff0e) numbered++
    } else if (code === 0x60 && text.startsWith('```', i)) hasFence = true
  }
  return { looked: size, lines, bullets, numbered, codeMarks, digits, letters, spaces, codeLines, hasFence }
}

const FLATTERY =
  /^\W{0,4}(?:(?:what an?|that['’]?s an?|this is an?|such an?) (?:really |truly |very |absolutely )?(?:great|excellent|wonderful|fantastic|brilliant|amazing|insightful|thoughtful|interesting|good|fascinating|profound|superb|outstanding|beautiful)|(?:great|excellent|good|wonderful|fantastic|brilliant|amazing) (?:question|point|idea|choice|observation|thinking|insight)|you(?:['’]re| are) (?:absolutely |completely |so |totally |quite |entirely )?(?:right|correct|brilliant|smart|amazing|a genius)|I (?:completely |totally |absolutely |fully |couldn['’]t )agree|(?:这|您|你)(?:是|提|问|说)?[^。！？\n]{0,6}(?:非常|真是|太|很)?(?:好|棒|有趣|精彩|深刻|出色)的?(?:问题|想法|观点|建议)|(?:您|你)(?:说|讲)?得?(?:完全|非常|太|很)?(?:正确|对|有道理|聪明)|我完全(?:同意|赞同)|问得(?:好|非常好|很好))/iu
const AFFIRMS =
  /^\W{0,4}(?:sure|certainly|absolutely|of course|definitely|no problem|happy to|i(?:['’]d| would) be (?:happy|glad)|okay|ok|yes|with pleasure|here (?:is|are)|here['’]s|当然|好的|可以的|没问题|以下是|下面是|很高兴|是的)/iu
/** What of the beginning those read. */
const OPENING = 120

/** Length classes by words; a Chinese character counts five eighths. */
const LENGTHS = [
  [3, 'tiny'],
  [15, 'short'],
  [80, 'medium'],
  [300, 'long'],
] as const

/** The form of an answer: `length:…`, `shape:…`, `flattery`, `affirms`. */
export function addShape(text: string, counts: CharacterCounts, words: number, list: DescriptorList): void {
  list.add(`length:${LENGTHS.find(([most]) => words <= most)?.[1] ?? 'very-long'}`, 1)
  const opening = text.slice(0, OPENING)
  const first = opening.trimStart()[0]
  if (words === 0) list.add(text.trim() === '' ? 'shape:empty' : 'shape:marks', 1)
  else if (words <= 3 && counts.lines === 1) list.add('shape:label', words <= 1 ? 1 : 0.6)
  if (counts.numbered >= 2) list.add('shape:numbered-list', 1)
  if (counts.bullets >= 2) list.add('shape:bullet-list', 1)
  if ((first === '{' || first === '[') && /[}\]]\s*$/.test(text.slice(-32)) && /["\d]/.test(opening))
    list.add('shape:json', 1)
  else if (first === '<' && /^\s*<[a-z!?]/iu.test(opening)) list.add('shape:markup', 1)
  if (counts.lines >= 4 && countOf(text, '|', 200) >= 2 * counts.lines) list.add('shape:table', 0.8)
  const flattery = FLATTERY.exec(opening)
  if (flattery !== null) list.add('flattery', 1, [0, flattery[0].length])
  const affirms = AFFIRMS.exec(opening)
  if (affirms !== null) list.add('affirms', 1, [0, affirms[0].length])
}

function countOf(text: string, mark: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(mark); at !== -1 && count < most; at = text.indexOf(mark, at + 1)) count++
  return count
}
