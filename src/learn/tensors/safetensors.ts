import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import { fromHalfBits, toHalfBits } from './half.ts'
import { type HostTensor, sizeOf, type Weights } from './host-tensor.ts'
import { parseSafetensorsHeader, type SafetensorsHeader } from './safetensors-header.ts'

/** A whole safetensors file in memory; tensors are read when asked for. */
export interface SafetensorsFile {
  readonly header: SafetensorsHeader
  /** One tensor as float32, from F32, F64, F16 or BF16; throws E_INPUT when absent or of another type. */
  readonly tensor: (name: string) => HostTensor
  /** One tensor's raw bytes; throws E_INPUT when absent. */
  readonly bytes: (name: string) => Uint8Array
}

/** Opens a safetensors file; throws E_INPUT when any part of its head is wrong. */
export function openSafetensors(file: Uint8Array): SafetensorsFile {
  const header = parseSafetensorsHeader(file, file.length)
  const byName = new Map(header.entries.map(each => [each.name, each]))
  const find = (name: string) => {
    const entry = byName.get(name)
    if (entry !== undefined) return entry
    throw new PlimsollError('E_INPUT', both('safetensors: a tensor is missing', 'safetensors：缺少张量'), {
      advice: both(
        'the file holds another kind of model; check the folder',
        '文件属于另一种模型；请检查文件夹',
      ),
    })
  }
  const bytes = (name: string) => {
    const { start, end } = find(name)
    return file.subarray(header.dataStart + start, header.dataStart + end)
  }
  return {
    header,
    bytes,
    tensor: name => {
      const { type, shape } = find(name)
      return { shape, data: toFloat32(bytes(name), type) }
    },
  }
}

/** All tensors of a safetensors file as float32. */
export function readWeights(file: Uint8Array): Weights {
  const open = openSafetensors(file)
  return new Map(open.header.entries.map(({ name }) => [name, open.tensor(name)]))
}

/** How numbers are kept in a file: whole, or rounded to half precision. */
export type StoredType = 'F32' | 'F16'

/** Writes float32 tensors as a safetensors file, in order of their names. */
export function writeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
  type: StoredType = 'F32',
): Uint8Array<ArrayBuffer> {
  const width = type === 'F32' ? 4 : 2
  const names = [...weights.keys()].sort()
  const header: [string, unknown][] = [['__metadata__', metadata]]
  let at = 0
  for (const name of names) {
    const { shape, data } = weights.get(name) as HostTensor
    if (sizeOf(shape) !== data.length) throw new RangeError('shape and data differ in size')
    header.push([name, { dtype: type, shape, data_offsets: [at, at + data.length * width] }])
    at += data.length * width
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)))
  const padded = Math.ceil(text.length / 8) * 8
  const file = new Uint8Array(8 + padded + at)
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true)
  file.fill(0x20, 8, 8 + padded)
  file.set(text, 8)
  let offset = 8 + padded
  for (const name of names) {
    const { data } = weights.get(name) as HostTensor
    const view = new DataView(file.buffer, offset)
    if (type === 'F16')
      for (let i = 0; i < data.length; i++) view.setUint16(i * 2, toHalfBits(data[i] as number), true)
    else if (LITTLE_ENDIAN) file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset)
    else for (let i = 0; i < data.length; i++) view.setFloat32(i * 4, data[i] as number, true)
    offset += data.length * width
  }
  return file
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

function toFloat32(bytes: Uint8Array, type: string): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = READERS[type]
  if (read === undefined)
    throw new PlimsollError(
      'E_INPUT',
      both('safetensors: these tensors are not float numbers', 'safetensors：张量不是浮点数'),
      {
        advice: both(
          'save the model as float32, float16 or bfloat16',
          '请以 float32、float16 或 bfloat16 保存模型',
        ),
      },
    )
  if (type === 'F32' && LITTLE_ENDIAN) return new Float32Array(new Uint8Array(bytes).buffer)
  const step = type === 'F64' ? 8 : type === 'F32' ? 4 : 2
  const out = new Float32Array(bytes.length / step)
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * step)
  return out
}

const BITS = new Uint32Array(1)
const AS_FLOAT = new Float32Array(BITS.buffer)

const READERS: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  F32: (view, at) => view.getFloat32(at, true),
  F64: (view, at) => view.getFloat64(at, true),
  BF16: (view, at) => {
    BITS[0] = view.getUint16(at, true) << 16
    return AS_FLOAT[0] as number
  },
  F16: (view, at) => fromHalfBits(view.getUint16(at, true)),
}
