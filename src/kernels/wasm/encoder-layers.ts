import { ENCODER_LAYERS_WASM } from './_encoder-layers.generated.ts'
import { instantiate } from './_instantiate.ts'
import {
  type EncoderLayerWeights,
  type EncoderStack,
  type NormWeights,
  type QuantizedMatrix,
  type RunLayers,
  referenceLayers,
} from './encoder-layers.reference.ts'

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly quantize: (from: number, rows: number, width: number, to: number, scales: number) => void
  readonly multiply: (
    quantized: number,
    scales: number,
    rows: number,
    width: number,
    weights: number,
    weightScales: number,
    bias: number,
    columns: number,
    out: number,
  ) => void
  readonly attend: (
    projected: number,
    rows: number,
    heads: number,
    headWidth: number,
    out: number,
    work: number,
  ) => void
  readonly normalize: (
    rowsAt: number,
    added: number,
    rows: number,
    width: number,
    weight: number,
    bias: number,
    epsilon: number,
  ) => void
  readonly activate: (at: number, count: number) => void
}

/** Where the kernel's own room ends. */
const FREE = 0x10400
const PAGE = 0x10000
/** Longest row that the kernel's room holds. */
const WIDEST = 8192
/** The layers with what runs them: the kernel, or plain TypeScript where there is no WebAssembly with SIMD. */
export interface EncoderLayers {
  readonly runtime: 'wasm' | 'plain'
  readonly run: RunLayers
}

/** Readies a stack of layers; the numbers are the same, to the bit, with the kernel and without. */
export function encoderLayers(stack: EncoderStack): EncoderLayers {
  const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
  const fits = Math.max(stack.hidden, stack.intermediate) <= WIDEST
  const kernel = isLittleEndian && fits ? instantiate<Kernel>(ENCODER_LAYERS_WASM) : undefined
  return kernel === undefined
    ? { runtime: 'plain', run: referenceLayers(stack) }
    : { runtime: 'wasm', run: kernelLayers(kernel, stack) }
}

function kernelLayers(kernel: Kernel, stack: EncoderStack): RunLayers {
  const { hidden, heads, intermediate, epsilon } = stack
  const room = createRoom(kernel)
  const firstNorm = room.norm(stack.firstNorm)
  const layers = stack.layers.map(layer => placeLayer(room, layer))
  const workStart = room.end()
  const widest = Math.max(3 * hidden, intermediate)
  const multiply = (from: number, rows: number, width: number, matrix: Placed, out: number) => {
    const { quantized, scales } = work
    kernel.quantize(from, rows, width, quantized, scales)
    const { weight, scale, bias, columns } = matrix
    kernel.multiply(quantized, scales, rows, width, weight, scale, bias, columns, out)
  }
  let work = { rows: 0, quantized: 0, scales: 0, wide: 0, context: 0, attention: 0 }
  return (given, lengths) => {
    const count = given.length / hidden
    const longest = lengths.reduce((most, each) => Math.max(most, each), 0)
    room.rewind(workStart)
    work = {
      rows: room.take(count * hidden * 4),
      quantized: room.take((count + 1) * widest * 2),
      scales: room.take(count * 4),
      wide: room.take(count * widest * 4),
      context: room.take(count * hidden * 4),
      attention: room.take(((hidden / heads + 4) * (longest + 8) + (4 * hidden) / heads) * 4),
    }
    room.ensure()
    const { rows, wide, context, attention } = work
    const view = new Float32Array(kernel.memory.buffer, rows, given.length)
    view.set(given)
    kernel.normalize(rows, 0, count, hidden, firstNorm.weight, firstNorm.bias, epsilon)
    for (const layer of layers) {
      multiply(rows, count, hidden, layer.projections, wide)
      let first = 0
      for (const length of lengths) {
        kernel.attend(
          wide + first * hidden * 12,
          length,
          heads,
          hidden / heads,
          context + first * hidden * 4,
          attention,
        )
        first += length
      }
      multiply(context, count, hidden, layer.output, wide)
      kernel.normalize(
        rows,
        wide,
        count,
        hidden,
        layer.attentionNorm.weight,
        layer.attentionNorm.bias,
        epsilon,
      )
      multiply(rows, count, hidden, layer.up, wide)
      kernel.activate(wide, count * intermediate)
      multiply(wide, count, intermediate, layer.down, context)
      kernel.normalize(rows, context, count, hidden, layer.outputNorm.weight, layer.outputNorm.bias, epsilon)
    }
    return view
  }
}

/** A matrix in the kernel's memory. */
interface Placed {
  readonly weight: number
  readonly scale: number
  readonly bias: number
  readonly columns: number
}

type Room = ReturnType<typeof createRoom>

/** Hands out the kernel's memory from its start, in steps of 16 bytes. */
function createRoom(kernel: Kernel) {
  let next = FREE
  const take = (bytes: number) => {
    const at = next
    next = (next + bytes + 15) & ~15
    return at
  }
  const ensure = () => {
    const missing = next - kernel.memory.buffer.byteLength
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE))
  }
  /** Puts arrays one after the other. */
  const put = (arrays: readonly (Int8Array | Float32Array)[]) => {
    const at = take(arrays.reduce((sum, each) => sum + each.byteLength, 0))
    ensure()
    let to = at
    for (const each of arrays) {
      const bytes = new Uint8Array(each.buffer, each.byteOffset, each.byteLength)
      new Uint8Array(kernel.memory.buffer, to, each.byteLength).set(bytes)
      to += each.byteLength
    }
    return at
  }
  return {
    take,
    ensure,
    end: () => next,
    rewind: (to: number) => {
      next = to
    },
    norm: ({ weight, bias }: NormWeights) => ({ weight: put([weight]), bias: put([bias]) }),
    /** Matrices of the same input side by side, as one. */
    matrix: (...matrices: readonly QuantizedMatrix[]): Placed => ({
      weight: put(matrices.map(each => each.weight)),
      scale: put(matrices.map(each => each.scale)),
      bias: put(matrices.map(each => each.bias)),
      columns: matrices.reduce((sum, each) => sum + each.bias.length, 0),
    }),
  }
}

const placeLayer = (room: Room, layer: EncoderLayerWeights) => ({
  projections: room.matrix(layer.query, layer.key, layer.value),
  output: room.matrix(layer.output),
  attentionNorm: room.norm(layer.attentionNorm),
  up: room.matrix(layer.up),
  down: room.matrix(layer.down),
  outputNorm: room.norm(layer.outputNorm),
})
