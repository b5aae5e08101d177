// What a run costs beside its requests: CPU time of one call with pacing, budget and a log that is flushed before each
// answer is used, against a bare node:http request to the same server, which runs in another process. Then the same calls
// from the log.
//   node scripts/build.mjs && node bench/model-run.mjs [CALLS]        PLIMSOLL_DIST is a build (default ../dist)
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const { AnswerLog, openModel, runModel } = await import(pathToFileURL(`${dist}/models/index.js`).href)
const calls = Number(process.argv[2] ?? 2000)
const CONCURRENCY = 16

const answer = JSON.stringify({
  model: 'toy',
  choices: [{ message: { role: 'assistant', content: 'x'.repeat(1000) }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 300, completion_tokens: 250 },
})
const script = `import { createServer } from 'node:http'
createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(${JSON.stringify(answer)})
  })
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const port = await new Promise(resolve => server.stdout.once('data', data => resolve(String(data).trim())))
const question = index => ({
  input: [{ role: 'user', content: `${index} ${'question '.repeat(110)}` }],
  maxTokens: 500,
})

async function measure(what, task) {
  const begun = performance.now()
  const before = process.cpuUsage()
  let next = 0
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < calls) await task(next++)
    }),
  )
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / calls
  console.log(
    `${what}: ${cpu.toFixed(0)} us CPU a call, ${((calls / (performance.now() - begun)) * 1000).toFixed(0)} calls/s`,
  )
  return cpu
}

const agent = new Agent({ keepAlive: true })
const bare = index =>
  new Promise((resolve, reject) => {
    const payload = JSON.stringify({ model: 'toy', messages: question(index).input })
    const call = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/', agent }, response => {
      let text = ''
      response
        .setEncoding('utf8')
        .on('data', chunk => (text += chunk))
        .on('end', () => resolve(JSON.parse(text)))
    })
    call.on('error', reject).end(payload)
  })
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
const model = await openModel(
  { kind: 'openai', url: `http://127.0.0.1:${port}`, name: 'toy' },
  { variables: {}, folder },
)
const log = await AnswerLog.open(join(folder, 'answers.jsonl'), { model })
const options = { log, concurrency: CONCURRENCY, requestsPerMinute: 1e6, budget: { tokens: 1e12 } }
const run = runModel(model, options)
const check = outcome => {
  if (outcome.status !== 'answered') throw new Error(outcome.status)
}
for (let i = 0; i < 200; i++) await bare(i)
const reference = await measure('bare requests', bare)
const alone = await measure('the model', async index => check(await model.generate(question(index))))
const ours = await measure('the model in a run with its log', async index =>
  check(await run.generate(question(index))),
)
const again = runModel(model, options)
const kept = await measure('the same from the log', async index =>
  check(await again.generate(question(index))),
)
const ratio = each => (each / reference).toFixed(2)
console.log(`against bare requests: model ${ratio(alone)}, run ${ratio(ours)}, log ${ratio(kept)}`)
await log.close()
await model.close()
agent.destroy()
server.kill()
rmSync(folder, { recursive: true })
