import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import type { EncoderLayerWeights, EncoderStack, NormWeights, QuantizedMatrix } from '../../kernels/index.ts'
import { openSafetensors, type SafetensorsFile } from '../tensors/safetensors.ts'
import type { UnigramVocabulary } from './unigram-tokenizer.ts'

const count = (most: number) => z.int().min(1).max(most)
const id = z.int().min(0).max(0xffffff)

/** What the `config` of the file's metadata says; sizes are bounded (CWE-770). */
const configSchema = z.object({
  hidden: count(4096).multipleOf(16),
  layers: count(64),
  heads: count(256),
  intermediate: count(8192).multipleOf(16),
  vocab: count(1_000_000),
  maxPositions: count(16_384),
  layerNormEps: z.number().positive().max(1),
  pooling: z.literal('mean'),
  normalize: z.literal(true),
  /** Row of the position table that the first token takes. */
  positionOffset: z.int().min(0).max(1024),
  padId: id,
  unkId: id,
  bosId: id,
  eosId: id,
  /** Put before every text, such as `query: `. */
  prefix: z.string().max(100).default(''),
})

/** What the `tokenizer` of the file's metadata says. */
const tokenizerSchema = z.object({
  type: z.literal('unigram'),
  unkScore: z.number(),
  replace: z.record(z.string().min(1).max(2), z.string().max(16)),
})

/** The sizes and marks of an encoder. */
export type EncoderConfig = z.output<typeof configSchema>

/** An encoder's weights; the rows of the word table stay in 8 bits. */
export interface EncoderWeights {
  readonly config: EncoderConfig
  readonly words: { readonly weight: Int8Array; readonly scale: Float32Array }
  /** [maxPositions, hidden], the type's embedding added. */
  readonly positions: Float32Array
  readonly stack: EncoderStack
}

export interface EncoderFile {
  readonly weights: EncoderWeights
  readonly vocabulary: UnigramVocabulary
}

const refuse = (en: string, zh: string): PlimsollError =>
  new PlimsollError('E_INPUT', both(`encoder: ${en}`, `编码器：${zh}`), {
    advice: both(
      'install Plimsoll again, or name another encoder file',
      '请重新安装 Plimsoll，或指定其他编码器文件',
    ),
  })

/** Reads an encoder of 8-bit weights from a safetensors file; throws E_INPUT naming what is wrong. */
export function readEncoderFile(file: Uint8Array): EncoderFile {
  const open = openSafetensors(file)
  const config = parseConfig(open)
  const take = reader(open)
  const { hidden, intermediate, vocab, maxPositions } = config
  const norm = (name: string): NormWeights => ({
    weight: take.floats(`${name}.weight`, [hidden]),
    bias: take.floats(`${name}.bias`, [hidden]),
  })
  const matrix = (name: string, rows: number, width: number): QuantizedMatrix => ({
    weight: take.bytes(`${name}.weight`, [rows, width]),
    scale: take.floats(`${name}.scale`, [rows]),
    bias: take.floats(`${name}.bias`, [rows]),
  })
  const layer = (name: string): EncoderLayerWeights => ({
    query: matrix(`${name}.attention.query`, hidden, hidden),
    key: matrix(`${name}.attention.key`, hidden, hidden),
    value: matrix(`${name}.attention.value`, hidden, hidden),
    output: matrix(`${name}.attention.output`, hidden, hidden),
    attentionNorm: norm(`${name}.attention.norm`),
    up: matrix(`${name}.ffn.up`, intermediate, hidden),
    down: matrix(`${name}.ffn.down`, hidden, intermediate),
    outputNorm: norm(`${name}.ffn.norm`),
  })
  const stack: EncoderStack = {
    hidden,
    heads: config.heads,
    intermediate,
    epsilon: config.layerNormEps,
    firstNorm: norm('embeddings.norm'),
    layers: Array.from({ length: config.layers }, (_, at) => layer(`layers.${at}`)),
  }
  const positions = take.either('embeddings.position', [maxPositions, hidden])
  const type = take.floats('embeddings.type.weight', [hidden])
  for (let at = 0; at < positions.length; at++)
    positions[at] = (positions[at] as number) + (type[at % hidden] as number)
  const words = {
    weight: take.bytes('embeddings.word.weight', [vocab, hidden]),
    scale: take.floats('embeddings.word.scale', [vocab]),
  }
  return { weights: { config, words, positions, stack }, vocabulary: readVocabulary(open, config) }
}

function parseConfig({ header }: SafetensorsFile): EncoderConfig {
  const data = parseMetadata(header.metadata.get('config'), configSchema)
  const isWhole = data.hidden % data.heads === 0 && (data.hidden / data.heads) % 8 === 0
  if (!isWhole) throw refuse('the width of a head is not a multiple of 8', '注意力头宽度不是 8 的倍数')
  if (data.maxPositions < data.positionOffset + 8) throw refuse('there are too few positions', '位置数过少')
  if ([data.padId, data.unkId, data.bosId, data.eosId].some(each => each >= data.vocab))
    throw refuse('a mark lies outside the vocabulary', '标记超出词表范围')
  return data
}

function parseMetadata<S extends z.ZodObject>(text: string | undefined, schema: S): z.output<S> {
  if (text === undefined) throw refuse('the file has no settings', '文件没有配置')
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw refuse('its settings are not valid JSON', '配置不是有效的 JSON')
  }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? '')
  const known = Object.hasOwn(schema.shape, field) ? field : 'settings'
  throw refuse(`${known} is missing or out of range`, `配置项 ${known} 缺失或超出范围`)
}

function readVocabulary(open: SafetensorsFile, { vocab, unkId }: EncoderConfig): UnigramVocabulary {
  const { unkScore, replace } = parseMetadata(open.header.metadata.get('tokenizer'), tokenizerSchema)
  const lengths = open.bytes('tokenizer.lengths')
  const bytes = open.bytes('tokenizer.pieces')
  if (lengths.length !== vocab) throw refuse('the vocabulary has the wrong length', '词表长度不符')
  return {
    pieces: splitPieces(bytes, lengths),
    scores: reader(open).floats('tokenizer.scores', [vocab]),
    unknownId: unkId,
    unknownScore: unkScore,
    replacements: new Map(Object.entries(replace)),
  }
}

/** Cuts the pieces that lie end to end; decoding them together is several times faster than one by one. */
function splitPieces(bytes: Uint8Array, lengths: Uint8Array): string[] {
  if (lengths.reduce((sum, each) => sum + each, 0) !== bytes.length)
    throw refuse('the vocabulary has the wrong length', '词表长度不符')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refuse('the vocabulary is not UTF-8', '词表不是 UTF-8')
  }
  const pieces: string[] = []
  let byte = 0
  let unit = 0
  for (const length of lengths) {
    const start = unit
    if (length > 0 && isInside(bytes[byte])) throw refuse('a piece is cut', '词表条目被截断')
    for (const end = byte + length; byte < end; byte++) {
      const value = bytes[byte] as number
      if (!isInside(value)) unit += value >= 0xf0 ? 2 : 1
    }
    pieces.push(text.slice(start, unit))
  }
  return pieces
}

/** True for a byte that goes on with a character. */
const isInside = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** Reads tensors of an expected shape. */
function reader(open: SafetensorsFile) {
  const entries = new Map(open.header.entries.map(each => [each.name, each]))
  const check = (name: string, shape: readonly number[], type?: string) => {
    const entry = entries.get(name)
    if (entry === undefined) throw refuse(`${name} is missing`, `缺少 ${name}`)
    if (entry.shape.join() !== shape.join() || (type !== undefined && entry.type !== type))
      throw refuse(`${name} has the wrong shape or type`, `${name} 的形状或类型不符`)
    return entry
  }
  const bytes = (name: string, shape: readonly number[]) => {
    check(name, shape, 'I8')
    const raw = open.bytes(name)
    return new Int8Array(raw.buffer, raw.byteOffset, raw.byteLength)
  }
  const floats = (name: string, shape: readonly number[]) => {
    const { type } = check(name, shape)
    const data = type === 'F16' ? fromHalves(open.bytes(name)) : open.tensor(name).data
    for (let at = 0; at < data.length; at++)
      if (!Number.isFinite(data[at])) throw refuse(`${name} holds what is no number`, `${name} 含有非数值`)
    return data
  }
  /** Floats, or 8 bits with a scale for each row. */
  const either = (name: string, shape: readonly [number, number]): Float32Array => {
    if (entries.get(`${name}.weight`)?.type !== 'I8') return floats(`${name}.weight`, shape)
    const weight = bytes(`${name}.weight`, shape)
    const scale = floats(`${name}.scale`, [shape[0]])
    return Float32Array.from(weight, (each, at) => each * (scale[Math.floor(at / shape[1])] as number))
  }
  return { bytes, floats, either }
}

/** Half precision to single, by moving the bits and the exponent; infinities become numbers past 65504. */
function fromHalves(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(bytes.length >> 1)
  for (let at = 0; at < bits.length; at++) {
    const half = (bytes[2 * at] as number) | ((bytes[2 * at + 1] as number) << 8)
    bits[at] = ((half & 0x8000) << 16) | ((half & 0x7fff) << 13)
  }
  const out = new Float32Array(bits.buffer)
  for (let at = 0; at < out.length; at++) out[at] = (out[at] as number) * 2 ** 112
  return out
}
