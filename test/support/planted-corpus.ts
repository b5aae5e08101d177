import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { SeededRandom } from '../../src/core/index.ts'

/** One row of a corpus: as it stands in its file, with the personal values in it. */
export interface PlantedRow {
  readonly text: string
  readonly planted: readonly string[]
}

export interface PlantedFile {
  /** Path below the corpus folder. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly rows: readonly PlantedRow[]
}

const DIGITS = '0123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

function characters(random: SeededRandom, count: number, alphabet: string): string {
  return Array.from({ length: count }, () => random.pick([...alphabet])).join('')
}

/** ISO/IEC 7812-1: the digit that makes the sum right. */
function luhn(body: string): string {
  const sum = [...body].reverse().reduce((total, each, i) => {
    const digit = Number(each) * (i % 2 === 0 ? 2 : 1)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** GB 11643-1999. */
function residentNumber(random: SeededRandom): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const birth = `${1950 + random.integer(55)}${two(1 + random.integer(12))}${two(1 + random.integer(28))}`
  const body = `${random.pick(['110105', '310101', '440106', '330106'])}${birth}${characters(random, 3, DIGITS)}`
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0)
  return body + '10X98765432'[sum % 11]
}

/** ISO 13616 with MOD 97-10. */
function germanIban(random: SeededRandom): string {
  const account = characters(random, 18, DIGITS)
  const check = 98n - (BigInt(`${account}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${account}`
}

type Planter = (random: SeededRandom) => readonly [before: string, value: string, after: string]

/** Values that are found by their form, their check digits or the label before them. */
export const PLANTERS: Readonly<Record<string, Planter>> = {
  email: random => [
    'please write to ',
    `${characters(random, 7, LETTERS)}.${characters(random, 5, LETTERS)}@${characters(random, 8, LETTERS)}.com`,
    ' soon',
  ],
  phone: random => [
    '联系手机：',
    `1${random.pick(['38', '59', '86'])}${characters(random, 8, DIGITS)}`,
    '，谢谢',
  ],
  'national-id': random => ['身份证号：', residentNumber(random), '。'],
  'credit-card': random => {
    const body = `4539${characters(random, 11, DIGITS)}`
    return ['card number ', body + luhn(body), ' expires soon']
  },
  iban: random => ['IBAN ', germanIban(random), ' in Berlin'],
  'ip-address': random => [
    'login from IP ',
    `41.${100 + random.integer(99)}.${100 + random.integer(99)}.${100 + random.integer(99)}`,
    ' at noon',
  ],
  password: random => [
    'password: ',
    `Kx${characters(random, 4, DIGITS)}#${characters(random, 5, 'bdfghjkmqrtvwz')}!`,
    '',
  ],
}

const PLAIN = [
  'the weather was fine',
  '今天天气很好',
  'a "quoted", word',
  'emoji 😀 and é',
  'dose twice a day',
  '<b>bold</b>',
]

function makeRow(random: SeededRandom): { note: string; planted: string[] } {
  const start = `${random.pick(PLAIN)} ${characters(random, 6, LETTERS)}`
  if (random.next() < 0.4) return { note: start, planted: [] }
  const planted: string[] = []
  let note = start
  for (let i = 0; i < 1 + random.integer(2); i++) {
    const [before, value, after] = (PLANTERS[random.pick(Object.keys(PLANTERS))] as Planter)(random)
    note += `; ${before}${value}${after}`
    planted.push(value)
  }
  return { note, planted }
}

const escapeNonAscii = (json: string): string =>
  json.replace(/[^\u0000-\u007f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A corpus of several formats in folders, with repeated rows and rows that hold personal values. */
export function makeCorpus(random: SeededRandom): PlantedFile[] {
  const made = Array.from({ length: 12 }, () => makeRow(random))
  const rows = (count: number) =>
    Array.from({ length: count }, () => (random.next() < 0.2 ? random.pick(made) : makeRow(random)))
  const jsonl = (escaped: boolean, count: number): PlantedRow[] =>
    rows(count).map(({ note, planted }, i) => {
      const text = JSON.stringify({ id: i, note, tags: ['x', { deep: note.length }] })
      return { text: escaped ? escapeNonAscii(text) : text, planted }
    })
  const csv = rows(10).map(({ note, planted }, i) => ({
    text: `${i},"${note.replaceAll('"', '""')}"`,
    planted,
  }))
  const list = rows(6).map(({ note, planted }, i) => ({
    text: `  ${JSON.stringify({ instruction: note, output: `answer ${i}` })}`,
    planted,
  }))
  const prose = rows(5).map(({ note, planted }) => ({ text: note, planted }))
  const lines = (all: readonly PlantedRow[]) => all.map(row => `${row.text}\n`).join('')
  const file = (name: string, text: string, all: PlantedRow[]): PlantedFile => ({
    name,
    bytes: name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text, 'utf8'),
    rows: all,
  })
  const a = jsonl(false, 20)
  const b = jsonl(true, 12)
  return [
    file('a.jsonl', lines(a), a),
    file('deep/b.jsonl.gz', lines(b), b),
    file('deep/list.json', `[\n${list.map(row => row.text).join(',\n')}\n]\n`, list),
    file('prose.txt', lines(prose), prose),
    file('table.csv', `id,note\n${lines(csv)}`, csv),
  ]
}

/** Writes a corpus below a folder. */
export async function writeCorpus(folder: string, corpus: readonly PlantedFile[]): Promise<void> {
  for (const { name, bytes } of corpus) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
}

/** Every file below a folder, by its path with `/`; empty when there is no folder. */
export async function treeOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const tree = new Map<string, Buffer>()
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    tree.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path))
  }
  return new Map([...tree].sort(([one], [other]) => (one < other ? -1 : 1)))
}
