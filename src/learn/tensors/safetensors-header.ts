import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'

/** Bits of one element of each type of the format. */
export const SAFETENSORS_BITS: Readonly<Record<string, number>> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  F8_E8M0: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  I64: 64,
  U64: 64,
  F64: 64,
  C64: 64,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
}

/** The format's own bound on the header (CWE-789). */
export const MAX_HEADER_BYTES = 100_000_000
/** Deepest nesting that a header needs: the object, an entry, its shape. */
const MAX_DEPTH = 3
const MAX_DIMENSIONS = 64

/** One tensor of a file; `start` and `end` are byte offsets from the end of the header. */
export interface SafetensorsEntry {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
  readonly start: number
  readonly end: number
}

/** What the head of a file says, checked. */
export interface SafetensorsHeader {
  readonly metadata: ReadonlyMap<string, string>
  readonly entries: readonly SafetensorsEntry[]
  /** Byte offset of the first tensor in the file. */
  readonly dataStart: number
}

const refuse = (en: string, zh: string): never => {
  throw new PlimsollError('E_INPUT', both(`safetensors: ${en}`, `safetensors：${zh}`), {
    advice: both(
      'the file is damaged or not a safetensors file; get it again from its source',
      '文件已损坏，或不是 safetensors 文件；请从来源重新获取',
    ),
  })
}

/** How many bytes of a file's start `parseSafetensorsHeader` needs, from its first 8 bytes and its size. */
export function safetensorsHeaderBytes(head: Uint8Array, fileBytes: number): number {
  if (head.length < 8 || fileBytes < 8) return refuse('shorter than 8 bytes', '不足 8 字节')
  const view = new DataView(head.buffer, head.byteOffset, 8)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 0x1_0000_0000
  if (length > MAX_HEADER_BYTES) return refuse('the header claims over 100 MB', '文件头声称超过 100 MB')
  if (length > fileBytes - 8) return refuse('the header is longer than the file', '文件头比文件还长')
  return 8 + length
}

/**
 * Parses and checks the head of a safetensors file: known types, exact sizes, no holes, no overlaps, no names twice.
 * `fileBytes` is the whole file's size. Throws E_INPUT. Source: https://github.com/huggingface/safetensors#format
 */
export function parseSafetensorsHeader(head: Uint8Array, fileBytes: number): SafetensorsHeader {
  const dataStart = safetensorsHeaderBytes(head, fileBytes)
  if (head.length < dataStart) return refuse('the header is cut off', '文件头不完整')
  const parsed = parseObject(head.subarray(8, dataStart))
  const metadata = new Map<string, string>()
  const entries: SafetensorsEntry[] = []
  for (const [name, value] of Object.entries(parsed)) {
    if (name === '__metadata__') readMetadata(value, metadata)
    else entries.push(readEntry(name, value))
  }
  entries.sort((a, b) => a.start - b.start || a.end - b.end)
  let at = 0
  for (const each of entries) {
    if (each.start !== at) return refuse('tensors overlap or leave a gap', '张量之间有重叠或空隙')
    at = each.end
  }
  if (at !== fileBytes - dataStart)
    return refuse('the tensors do not fill the file exactly', '张量与文件大小不符')
  return { metadata, entries, dataStart }
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) return refuse('the header does not start with {', '文件头不以 { 开始')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse('the header is not UTF-8', '文件头不是 UTF-8')
  }
  checkKeys(text)
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return refuse('the header is not valid JSON', '文件头不是有效的 JSON')
  }
}

/** Refuses deep nesting and an object that holds a key twice, which readers resolve differently (CWE-436). */
function checkKeys(text: string): void {
  const open: Set<string>[] = []
  let last: string | undefined
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      const end = endOfString(text, at)
      last = text.slice(at, end + 1)
      at = end
    } else if (code === 0x7b || code === 0x5b) {
      if (open.length === MAX_DEPTH) refuse('the header is nested too deeply', '文件头嵌套过深')
      open.push(new Set())
    } else if (code === 0x7d || code === 0x5d) open.pop()
    else if (code === 0x3a && last !== undefined) {
      const keys = open.at(-1)
      const key = unescaped(last)
      if (keys?.has(key)) refuse('a name occurs twice', '有名称重复出现')
      keys?.add(key)
      last = undefined
    }
  }
}

function unescaped(literal: string): string {
  if (!literal.includes('\\')) return literal
  try {
    return `"${JSON.parse(literal) as string}"`
  } catch {
    return refuse('the header is not valid JSON', '文件头不是有效的 JSON')
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at
  }
  return refuse('the header is not valid JSON', '文件头不是有效的 JSON')
}

function readMetadata(value: unknown, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse('the metadata is not an object', '元数据不是对象')
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw refuse('the metadata holds more than text', '元数据含有非文本内容')
    into.set(key, text)
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function readEntry(name: string, value: unknown): SafetensorsEntry {
  if (typeof value !== 'object' || value === null) return refuse('an entry is not an object', '条目不是对象')
  const { dtype, shape, data_offsets: offsets, ...more } = value as Record<string, unknown>
  if (Object.keys(more).length > 0) return refuse('an entry has unknown fields', '条目含有未知字段')
  const bits =
    typeof dtype === 'string' && Object.hasOwn(SAFETENSORS_BITS, dtype) ? SAFETENSORS_BITS[dtype] : undefined
  if (typeof dtype !== 'string' || bits === undefined) return refuse('unknown element type', '未知的元素类型')
  if (!Array.isArray(shape) || shape.length > MAX_DIMENSIONS || !shape.every(isCount))
    return refuse('a shape is not a list of counts', '形状不是计数列表')
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    return refuse('offsets are not a pair of counts', '偏移量不是一对计数')
  const [start, end] = offsets as [number, number]
  let size = bits
  for (const each of shape as number[]) {
    size *= each
    if (!Number.isSafeInteger(size)) return refuse('a shape is too large', '形状过大')
  }
  if (size % 8 !== 0 || end - start !== size / 8)
    return refuse('a shape does not match its bytes', '形状与字节数不符')
  return { name, type: dtype, shape: shape as number[], start, end }
}
