// Sparse linear classifiers beside scikit-learn on the same vectors: accuracy and loss on rows held out, and how near
// training comes to the optimum of its objective, which LogisticRegression reaches.
//
//   npm run build && node bench/linear-parity.mjs [python with scikit-learn]
//
// The rows are the messages of the sample (three classes) and its clinical notes (twelve departments), the labels of one
// row in five drawn anew so that no classifier is always right.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = process.env.PLIMSOLL_DIST ?? join(root, 'dist')
const load = path => import(pathToFileURL(join(dist, path)).href)
const learn = await load('learn/index.js')
const { openDataset } = await load('io/index.js')
const { seededRandom } = await load('core/index.js')
const python = process.argv[2] ?? 'python3'

const BITS = 14
const L2 = 1e-4
/** SGD comes near the optimum; FTRL is made for few passes, and its penalty does not grow with them. */
const PASSES = 200
const FTRL_PASSES = 5
const read = learn.featureReader({ bits: BITS, characters: [1, 3], words: [1, 2] })

/** Rows of a table as vectors, by the names of its columns. */
async function rowsOf(path, text, label) {
  const rows = []
  const dataset = await openDataset(join(root, 'examples/clinic/data/corpus', path))
  for await (const events of dataset.readBatches())
    for (const event of events) {
      if (event.type !== 'sample') continue
      const value = name => event.sample.fields.find(each => each.name === name)?.text ?? ''
      rows.push({ vector: read(value(text)), name: value(label) })
    }
  return rows
}

const sets = {
  'messages, 3 classes': await rowsOf('triage.csv', 'message', 'label'),
  'notes, 12 classes': await rowsOf('notes-en.csv', 'note', 'department'),
  'notes, 2 classes': (await rowsOf('notes-en.csv', 'note', 'department')).map(row => ({
    ...row,
    name: String(row.name < 'g'),
  })),
}

for (const [title, rows] of Object.entries(sets)) {
  const random = seededRandom(17)
  const names = [...new Set(rows.map(row => row.name))].sort()
  const all = random.shuffle(rows).map(({ vector, name }) => ({
    vector,
    label: random.next() < 0.2 ? random.integer(names.length) : names.indexOf(name),
  }))
  const train = all.slice(0, Math.floor(all.length * 0.75))
  const held = all.slice(train.length)

  /** The binary classifier in the clothes of one of two classes. */
  const binary = options => {
    const trainer = learn.trainLinear(options)
    return {
      learn: (vector, label) => trainer.learn(vector, label === 1),
      model() {
        const model = trainer.model()
        const chances = vector => {
          const chance = learn.logistic(learn.linearScore(model, vector))
          return [1 - chance, chance]
        }
        return { chances, weights: [model.weights] }
      },
    }
  }
  const several = options => {
    const trainer = learn.trainSoftmax({ ...options, classes: names.length })
    return {
      learn: trainer.learn,
      model() {
        const model = trainer.model()
        const chances = vector => learn.softmaxProbabilities(model, vector)
        return { chances, weights: model.classes.map(each => each.weights) }
      },
    }
  }
  const start = names.length === 2 ? binary : several

  const fit = (options, passes) => {
    const trainer = start({ ...options, size: 2 ** BITS })
    const order = seededRandom(5)
    const before = process.cpuUsage()
    for (let pass = 0; pass < passes; pass++)
      for (const { vector, label } of order.shuffle(train)) trainer.learn(vector, label)
    const { user } = process.cpuUsage(before)
    const { chances, weights } = trainer.model()
    const lossOf = some =>
      some.reduce((sum, { vector, label }) => sum - Math.log(chances(vector)[label]), 0) / some.length
    const right = held.filter(({ vector, label }) => {
      const all = chances(vector)
      return all.indexOf(Math.max(...all)) === label
    }).length
    const squares = weights.flatMap(each => [...each]).reduce((sum, w) => sum + w * w, 0)
    return {
      accuracy: right / held.length,
      loss: lossOf(held),
      objective: lossOf(train) + (L2 / 2) * squares,
      seconds: user / 1e6,
    }
  }
  const ours = {
    'ours, SGD': fit({ kind: 'sgd', l2: L2, learningRate: 2, decay: 2 * L2 }, PASSES),
    'ours, FTRL': fit({ kind: 'ftrl', alpha: 1, l2: 0.1 }, FTRL_PASSES),
  }
  const folder = mkdtempSync(join(tmpdir(), 'linear-parity-'))
  let theirs = {}
  try {
    const plain = some =>
      some.map(({ vector, label }) => ({ indices: [...vector.indices], values: [...vector.values], label }))
    const file = join(folder, 'given.json')
    writeFileSync(
      file,
      JSON.stringify({ size: 2 ** BITS, l2: L2, passes: PASSES, train: plain(train), held: plain(held) }),
    )
    const script = fileURLToPath(new URL('linear-parity.py', import.meta.url))
    const { status, stdout, stderr } = spawnSync(python, [script, file], { encoding: 'utf8' })
    if (status === 0) theirs = JSON.parse(stdout.trim().split('\n').at(-1))
    else console.error(`scikit-learn did not run: ${stderr.trim().split('\n').at(-1)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`${title}: ${train.length} rows to learn from, ${held.length} held out, ${PASSES} passes`)
  const best = theirs.LogisticRegression
  for (const [name, each] of Object.entries({ ...ours, ...theirs })) {
    const ratio = key => (best === undefined ? '' : ` (${(each[key] / best[key]).toFixed(3)}x)`)
    console.log(
      `  ${name}: accuracy ${(100 * each.accuracy).toFixed(1)} %${ratio('accuracy')}, loss ${each.loss.toFixed(4)}${ratio('loss')}, objective ${each.objective.toFixed(4)}${ratio('objective')}, ${each.seconds.toFixed(2)} s`,
    )
  }
}
