import type { EmbedOptions, Encoder, HiddenStates } from '../../core/encoder.ts'
import { PlimsollError } from '../../core/errors.ts'
import { encoderLayers } from '../../kernels/index.ts'
import type { EncoderFile, EncoderWeights } from './encoder-file.ts'
import { DEFAULT_WINDOWS, type TextWindow, textWindows } from './encoder-windows.ts'
import { unigramTokenizer } from './unigram-tokenizer.ts'

/** Runs the layers over the summed embeddings of several windows; see `RunLayers`. */
export interface EncoderTrunk {
  readonly runtime: string
  readonly run: (rows: Float32Array, lengths: readonly number[]) => Promise<Float32Array> | Float32Array
}

export interface CreateEncoderOptions {
  readonly file: EncoderFile
  /** Gives the SHA-256 of the file; asked for at most once. */
  readonly digest: () => string
  /** What does the arithmetic; our own kernel when absent. */
  readonly trunk?: EncoderTrunk
}

/** Tokens that are run together: enough to use the weights well, few enough to stay small. */
const TOGETHER = 256

/** An encoder from the weights in a file; reads nothing and starts nothing. */
export function createEncoder({ file, digest: hash, trunk: given }: CreateEncoderOptions): Encoder {
  const { weights, vocabulary } = file
  const { config } = weights
  const trunk = given ?? encoderLayers(weights.stack)
  const tokenize = unigramTokenizer(vocabulary)
  const maxTokens = config.maxPositions - config.positionOffset
  const windowsOf = (text: string, { maxTokens: asked, maxWindows }: EmbedOptions) => {
    const most = maxWindows ?? DEFAULT_WINDOWS
    const longest = Math.min(asked ?? maxTokens, maxTokens)
    if (!(Number.isInteger(longest) && longest >= 3 && Number.isInteger(most) && most >= 1))
      throw new PlimsollError(
        'E_USAGE',
        'maxTokens must be an integer of 3 or more, and maxWindows of 1 or more',
      )
    return textWindows(config.prefix + text, tokenize, longest - 2, most)
  }
  /** Runs windows in groups; `take` sees the states of each window, marks included. */
  const runAll = async (
    windows: Iterable<TextWindow>,
    take: (states: Float32Array, at: number) => void,
  ): Promise<void> => {
    let group: TextWindow[] = []
    let tokens = 0
    let done = 0
    const flush = async () => {
      const lengths = group.map(each => each.ids.length + 2)
      const states = await trunk.run(embedTokens(group, weights), lengths)
      let first = 0
      for (const length of lengths) {
        take(states.subarray(first * config.hidden, (first + length) * config.hidden), done++)
        first += length
      }
      group = []
      tokens = 0
    }
    for (const window of windows) {
      const length = window.ids.length + 2
      if (group.length > 0 && tokens + length > TOGETHER) await flush()
      group.push(window)
      tokens += length
    }
    if (group.length > 0) await flush()
  }
  const inTurn = queue()
  let digest: string | undefined
  return {
    dimension: config.hidden,
    maxTokens,
    runtime: trunk.runtime,
    get digest() {
      digest ??= hash()
      return digest
    },
    tokenize,
    embed: (texts, options = {}) =>
      inTurn(async () => {
        const vectors = texts.map(() => new Float64Array(config.hidden))
        const owner: number[] = []
        function* windows() {
          for (const [at, text] of texts.entries()) {
            for (const window of windowsOf(text, options)) {
              owner.push(at)
              yield window
            }
          }
        }
        await runAll(windows(), (states, at) =>
          addMean(states, config.hidden, vectors[owner[at] as number] as Float64Array),
        )
        return vectors.map(toUnitLength)
      }),
    hiddenStates: (text, options = {}) =>
      inTurn(async () => {
        const windows = windowsOf(text, options)
        const found: HiddenStates[] = []
        await runAll(windows, (states, at) => {
          const { ids, starts, ends } = windows[at] as TextWindow
          const inner = states.slice(config.hidden, states.length - config.hidden)
          found.push({ ids, starts, ends, states: inner })
        })
        return found
      }),
  }
}

/** Lets one call at a time use the trunk, whose answers share memory. */
function queue() {
  let before: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = before.then(work)
    before = result.catch(() => undefined)
    return result
  }
}

/** The embedding of each token and its place, the marks around each window included. */
function embedTokens(
  windows: readonly TextWindow[],
  { config, words, positions }: EncoderWeights,
): Float32Array {
  const { hidden, bosId, eosId, positionOffset } = config
  const total = windows.reduce((sum, { ids }) => sum + ids.length + 2, 0)
  const rows = new Float32Array(total * hidden)
  let to = 0
  for (const { ids } of windows) {
    for (let at = -1; at <= ids.length; at++) {
      const id = at < 0 ? bosId : at === ids.length ? eosId : (ids[at] as number)
      const word = id * hidden
      const place = (at + 1 + positionOffset) * hidden
      const scale = words.scale[id] as number
      for (let i = 0; i < hidden; i++, to++) {
        const value = Math.fround((words.weight[word + i] as number) * scale)
        rows[to] = value + (positions[place + i] as number)
      }
    }
  }
  return rows
}

/** Adds the mean of the states, brought to length 1, to a vector. */
function addMean(states: Float32Array, hidden: number, into: Float64Array): void {
  const sum = new Float64Array(hidden)
  for (let at = 0; at < states.length; at++)
    sum[at % hidden] = (sum[at % hidden] as number) + (states[at] as number)
  const norm = Math.sqrt(sum.reduce((total, each) => total + each * each, 0)) || 1
  for (let i = 0; i < hidden; i++) into[i] = (into[i] as number) + (sum[i] as number) / norm
}

function toUnitLength(vector: Float64Array): Float32Array {
  const norm = Math.sqrt(vector.reduce((total, each) => total + each * each, 0)) || 1
  return Float32Array.from(vector, each => each / norm)
}
