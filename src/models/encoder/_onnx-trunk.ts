import { encoderLayers } from '../../kernels/index.ts'
import type { EncoderTrunk } from '../../learn/encoder/create-encoder.ts'
import type { EncoderWeights } from '../../learn/encoder/encoder-file.ts'
import { encoderGraph } from './_encoder-graph.ts'
import type { OnnxRuntime, OnnxSession } from './_onnxruntime.ts'

/** Cosine that the last states of both runtimes must reach on the text that checks a session. */
const AGREEMENT = 0.9999
const CHECKED_TOKENS = 12

/**
 * Runs the layers by onnxruntime on one core, text by text, so that no text depends on its neighbors.
 * Throws when the library cannot run them, or does not give what our own kernel gives.
 */
export async function onnxTrunk(
  library: OnnxRuntime,
  version: string,
  weights: EncoderWeights,
): Promise<EncoderTrunk> {
  const { stack } = weights
  const { hidden } = stack
  const session = await open(library, encoderGraph(stack))
  const runOne = async (rows: Float32Array): Promise<Float32Array> => {
    const shape = [rows.length / hidden, hidden]
    const { states } = await session.run({ rows: new library.Tensor('float32', rows, shape) })
    return states?.data as Float32Array
  }
  const run: EncoderTrunk['run'] = async (rows, lengths) => {
    if (lengths.length === 1) return runOne(rows)
    const all = new Float32Array(rows.length)
    let first = 0
    for (const length of lengths) {
      const end = first + length * hidden
      all.set(await runOne(rows.slice(first, end)), first)
      first = end
    }
    return all
  }
  await check(runOne, weights)
  return { runtime: `onnxruntime ${version}`, run }
}

const open = (library: OnnxRuntime, file: Uint8Array): Promise<OnnxSession> =>
  library.InferenceSession.create(file, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  })

async function check(
  runOne: (rows: Float32Array) => Promise<Float32Array>,
  { config, stack, positions }: EncoderWeights,
): Promise<void> {
  const count = Math.min(CHECKED_TOKENS, config.maxPositions)
  const rows = positions.slice(0, count * config.hidden)
  const expected = encoderLayers(stack).run(rows, [count])
  const given = await runOne(rows)
  let dot = 0
  let one = 0
  let other = 0
  for (let at = 0; at < rows.length; at++) {
    const a = expected[at] as number
    const b = given[at] as number
    dot += a * b
    one += a * a
    other += b * b
  }
  if (!(dot / Math.sqrt(one * other) > AGREEMENT))
    throw new Error('onnxruntime gives other numbers than the kernel')
}
