// Reading and rewriting files, beside what bounds it in the same run: JSON.parse a line, UTF-8 decoding, bare bytes.
// Times are processor time, so that other work on the machine counts little. It writes its own files and removes them:
//   npm run build && node bench/reading.mjs [megabytes] [part of a case's name]
// PLIMSOLL_DIST names another build.
import {
  createWriteStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { createGzip } from 'node:zlib'

const dist = resolve(process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname)
const { openDataset } = await import(pathToFileURL(join(dist, 'io/index.js')).href)
const megabytes = Number(process.argv[2] ?? 60)
const wanted = process.argv[3] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
const seconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Prose of this repository, in sentences: real text in both languages, with its quotes, dashes and line ends. */
const root = new URL('..', import.meta.url).pathname
const prose = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]
  .map(name => readFileSync(join(root, name), 'utf8'))
  .join('\n')
const ENGLISH = prose.match(/[A-Z][ -~’–“”]{30,200}[.:]/gu)
const CHINESE = prose.match(/[\p{sc=Han}，。：、（）“” \w]{12,120}[。，；]/gu)

/** Text of about so many characters, another for every row. */
function textOf(sentences, size, row) {
  let text = ''
  for (let i = row * 7919; text.length < size; i += 31) {
    text += sentences[i % sentences.length] + (i % 5 === 0 ? '\n' : ' ')
  }
  return text
}
const plain = text => text.replace(/[^ -~\n]/gu, '')
const escaped = json =>
  json.replace(/[^\x00-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const longRow = (text, i) => ({
  text,
  timestamp: '2019-04-25T12:57:54Z',
  url: `https://example.org/page/${i}`,
})
const shortRow = (text, i) => ({ id: i, text, label: i % 2 })
const size = i => 1500 + ((i * 997) % 4000)
const english = i => textOf(ENGLISH, size(i), i)
const chinese = i => textOf(CHINESE, size(i) / 3, i)
const ascii = i => plain(english(i)).replaceAll('\n', ' ')
function chatRow(i) {
  const text = i % 10 < 3 ? textOf(CHINESE, 150, i) : textOf(ENGLISH, 400, i)
  return {
    id: `row-${i}`,
    conversations: [
      { from: 'human', value: text },
      { from: 'gpt', value: `${text} ${i}` },
    ],
    label: i % 3,
  }
}
const cell = value => `"${String(value).replaceAll('"', '""')}"`
const line = row => `${JSON.stringify(row)}\n`
const table = { head: 'id,text,label\n' }

const CASES = {
  'long-ascii.jsonl': [i => line(longRow(ascii(i), i))],
  'long-english.jsonl': [i => line(longRow(english(i), i))],
  'long-chinese.jsonl': [i => line(longRow(chinese(i), i))],
  'long-chinese-escaped.jsonl': [i => escaped(line(longRow(chinese(i), i)))],
  'chat.jsonl': [i => line(chatRow(i))],
  'short-ascii.jsonl': [i => line(shortRow(`short row ${i % 977}`, i))],
  'short-english.jsonl': [i => line(shortRow(ENGLISH[i % ENGLISH.length], i))],
  'short-chinese.jsonl': [i => line(shortRow(CHINESE[i % CHINESE.length], i))],
  'short-chinese-escaped.jsonl': [i => escaped(line(shortRow(CHINESE[i % CHINESE.length], i)))],
  'chat.jsonl.gz': [i => line(chatRow(i)), { gzip: true }],
  'chat.json': [i => `${i > 0 ? ',\n' : ''}${JSON.stringify(chatRow(i))}`, { head: '[\n', tail: '\n]\n' }],
  'english.csv': [i => `${[i, english(i), 'ok'].map(cell).join(',')}\n`, table],
  'chinese.csv': [i => `${[i, chinese(i), 'ok'].map(cell).join(',')}\n`, table],
  'short.csv': [i => `${i},short row ${i % 977},${i % 2}\n`, table],
  'english.txt': [i => `${english(i)}\n\n`],
  'chinese.md': [i => `# ${i}\n\n${chinese(i)}\n\n`],
}

async function write(name, lines, { head = '', tail = '', gzip = false } = {}) {
  const path = join(folder, name)
  function* content() {
    yield head
    let written = 0
    let batch = ''
    for (let i = 0; written < megabytes * 1e6; i++) {
      batch += lines(i)
      if (batch.length < 1e6) continue
      yield batch
      written += Buffer.byteLength(batch)
      batch = ''
    }
    yield batch + tail
  }
  await pipeline([Readable.from(content()), ...(gzip ? [createGzip()] : []), createWriteStream(path)])
  return path
}

/** Megabytes a second of processor time, the best of four. */
async function speed(bytes, run) {
  let best = Number.POSITIVE_INFINITY
  for (let again = 0; again < 4; again++) {
    const started = seconds()
    await run()
    best = Math.min(best, seconds() - started)
  }
  return bytes / 1e6 / best
}

/** Every chunk of whole lines of a file. */
function wholeLines(path, use) {
  const file = openSync(path, 'r')
  let rest = Buffer.alloc(0)
  for (;;) {
    const chunk = Buffer.allocUnsafe(256 * 1024)
    const length = readSync(file, chunk)
    const bytes = Buffer.concat([rest, chunk.subarray(0, length)])
    const end = length === 0 ? bytes.length : bytes.lastIndexOf(10) + 1
    use(bytes.subarray(0, end))
    rest = bytes.subarray(end)
    if (length === 0) return
  }
}
const parseLines = path =>
  wholeLines(path, bytes => {
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      JSON.parse(bytes.utf8Slice(start, end))
      start = end + 1
    }
  })
const decode = path => wholeLines(path, bytes => bytes.utf8Slice())
function readBare(path) {
  const chunk = Buffer.allocUnsafe(256 * 1024)
  for (const file = openSync(path, 'r'); readSync(file, chunk) > 0; );
}

async function read(path) {
  const file = await openDataset(path)
  for await (const events of file.readBatches()) {
    for (const event of events) if (event.type === 'reject') throw new Error(event.reason.en)
  }
  await file.sha256()
}
async function rewrite(path) {
  const file = await openDataset(path)
  for await (const _ of file.rewrite(() => ({ action: 'keep' })));
}

try {
  console.log(
    'MB of content a second of processor time; ours reads every field, hashes the file and recognizes its kind',
  )
  for (const [name, [lines, options]] of Object.entries(CASES)) {
    if (!name.includes(wanted)) continue
    const path = await write(name, lines, options)
    const isCompressed = options?.gzip === true
    const bytes = isCompressed ? megabytes * 1e6 : statSync(path).size
    const ours = await speed(bytes, () => read(path))
    const parts = [name.padEnd(28), `read ${ours.toFixed(0).padStart(5)}`]
    const show = async (title, run) => {
      const limit = await speed(bytes, () => run(path))
      parts.push(`${title} ${limit.toFixed(0).padStart(5)} (${(ours / limit).toFixed(2)}x)`)
    }
    if (name.endsWith('.jsonl')) await show('JSON.parse', parseLines)
    if (!isCompressed) {
      await show('UTF-8', decode)
      await show('bytes', readBare)
      parts.push(`rewrite ${(await speed(bytes, () => rewrite(path))).toFixed(0).padStart(5)}`)
    }
    console.log(parts.join('  '))
    rmSync(path)
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
