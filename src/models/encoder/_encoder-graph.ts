import type { EncoderStack, NormWeights, QuantizedMatrix } from '../../kernels/index.ts'
import { CONTRIBUTED, FLOAT, INT8, INT32, type OnnxGraph, onnxGraph, UINT8 } from './_onnx-graph.ts'

/** How the graph multiplies: whole numbers as our own kernel does, or float32 with the weights unpacked. */
export type GraphArithmetic = 'signed' | 'unsigned' | 'float'

/**
 * The layers of an encoder as an ONNX file: input `rows` and output `states`, both [tokens, hidden] of one text.
 * `signed` keeps weights as they are; `unsigned` moves them by 128, for processors whose products of unsigned and
 * signed bytes saturate. Both give the sums of the plain reference exactly.
 */
export function encoderGraph(stack: EncoderStack, arithmetic: GraphArithmetic): Uint8Array<ArrayBuffer> {
  const graph = onnxGraph()
  const { hidden, intermediate } = stack
  const product = arithmetic === 'float' ? floatProduct(graph) : wholeProduct(graph, arithmetic)
  const norm = (input: string, { weight, bias }: NormWeights) =>
    graph.node('LayerNormalization', [input, graph.floats([hidden], weight), graph.floats([hidden], bias)], {
      axis: -1,
      epsilon: { float: stack.epsilon },
    })
  let rows = norm('rows', stack.firstNorm)
  for (const layer of stack.layers) {
    const projected = product(rows, hidden, [layer.query, layer.key, layer.value])
    const context = attention(graph, projected, stack)
    const attended = product(context, hidden, [layer.output])
    rows = norm(graph.node('Add', [rows, attended]), layer.attentionNorm)
    const raised = graph.node('Gelu', [product(rows, hidden, [layer.up])])
    const lowered = product(raised, intermediate, [layer.down])
    rows = norm(graph.node('Add', [rows, lowered]), layer.outputNorm)
  }
  const shape = ['tokens', hidden]
  return graph.finish([{ name: 'rows', type: FLOAT, shape }], {
    name: 'states',
    type: FLOAT,
    shape,
    from: rows,
  })
}

function attention(graph: OnnxGraph, projected: string, { hidden, heads }: EncoderStack): string {
  const batch = graph.node('Unsqueeze', [projected, graph.integers(0)])
  const part = (at: number) =>
    graph.node('Slice', [
      batch,
      graph.integers(at * hidden),
      graph.integers((at + 1) * hidden),
      graph.integers(2),
    ])
  const attended = graph.node(
    'MultiHeadAttention',
    [part(0), part(1), part(2)],
    { num_heads: heads },
    CONTRIBUTED,
  )
  return graph.node('Squeeze', [attended, graph.integers(0)])
}

type Product = (input: string, width: number, matrices: readonly QuantizedMatrix[]) => string

/** One array after the other. */
function joined(arrays: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(arrays.reduce((sum, each) => sum + each.length, 0))
  let at = 0
  for (const each of arrays) {
    out.set(each, at)
    at += each.length
  }
  return out
}

/** Rows of weights become columns, each weight moved by `move`. */
function turnedBytes(matrices: readonly QuantizedMatrix[], width: number, move: number): Uint8Array {
  const columns = columnsOf(matrices)
  const out = new Uint8Array(width * columns)
  let first = 0
  for (const { weight, scale } of matrices) {
    for (let from = 0; from < scale.length; from += TILE) {
      const to = Math.min(scale.length, from + TILE)
      for (let i = 0; i < width; i++) {
        const line = i * columns + first
        for (let row = from; row < to; row++) out[line + row] = (weight[row * width + i] as number) + move
      }
    }
    first += scale.length
  }
  return out
}

/** The same unpacked to float32. */
function turnedFloats(matrices: readonly QuantizedMatrix[], width: number): Float32Array {
  const scales = joined(matrices.map(each => each.scale))
  const bytes = turnedBytes(matrices, width, 0)
  const weights = new Int8Array(bytes.buffer)
  return Float32Array.from(weights, (each, at) => each * (scales[at % scales.length] as number))
}

/** Rows that are turned together, for the sake of the cache. */
const TILE = 64

const columnsOf = (matrices: readonly QuantizedMatrix[]) =>
  matrices.reduce((sum, each) => sum + each.scale.length, 0)

function floatProduct(graph: OnnxGraph): Product {
  return (input, width, matrices) => {
    const columns = columnsOf(matrices)
    const weights = turnedFloats(matrices, width)
    const bias = graph.floats([columns], joined(matrices.map(each => each.bias)))
    return graph.node('Add', [graph.node('MatMul', [input, graph.floats([width, columns], weights)]), bias])
  }
}

/** Each row rounded to 8 bits by its largest element and moved by 128, whole sums, then both scales and the bias. */
function wholeProduct(graph: OnnxGraph, arithmetic: 'signed' | 'unsigned'): Product {
  const middle = graph.tensor(UINT8, [], Uint8Array.of(128))
  const move = arithmetic === 'signed' ? 0 : 128
  const type = arithmetic === 'signed' ? INT8 : UINT8
  const zero = graph.tensor(type, [], Uint8Array.of(move))
  return (input, width, matrices) => {
    const columns = columnsOf(matrices)
    const weights = turnedBytes(matrices, width, move)
    const largest = graph.node('ReduceMax', [graph.node('Abs', [input]), graph.integers(-1)], { keepdims: 1 })
    const factor = graph.node('Div', [graph.float(127), graph.node('Max', [largest, graph.float(1e-30)])])
    const rounded = graph.node('Round', [graph.node('Mul', [input, factor])])
    const bytes = graph.node('Cast', [graph.node('Add', [rounded, graph.float(128)])], { to: UINT8 })
    const sums = graph.node(
      'MatMulIntegerToFloat',
      [
        bytes,
        graph.tensor(type, [width, columns], weights),
        graph.float(1),
        graph.floats([columns], joined(matrices.map(each => each.scale))),
        middle,
        zero,
      ],
      {},
      CONTRIBUTED,
    )
    const scaled = graph.node('Mul', [sums, graph.node('Mul', [largest, graph.float(Math.fround(1 / 127))])])
    return graph.node('Add', [scaled, graph.floats([columns], joined(matrices.map(each => each.bias)))])
  }
}

/** A graph that multiplies the largest bytes there are, to see whether products saturate; right is 255 * 127 * 64. */
export function saturationProbe(): { readonly file: Uint8Array<ArrayBuffer>; readonly expected: number } {
  const graph = onnxGraph()
  const width = 64
  const weights = graph.tensor(INT8, [width, 16], new Uint8Array(width * 16).fill(127))
  const bytes = graph.node('Cast', ['rows'], { to: UINT8 })
  const sums = graph.node('MatMulInteger', [bytes, weights])
  const file = graph.finish([{ name: 'rows', type: FLOAT, shape: ['tokens', width] }], {
    name: 'states',
    type: INT32,
    shape: ['tokens', 16],
    from: sums,
  })
  return { file, expected: 255 * 127 * width }
}
