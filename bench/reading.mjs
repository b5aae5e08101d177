// Reading and rewriting files, beside JSON.parse a line: what no reader of fields in JavaScript can beat by much.
// Times are processor time, so that other work on the machine counts little. It writes its own files and removes them:
//   npm run build && node bench/reading.mjs [megabytes]
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { openDataset } from '../dist/io/index.js'

const megabytes = Number(process.argv[2] ?? 100)
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
const seconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const ENGLISH =
  'The patient was seen at the clinic and asked about the dose of the new medicine for her daughter. '
const CHINESE = '患者来到诊所，询问女儿的新药应该服用多少剂量，医生请她先填写登记表并在大厅等候。'

/** A row of about a kilobyte, 30 % of the rows in Chinese, some with escapes. */
function chatRow(i) {
  const text = (i % 10 < 3 ? CHINESE : ENGLISH).repeat(3 + (i % 5))
  return {
    id: `row-${i}`,
    conversations: [
      { from: 'human', value: `${text}${i % 7 === 0 ? '\n"quoted"' : ''}` },
      { from: 'gpt', value: `${text} ${i}` },
    ],
    label: i % 3,
  }
}
const shortRow = i => ({ id: i, text: `short row ${i % 977}`, label: i % 2 })
const cell = value => `"${String(value).replaceAll('"', '""')}"`

async function write(name, lines, { head = '', tail = '', gzip = false } = {}) {
  const path = join(folder, name)
  function* content() {
    yield head
    let size = 0
    let batch = ''
    for (let i = 0; size + batch.length < megabytes * 1e6; i++) {
      batch += lines(i)
      if (batch.length < 1e6) continue
      yield batch
      size += Buffer.byteLength(batch)
      batch = ''
    }
    yield batch + tail
  }
  await pipeline([Readable.from(content()), ...(gzip ? [createGzip()] : []), createWriteStream(path)])
  return path
}

/** Megabytes a second of processor time, the best of three. */
async function speed(bytes, run) {
  let best = Number.POSITIVE_INFINITY
  for (let again = 0; again < 3; again++) {
    const started = seconds()
    await run()
    best = Math.min(best, seconds() - started)
  }
  return bytes / 1e6 / best
}

async function parseLines(path) {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      JSON.parse(bytes.toString('utf8', start, end))
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
}
async function read(path) {
  const file = await openDataset(path)
  for await (const event of file.read()) if (event.type === 'reject') throw new Error(event.reason.en)
  await file.sha256()
}
async function rewrite(path) {
  const file = await openDataset(path)
  for await (const _ of file.rewrite(() => ({ action: 'keep' })));
}

try {
  const jsonl = i => `${JSON.stringify(chatRow(i))}\n`
  const files = {
    'chat.jsonl': await write('chat.jsonl', jsonl),
    'short.jsonl': await write('short.jsonl', i => `${JSON.stringify(shortRow(i))}\n`),
    'chat.json': await write('chat.json', i => `${i > 0 ? ',\n' : ''}${JSON.stringify(chatRow(i))}`, {
      head: '[\n',
      tail: '\n]\n',
    }),
    'chat.csv': await write(
      'chat.csv',
      i => `${[i, chatRow(i).conversations[0].value, 'ok'].map(cell).join(',')}\n`,
      {
        head: 'id,text,label\n',
      },
    ),
    'chat.jsonl.gz': await write('chat.jsonl.gz', jsonl, { gzip: true }),
  }
  console.log(
    'MB of content a second of processor time; ours reads every field, hashes the file and recognizes its kind',
  )
  for (const [name, path] of Object.entries(files)) {
    const bytes = name.endsWith('.gz') ? megabytes * 1e6 : statSync(path).size
    const ours = await speed(bytes, () => read(path))
    const back = name.endsWith('.gz') ? undefined : await speed(bytes, () => rewrite(path))
    const limit = name.endsWith('.jsonl') ? await speed(bytes, () => parseLines(path)) : undefined
    const parts = [
      name.padEnd(14),
      `read ${ours.toFixed(0).padStart(4)}`,
      back === undefined ? '' : `rewrite ${back.toFixed(0).padStart(4)}`,
      limit === undefined
        ? ''
        : `JSON.parse ${limit.toFixed(0).padStart(4)}  ratio ${(ours / limit).toFixed(2)}`,
    ]
    console.log(parts.join('  ').trimEnd())
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
