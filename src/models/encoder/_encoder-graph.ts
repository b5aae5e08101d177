import type { EncoderStack, NormWeights, QuantizedMatrix } from '../../kernels/index.ts'
import { CONTRIBUTED, FLOAT, type OnnxGraph, onnxGraph } from './_onnx-graph.ts'

/**
 * The layers of an encoder as an ONNX file, weights unpacked to float32: input `rows` and output `states`, both
 * [tokens, hidden] of one text.
 */
export function encoderGraph(stack: EncoderStack): Uint8Array<ArrayBuffer> {
  const graph = onnxGraph()
  const { hidden, intermediate } = stack
  const product = floatProduct(graph)
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

/** Rows of weights, unpacked, become columns. */
function turned(matrices: readonly QuantizedMatrix[], width: number): Float32Array {
  const columns = columnsOf(matrices)
  const out = new Float32Array(width * columns)
  let first = 0
  for (const { weight, scale } of matrices) {
    for (let from = 0; from < scale.length; from += TILE) {
      const to = Math.min(scale.length, from + TILE)
      for (let i = 0; i < width; i++) {
        const line = i * columns + first
        for (let row = from; row < to; row++)
          out[line + row] = (weight[row * width + i] as number) * (scale[row] as number)
      }
    }
    first += scale.length
  }
  return out
}

/** Rows that are turned together, for the sake of the cache. */
const TILE = 64

const columnsOf = (matrices: readonly QuantizedMatrix[]) =>
  matrices.reduce((sum, each) => sum + each.scale.length, 0)

function floatProduct(graph: OnnxGraph): Product {
  return (input, width, matrices) => {
    const columns = columnsOf(matrices)
    const weights = turned(matrices, width)
    const bias = graph.floats([columns], joined(matrices.map(each => each.bias)))
    return graph.node('Add', [graph.node('MatMul', [input, graph.floats([width, columns], weights)]), bias])
  }
}
