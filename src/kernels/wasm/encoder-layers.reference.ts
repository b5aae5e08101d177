/** A matrix of 8-bit weights, row-major [out, in]; row o stands for `weight[o] * scale[o]`. */
export interface QuantizedMatrix {
  readonly weight: Int8Array
  readonly scale: Float32Array
  readonly bias: Float32Array
}

/** Weight and bias of a layer normalization. */
export interface NormWeights {
  readonly weight: Float32Array
  readonly bias: Float32Array
}

/** One layer of a BERT encoder that normalizes after each sum. Source: https://arxiv.org/abs/1810.04805 */
export interface EncoderLayerWeights {
  readonly query: QuantizedMatrix
  readonly key: QuantizedMatrix
  readonly value: QuantizedMatrix
  readonly output: QuantizedMatrix
  readonly attentionNorm: NormWeights
  readonly up: QuantizedMatrix
  readonly down: QuantizedMatrix
  readonly outputNorm: NormWeights
}

/** What a stack of layers is made of. `hidden` and `intermediate` are multiples of 16, the width of a head one of 8. */
export interface EncoderStack {
  readonly hidden: number
  readonly heads: number
  readonly intermediate: number
  readonly epsilon: number
  readonly firstNorm: NormWeights
  readonly layers: readonly EncoderLayerWeights[]
}

/**
 * Runs the layers over several texts: `rows` holds the summed embeddings of all their tokens, text after text, and
 * `lengths` the tokens of each. The answer is good until the next call, and the same whatever texts stand together.
 */
export type RunLayers = (rows: Float32Array, lengths: readonly number[]) => Float32Array

const round = Math.fround

/** The plain reference: every operation in float32, in the order of the kernel's lanes, so that the bits agree. */
export function referenceLayers(stack: EncoderStack): RunLayers {
  const { hidden, heads, intermediate, epsilon } = stack
  return (given, lengths) => {
    const rows = Float32Array.from(given)
    const count = rows.length / hidden
    normalizeRows(rows, undefined, hidden, stack.firstNorm, epsilon)
    for (const layer of stack.layers) {
      const quantized = quantizeRows(rows, count, hidden)
      const query = multiplyRows(quantized, layer.query, hidden, hidden)
      const key = multiplyRows(quantized, layer.key, hidden, hidden)
      const value = multiplyRows(quantized, layer.value, hidden, hidden)
      const context = new Float32Array(rows.length)
      let first = 0
      for (const length of lengths) {
        attendRows({ query, key, value }, context, { first, length, heads, hidden })
        first += length
      }
      const attended = multiplyRows(quantizeRows(context, count, hidden), layer.output, hidden, hidden)
      normalizeRows(rows, attended, hidden, layer.attentionNorm, epsilon)
      const raised = multiplyRows(quantizeRows(rows, count, hidden), layer.up, hidden, intermediate)
      activateAll(raised)
      const lowered = multiplyRows(
        quantizeRows(raised, count, intermediate),
        layer.down,
        intermediate,
        hidden,
      )
      normalizeRows(rows, lowered, hidden, layer.outputNorm, epsilon)
    }
    return rows
  }
}

interface Quantized {
  readonly count: number
  readonly values: Int32Array
  readonly scales: Float32Array
}

const EVEN = 1.5 * 2 ** 23
/** Rounds to the nearest integer, halves to the even one. */
const nearest = (value: number): number => round(round(value + EVEN) - EVEN)

/** Rounds each row to as many steps as keep the sum of a row of products with 8 bits within 31 bits, 32767 at most. */
function quantizeRows(rows: Float32Array, count: number, width: number): Quantized {
  const values = new Int32Array(rows.length)
  const scales = new Float32Array(count)
  const steps = Math.min(32767, Math.floor(16_777_215 / width))
  for (let row = 0; row < count; row++) {
    let largest = 0
    for (let i = 0; i < width; i++) largest = Math.max(largest, Math.abs(rows[row * width + i] as number))
    const factor = round(steps / Math.max(largest, round(1e-30)))
    scales[row] = round(largest * round(1 / steps))
    for (let i = 0; i < width; i++)
      values[row * width + i] = nearest(round((rows[row * width + i] as number) * factor))
  }
  return { count, values, scales }
}

function multiplyRows(
  { count, values, scales }: Quantized,
  { weight, scale, bias }: QuantizedMatrix,
  width: number,
  columns: number,
): Float32Array {
  const out = new Float32Array(count * columns)
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let i = 0; i < width; i++)
        sum += (values[row * width + i] as number) * (weight[column * width + i] as number)
      const scaled = round(round(round(sum) * (scales[row] as number)) * (scale[column] as number))
      out[row * columns + column] = round(scaled + (bias[column] as number))
    }
  }
  return out
}

interface Place {
  readonly first: number
  readonly length: number
  readonly heads: number
  readonly hidden: number
}

function attendRows(
  { query, key, value }: Readonly<Record<'query' | 'key' | 'value', Float32Array>>,
  context: Float32Array,
  { first, length, heads, hidden }: Place,
): void {
  const width = hidden / heads
  const factor = round(1 / round(Math.sqrt(width)))
  const line = new Float32Array(Math.ceil(length / 8) * 8)
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < length; row++) {
      const from = (first + row) * hidden + head * width
      for (let other = 0; other < length; other++) {
        const to = (first + other) * hidden + head * width
        let sum = 0
        for (let i = 0; i < width; i++) {
          const scaled = round((query[from + i] as number) * factor)
          sum = round(sum + round(scaled * (key[to + i] as number)))
        }
        line[other] = sum
      }
      soften(line, length)
      for (let i = 0; i < width; i++) {
        let sum = 0
        for (let other = 0; other < length; other++) {
          const at = (first + other) * hidden + head * width + i
          sum = round(sum + round((line[other] as number) * (value[at] as number)))
        }
        context[from + i] = sum
      }
    }
  }
}

/** Softmax in place; what pads the line becomes 0. */
function soften(line: Float32Array, length: number): void {
  let largest = -3e38
  for (let at = 0; at < length; at++) largest = Math.max(largest, line[at] as number)
  for (let at = 0; at < length; at++) line[at] = exponential(round((line[at] as number) - round(largest)))
  line.fill(0, length)
  const factor = round(1 / sumOfLanes(line.length, at => line[at] as number))
  for (let at = 0; at < length; at++) line[at] = round((line[at] as number) * factor)
}

/** Sums in four lanes, as the kernel does. */
function sumOfLanes(count: number, at: (index: number) => number): number {
  const lanes = [0, 0, 0, 0] as [number, number, number, number]
  for (let index = 0; index < count; index++)
    lanes[index & 3] = round((lanes[index & 3] as number) + at(index))
  return round(round(lanes[0] + lanes[1]) + round(lanes[2] + lanes[3]))
}

const LOG2E = round(Math.LOG2E)
const LN2_HIGH = round(0.693359375)
const LN2_LOW = round(-2.1219444e-4)
const EXPONENTIAL = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(round)

/** e^x for x <= 0, to 1e-7 of its value; below -87 as at -87. Coefficients: https://www.netlib.org/cephes/ (expf) */
function exponential(given: number): number {
  const x = Math.max(given, -87)
  const n = nearest(round(x * LOG2E))
  const r = round(round(x - round(n * LN2_HIGH)) - round(n * LN2_LOW))
  const p = polynomial(EXPONENTIAL, r)
  const value = round(round(round(p * round(r * r)) + r) + 1)
  return round(value * 2 ** n)
}

function polynomial(coefficients: readonly number[], x: number): number {
  let p = coefficients[0] as number
  for (let at = 1; at < coefficients.length; at++) p = round(round(p * x) + (coefficients[at] as number))
  return p
}

const ERROR_FUNCTION = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592].map(round)

/** x times the normal distribution at x, in place. Source: Abramowitz and Stegun 7.1.26, error under 1.5e-7 */
function activateAll(values: Float32Array): void {
  for (let at = 0; at < values.length; at++) {
    const x = values[at] as number
    const z = round(Math.abs(x) * round(Math.SQRT1_2))
    const t = round(1 / round(1 + round(z * round(0.3275911))))
    const p = round(polynomial(ERROR_FUNCTION, t) * t)
    const tail = round(round(p * exponential(-round(z * z))) * 0.5)
    values[at] = round(x * (x < 0 ? tail : round(1 - tail)))
  }
}

/** rows = norm(rows + added), in place. */
function normalizeRows(
  rows: Float32Array,
  added: Float32Array | undefined,
  width: number,
  { weight, bias }: NormWeights,
  epsilon: number,
): void {
  const share = round(1 / width)
  for (let start = 0; start < rows.length; start += width) {
    if (added !== undefined)
      for (let i = start; i < start + width; i++) rows[i] = (rows[i] as number) + (added[i] as number)
    const mean = round(sumOfLanes(width, i => rows[start + i] as number) * share)
    const squares = sumOfLanes(width, i => {
      const x = round((rows[start + i] as number) - mean)
      return round(x * x)
    })
    const factor = round(1 / round(Math.sqrt(round(round(squares * share) + round(epsilon)))))
    for (let i = 0; i < width; i++) {
      const x = round(round((rows[start + i] as number) - mean) * factor)
      rows[start + i] = round(round(x * (weight[i] as number)) + (bias[i] as number))
    }
  }
}
