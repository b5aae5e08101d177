// Whether one model file gives the same log-probabilities in process and over HTTP, for given texts and for answers.
// The server is another process without Plimsoll's code. Nothing is downloaded: see docs/guide/models.md for a model file.
//   node bench/model-parity.mjs FILE.gguf FOLDER_WITH_NODE_LLAMA_CPP
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [, , file, folder] = process.argv
const dist = process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const { openModel } = await import(pathToFileURL(`${dist}/models/index.js`).href)
const TEXTS = [
  'The capital of France is Paris.',
  'Patients with a fever above 39 °C should drink water and see a physician.',
  'for (let i = 0; i < 10; i++) console.log(i)',
  '今天天气很好，我们去公园散步吧。',
  'qzx vvk 4711 \u0000 🙂 é',
]
const LIMIT = 1e-3

const child = spawn(
  process.execPath,
  [fileURLToPath(new URL('./_gguf-server.mjs', import.meta.url)), file, folder],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const port = await new Promise(resolve => child.stdout.once('data', data => resolve(String(data).trim())))
const environment = { variables: {}, folder }
const capabilities = ['generate', 'log-probabilities', 'prompt-log-probabilities']
const http = await openModel(
  { kind: 'openai', url: `http://127.0.0.1:${port}/v1`, name: 'gguf', capabilities, scoring: 'echo' },
  environment,
)
const local = await openModel({ kind: 'gguf', path: file, contextSize: 1024, threads: 1 }, environment)

let worst = 0
let compared = 0
const compare = (what, ours, theirs) => {
  const same = ours.length === theirs.length && ours.every((each, i) => each.token === theirs[i].token)
  let difference = same ? 0 : Number.POSITIVE_INFINITY
  for (const [index, each] of same ? ours.entries() : []) {
    const other = theirs[index]
    if ((each.logProbability === undefined) !== (other.logProbability === undefined))
      difference = Number.POSITIVE_INFINITY
    if (each.logProbability === undefined) continue
    compared++
    difference = Math.max(difference, Math.abs(each.logProbability - other.logProbability))
  }
  worst = Math.max(worst, difference)
  console.log(`${what}: ${ours.length} tokens, largest difference ${difference.toExponential(2)}`)
}
for (const [index, text] of TEXTS.entries()) {
  const [ours, theirs] = [await local.score({ text }), await http.score({ text })]
  compare(`text ${index + 1}`, ours.tokens, theirs.tokens)
  const request = { input: text.slice(0, 12), maxTokens: 12, logProbabilities: 3, temperature: 0 }
  const [answer, other] = [await local.generate(request), await http.generate(request)]
  compare(
    `answer ${index + 1}${answer.text === other.text ? '' : ' (texts differ)'}`,
    answer.logProbabilities ?? [],
    other.logProbabilities ?? [],
  )
}
console.log(
  `${compared} log-probabilities, largest difference ${worst.toExponential(2)}, limit ${LIMIT}: ${worst <= LIMIT ? 'equal' : 'DIFFERENT'}`,
)
await local.close()
await http.close()
child.kill()
process.exitCode = worst <= LIMIT ? 0 : 1
