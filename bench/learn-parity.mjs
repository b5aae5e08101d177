// The TypeScript side of learn-parity.py: trains a tokenizer and a model, and writes what PyTorch must agree with.
//
//   node bench/learn-parity.mjs <folder> <corpus.txt>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname
const learn = await import(pathToFileURL(join(dist, 'learn/index.js')).href)
const [folder, corpus] = process.argv.slice(2)
if (folder === undefined || corpus === undefined) throw new Error('give a folder to write to and a text file')
mkdirSync(folder, { recursive: true })
const lines = readFileSync(corpus, 'utf8').split('\n')
await learn.startEngine()

const STEPS = 60
const ROWS = 4
const COLUMNS = 32
const save = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value))
const saveModel = (name, model) => {
  mkdirSync(join(folder, name), { recursive: true })
  for (const [file, bytes] of learn.writeModel(model)) writeFileSync(join(folder, name, file), bytes)
}

// Tokenizers of both layouts, and the ids of every line.
const tokenizers = {}
for (const split of ['llama3', 'gpt2']) {
  const tokenizer = learn.trainTokenizer(lines, {
    vocabularySize: 1024,
    split,
    specialTokens: ['<s>', '</s>'],
    prefix: split === 'llama3' ? ['<s>'] : [],
  })
  tokenizers[split] = tokenizer
  writeFileSync(join(folder, `${split}.json`), learn.writeTokenizer(tokenizer.data))
  const again = learn.readTokenizer(readFileSync(join(folder, `${split}.json`)))
  save(
    `${split}.ids.json`,
    lines.map(line => again.encode(line)),
  )
}

// One model of each shape: grouped keys with a head of its own, and a tied one.
const tokenizer = tokenizers.llama3
const stream = lines.flatMap(line => tokenizer.encode(line))
const shapes = {
  grouped: { hiddenSize: 64, layers: 3, heads: 8, keyValueHeads: 2, tiedHead: false, initializerRange: 0.06 },
  tied: { hiddenSize: 48, layers: 2, heads: 4, tiedHead: true, initializerRange: 0.06 },
}
const optimizers = {
  grouped: { kind: 'adamw', weightDecay: 0.01, decayAll: true },
  tied: { kind: 'sgd', momentum: 0.9, weightDecay: 0.001, decayAll: true },
}
for (const [name, shape] of Object.entries(shapes)) {
  const config = learn.llamaConfig({
    vocabularySize: 1024,
    contextLength: 128,
    beginToken: 0,
    endTokens: [1],
    ...shape,
  })
  const start = learn.initializeWeights(config, 11)
  saveModel(`${name}-start`, { config, weights: start, tokenizer })
  const options = {
    config,
    optimizer: optimizers[name],
    schedule: { kind: 'cosine', peak: name === 'tied' ? 0.05 : 3e-3, warmupSteps: 10, floor: 1e-4 },
    steps: STEPS,
    clipNorm: 1,
  }
  const batches = Array.from({ length: STEPS }, (_, step) =>
    learn
      .sampleWindows(stream, ROWS, COLUMNS, 5, step)
      .map((example, row) => ({ ...example, learn: 1 + row * 3 })),
  )
  const ids = batches[0].map(each => Array.from(each.ids).slice(0, COLUMNS))

  const tensors = learn.toTensors(start)
  const batch = learn.batchOf(batches[0], COLUMNS)
  const { logits } = learn.forward(config, tensors, batch.ids)
  const { loss, gradients } = learn.lossAndGradients({ config }, tensors, {}, batch)
  writeFileSync(
    join(folder, `${name}.gradients.safetensors`),
    learn.writeSafetensors(learn.fromTensors(gradients)),
  )
  save(`${name}.json`, {
    ids,
    batches: batches.map(rows => rows.map(({ ids, learn }) => ({ ids: Array.from(ids), learn }))),
    logits: Array.from(logits.dataSync()),
    loss: loss.item(),
    options: {
      ...options,
      rates: batches.map((_, i) => learn.learningRateAt(options.schedule, i + 1, STEPS)),
    },
  })

  const trainer = await learn.startTraining(options, start)
  const curve = []
  for (const examples of batches) curve.push(await trainer.advance(learn.batchOf(examples, COLUMNS)))
  const weights = trainer.weights()
  trainer.close()
  saveModel(`${name}-end`, { config, weights, tokenizer })

  const files = learn.MODEL_FILES.map(file => [file, readFileSync(join(folder, `${name}-end`, file))])
  const read = learn.readModel(new Map(files))
  const decoder = learn.openDecoder(read.config, read.weights)
  const prompts = lines
    .filter(line => line.length > 20)
    .slice(0, 8)
    .map(line => tokenizer.encode(line.slice(0, 16)))
  const answers = prompts.map(prompt =>
    [...learn.generateTokens(decoder, prompt, { maxTokens: 24, temperature: 0 })].map(({ id }) => id),
  )
  const scored = batches[0].map(({ ids }) => Array.from(learn.scoreTokens(decoder, ids)))
  save(`${name}.end.json`, { curve, prompts, answers, scored })
}
