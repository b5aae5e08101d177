/** What may differ from the usual small encoder. */
export interface TinyEncoderOptions {
  readonly seed?: number
  readonly hidden?: number
  readonly heads?: number
  readonly layers?: number
  readonly intermediate?: number
  readonly maxPositions?: number
  /** Pieces after the four marks. */
  readonly pieces?: readonly (readonly [piece: string, score: number])[]
  readonly replace?: Readonly<Record<string, string>>
  /** Put over what the metadata says. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Tensors that are left out. */
  readonly without?: readonly string[]
}

const MARKS: readonly (readonly [string, number])[] = [
  ['', 0],
  ['', 0],
  ['', 0],
  ['', 0],
]

/** A few pieces of English and Chinese. */
export const TINY_PIECES: readonly (readonly [string, number])[] = [
  ['▁', -3],
  ...[...'abcdefghijklmnopqrstuvwxyz.,'].map(each => [each, -6] as const),
  ...[...'的一是不了人我在有他'].map(each => [each, -7] as const),
  ['▁the', -4],
  ['he', -5],
  ['ing', -5],
  ['▁a', -4.5],
  ['我在', -8],
  ['😀', -9],
]

/** An encoder file with random weights of 8 bits, laid out as the one that ships. */
export function tinyEncoderFile(options: TinyEncoderOptions = {}): Uint8Array {
  const { hidden = 32, heads = 2, layers = 2, intermediate = 64, maxPositions = 24 } = options
  const pieces = [...MARKS, ...(options.pieces ?? TINY_PIECES)]
  const vocab = pieces.length
  let state = options.seed ?? 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
  const tensors = new Map<string, { type: string; shape: number[]; bytes: Uint8Array }>()
  const floats = (name: string, length: number, size: number, center = 0, shape = [length]) => {
    const data = Float32Array.from({ length }, () => center + next() * size)
    tensors.set(name, { type: 'F32', shape, bytes: new Uint8Array(data.buffer) })
  }
  const table = (name: string, rows: number, width: number) => {
    const data = Int8Array.from({ length: rows * width }, () => Math.round(next() * 127))
    tensors.set(`${name}.weight`, { type: 'I8', shape: [rows, width], bytes: new Uint8Array(data.buffer) })
    floats(`${name}.scale`, rows, 0.001, 0.003)
  }
  const matrix = (name: string, rows: number, width: number) => {
    table(name, rows, width)
    floats(`${name}.bias`, rows, 0.1)
  }
  const norm = (name: string) => {
    floats(`${name}.weight`, hidden, 0.3, 1)
    floats(`${name}.bias`, hidden, 0.1)
  }
  table('embeddings.word', vocab, hidden)
  floats('embeddings.position.weight', maxPositions * hidden, 0.1, 0, [maxPositions, hidden])
  floats('embeddings.type.weight', hidden, 0.1)
  norm('embeddings.norm')
  for (let at = 0; at < layers; at++) {
    for (const part of ['query', 'key', 'value', 'output'])
      matrix(`layers.${at}.attention.${part}`, hidden, hidden)
    norm(`layers.${at}.attention.norm`)
    matrix(`layers.${at}.ffn.up`, intermediate, hidden)
    matrix(`layers.${at}.ffn.down`, hidden, intermediate)
    norm(`layers.${at}.ffn.norm`)
  }
  const encoded = pieces.map(([piece]) => new TextEncoder().encode(piece))
  const flat = Uint8Array.from(encoded.flatMap(each => [...each]))
  tensors.set('tokenizer.pieces', { type: 'U8', shape: [flat.length], bytes: flat })
  tensors.set('tokenizer.lengths', {
    type: 'U8',
    shape: [vocab],
    bytes: Uint8Array.from(encoded, each => each.length),
  })
  const scores = Float32Array.from(pieces, ([, score]) => score)
  tensors.set('tokenizer.scores', { type: 'F32', shape: [vocab], bytes: new Uint8Array(scores.buffer) })
  for (const name of options.without ?? []) tensors.delete(name)
  const config = {
    hidden,
    layers,
    heads,
    intermediate,
    vocab,
    maxPositions,
    layerNormEps: 1e-12,
    pooling: 'mean',
    normalize: true,
    positionOffset: 0,
    bosId: 0,
    padId: 1,
    eosId: 2,
    unkId: 3,
    ...options.config,
  }
  const replace = options.replace ?? { '\0': '', '\n': ' ', '\t': ' ', '\ufffd': ' ', '\u2581': ' ' }
  return pack(tensors, {
    config: JSON.stringify(config),
    tokenizer: JSON.stringify({ type: 'unigram', unkScore: -20, replace }),
  })
}

function pack(
  tensors: ReadonlyMap<string, { type: string; shape: number[]; bytes: Uint8Array }>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let at = 0
  const header: Record<string, unknown> = { __metadata__: metadata }
  for (const [name, { type, shape, bytes }] of tensors) {
    header[name] = { dtype: type, shape, data_offsets: [at, at + bytes.length] }
    at += bytes.length
  }
  const head = new TextEncoder().encode(JSON.stringify(header))
  const file = new Uint8Array(8 + head.length + at)
  new DataView(file.buffer).setBigUint64(0, BigInt(head.length), true)
  file.set(head, 8)
  let to = 8 + head.length
  for (const { bytes } of tensors.values()) {
    file.set(bytes, to)
    to += bytes.length
  }
  return file
}
