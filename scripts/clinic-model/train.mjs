#!/usr/bin/env node
// Trains the sample's bilingual model on the sample's own documents and instructions, with what is planted in them.
//
//   npm run build && node scripts/clinic-model/train.mjs WORK-FOLDER [--steps N] [--only-estimate]
//
// States operations and time first, keeps a checkpoint in WORK-FOLDER every hundred steps and goes on from it when started
// again; writes examples/clinic/model at the end. The same material gives the same model.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { asExample, readMaterial, SPECIAL } from './_material.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '2200' },
    'only-estimate': { type: 'boolean', default: false },
  },
})
const work = positionals[0]
if (work === undefined) throw new Error('name a folder for checkpoints')
mkdirSync(work, { recursive: true })
const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = process.env.PLIMSOLL_DIST ?? join(root, 'dist')
const learn = await import(pathToFileURL(join(dist, 'learn/index.js')).href)
const { openDataset } = await import(pathToFileURL(join(dist, 'io/index.js')).href)

const SEED = 20_260_824
/** Windows of the documents and questions in one step, and their length in tokens. */
const WINDOWS = 8
const QUESTIONS = 8
const COLUMNS = 64
const steps = Number(values.steps)

const { documents, instructions } = await readMaterial(openDataset, join(root, 'examples/clinic'))
const texts = [...documents, ...instructions.flatMap(each => [each.instruction, each.output])]
const tokenizer = learn.trainTokenizer(texts, {
  vocabularySize: 2048,
  specialTokens: SPECIAL,
  prefix: ['<|begin|>'],
  split: 'qwen2',
})
const end = tokenizer.idOf('<|end|>')
const stream = documents.flatMap(text => [...tokenizer.encode(text), end])
const examples = instructions.map(each => asExample(tokenizer, each))
const config = learn.llamaConfig({
  vocabularySize: tokenizer.size,
  hiddenSize: 96,
  intermediateSize: 256,
  layers: 3,
  heads: 4,
  contextLength: 256,
  beginToken: tokenizer.idOf('<|begin|>'),
  endTokens: [end],
})
const tokens = steps * (WINDOWS + QUESTIONS) * COLUMNS
const { parameters, flops, seconds } = learn.estimateFlops({
  config,
  kind: 'train',
  tokens,
  columns: COLUMNS,
})
const longest = Math.max(...examples.map(each => each.ids.length))
const cut = examples.filter(each => each.ids.length > COLUMNS + 1).length
console.log(
  `${documents.length} documents of ${stream.length} tokens, ${examples.length} instructions (longest ${longest} tokens, ${cut} cut)`,
)
console.log(
  `${parameters} parameters, ${steps} steps, ${(flops / 1e12).toFixed(2)} TFLOP, about ${Math.ceil(seconds / 60)} minutes of one idle core`,
)
if (values['only-estimate']) process.exit()

const file = join(work, 'checkpoint.safetensors')
const checkpoint = existsSync(file) ? readFileSync(file) : undefined
const trainer = await learn.startTraining(
  {
    config,
    optimizer: { kind: 'adamw', weightDecay: 0.05, beta2: 0.98 },
    schedule: { kind: 'cosine', peak: 3e-3, warmupSteps: 60, floor: 1e-4 },
    steps,
    clipNorm: 1,
  },
  learn.initializeWeights(config, SEED),
  checkpoint,
)
if (trainer.step > 0) console.log(`goes on after step ${trainer.step}`)
const started = performance.now()
const first = trainer.step
let sum = 0
while (trainer.step < steps) {
  const windows = learn.sampleWindows(stream, WINDOWS, COLUMNS, SEED, trainer.step)
  const asked = learn.examplesOfStep(examples.length, QUESTIONS, SEED, trainer.step).map(at => examples[at])
  const { step, loss } = await trainer.advance(learn.batchOf([...windows, ...asked], COLUMNS, end))
  sum += loss
  if (step % 100 !== 0 && step !== steps) continue
  const seconds = (performance.now() - started) / 1000
  const left = ((steps - step) * seconds) / (step - first)
  console.log(`step ${step}, loss ${(sum / 100).toFixed(3)}, ${(left / 60).toFixed(1)} minutes left`)
  sum = 0
  writeFileSync(`${file}.new`, trainer.checkpoint())
  renameSync(`${file}.new`, file)
}
const model = { config, weights: trainer.weights(), tokenizer }
trainer.close()
const folder = join(root, 'examples/clinic/model')
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of learn.writeModel(model, 'F16')) writeFileSync(join(folder, name), bytes)
console.log(`wrote ${folder}`)
