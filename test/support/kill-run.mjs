// Asks an endpoint many questions through a log, from the built product, to be killed meanwhile; prints each used answer.
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [, , dist, url, path, count] = process.argv
const { AnswerLog, openModel, runModel } = await import(pathToFileURL(`${dist}/models/index.js`).href)
const model = await openModel({ kind: 'openai', url, name: 'toy' }, { variables: {}, folder: '.' })
const log = await AnswerLog.open(path, { model })
const run = runModel(model, { log, concurrency: 4 })
await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => {
    const outcome = await run.generate({ input: [{ role: 'user', content: `question ${index}` }] })
    writeSync(1, `${JSON.stringify([index, outcome.text])}\n`)
  }),
)
await log.close()
await model.close()
writeSync(1, `${JSON.stringify(run.spent())}\n`)
