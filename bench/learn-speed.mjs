// Tokens a second for training and generating at about 0.2, 1 and 5 million parameters, beside PyTorch on the same cores.
//
//   npm run build && node bench/learn-speed.mjs [python with torch and transformers]
//
// Every figure is the best of several runs. "core" compares CPU seconds with PyTorch on one thread, which a busy machine
// bears; "wall" compares elapsed time with PyTorch on two threads, which only an idle machine of two cores makes fair.
// Generation is compared with a bare loop over the cache: greedy, without the overhead of `generate`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const learn = await import(pathToFileURL(join(dist, 'learn/index.js')).href)
const python = process.argv[2] ?? 'python3'
await learn.startEngine()

const ROWS = 8
const COLUMNS = 64
const sizes = {
  '0.2 M': { vocabularySize: 512, hiddenSize: 64, layers: 3, heads: 4 },
  '1 M': { vocabularySize: 1024, hiddenSize: 128, layers: 4, heads: 4 },
  '5 M': { vocabularySize: 2048, hiddenSize: 256, layers: 6, heads: 8 },
}
const clocks = {
  core: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  },
  wall: () => performance.now() / 1000,
}
/** Runs work and keeps the least seconds of each clock. */
async function time(work, least) {
  const start = { core: clocks.core(), wall: clocks.wall() }
  await work()
  for (const clock of ['core', 'wall'])
    least[clock] = Math.min(least[clock] ?? Number.POSITIVE_INFINITY, clocks[clock]() - start[clock])
}

for (const [name, shape] of Object.entries(sizes)) {
  const config = learn.llamaConfig({ contextLength: 256, ...shape })
  const weights = learn.initializeWeights(config, 1)
  const plan = { config, kind: 'train', tokens: ROWS * COLUMNS, columns: COLUMNS }
  const { parameters, flops } = learn.estimateFlops(plan)
  const trainer = await learn.startTraining(
    {
      config,
      optimizer: { kind: 'adamw' },
      schedule: { kind: 'constant', peak: 1e-3 },
      steps: 1000,
      clipNorm: 1,
    },
    weights,
  )
  const stream = Array.from({ length: 5000 }, (_, i) => (i * 7919) % config.vocabularySize)
  const compile = {}
  const train = {}
  for (let step = 0; step < 10; step++) {
    const batch = learn.batchOf(learn.sampleWindows(stream, ROWS, COLUMNS, 1, step), COLUMNS)
    await time(() => trainer.advance(batch), step === 0 ? compile : train)
  }
  trainer.close()

  const decoder = learn.openDecoder(config, weights)
  const generate = {}
  for (let round = 0; round < 4; round++)
    await time(
      () => [...learn.generateTokens(decoder, [1, 2, 3, 4, 5, 6, 7, 8], { maxTokens: 48, temperature: 0 })],
      generate,
    )
  const folder = mkdtempSync(join(tmpdir(), 'learn-speed-'))
  try {
    for (const [file, bytes] of learn.writeModel({ config, weights, tokenizer: undefined }))
      writeFileSync(join(folder, file), bytes)
    const script = fileURLToPath(new URL('_learn-speed.py', import.meta.url))
    const { stdout, status, stderr } = spawnSync(python, [script, folder, String(ROWS), String(COLUMNS)], {
      encoding: 'utf8',
    })
    const theirs = status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1)) : undefined
    if (theirs === undefined) console.error(`PyTorch did not run: ${stderr.trim().split('\n').at(-1)}`)
    const line = (what, tokens, ours) =>
      ['core', 'wall'].map(clock => {
        const rate = tokens / ours[clock]
        const other = theirs?.[clock][what]
        const beside =
          other === undefined ? '' : `, PyTorch ${Math.round(other)} (${(rate / other).toFixed(2)}x)`
        return `${what}, ${clock}: ${Math.round(rate)} tokens/s${beside}`
      })
    console.log(
      [
        `${name} (${parameters} parameters), ${(flops / train.core / 1e9).toFixed(1)} GFLOP/s, compiles in ${compile.core.toFixed(1)} s`,
        ...line('train', ROWS * COLUMNS, train),
        ...line('generate', 48 + 7, generate),
      ].join('\n  '),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
