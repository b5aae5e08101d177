import { encodeMessage, message, type ProtoMessage } from './_protobuf.ts'

/** The parts of ONNX that a graph needs. Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 */
const OPSET = 20
const IR_VERSION = 9
/** Operators of onnxruntime. Source: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md */
export const CONTRIBUTED = 'com.microsoft'
export const FLOAT = 1
const INT64 = 7

/** Builds a graph node by node; every method gives the name of what it makes. */
export function onnxGraph() {
  const nodes: ProtoMessage[] = []
  const initializers: ProtoMessage[] = []
  const shared = new Map<string, string>()
  let made = 0
  const tensor = (type: number, shape: readonly number[], bytes: Uint8Array): string => {
    const name = `t${made++}`
    initializers.push(message({ 1: shape.map(BigInt), 2: type, 8: name, 9: bytes }))
    return name
  }
  const bytesOf = (array: Float32Array | BigInt64Array) =>
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  const once = (key: string, make: () => string) => {
    const known = shared.get(key) ?? make()
    shared.set(key, known)
    return known
  }
  return {
    floats: (shape: readonly number[], values: Float32Array) => tensor(FLOAT, shape, bytesOf(values)),
    integers: (...values: readonly number[]) =>
      once(`i${values.join()}`, () =>
        tensor(INT64, [values.length], bytesOf(BigInt64Array.from(values, BigInt))),
      ),
    node(
      type: string,
      inputs: readonly string[],
      attributes: Readonly<Record<string, AttributeValue>> = {},
      domain = '',
    ): string {
      const output = `n${made++}`
      const listed = Object.entries(attributes).map(([name, value]) => attribute(name, value))
      nodes.push(message({ 1: inputs, 2: [output], 4: type, 5: listed, 7: domain }))
      return output
    },
    /** The finished file; inputs and the output with their element types and shapes. */
    finish(inputs: readonly ValueInfo[], output: ValueInfo): Uint8Array<ArrayBuffer> {
      const graph = message({
        1: [...nodes, message({ 1: [output.from ?? output.name], 2: [output.name], 4: 'Identity' })],
        2: 'encoder',
        5: initializers,
        11: inputs.map(valueInfo),
        12: [valueInfo(output)],
      })
      return encodeMessage(
        message({
          1: IR_VERSION,
          2: 'plimsoll',
          7: graph,
          8: [message({ 1: '', 2: OPSET }), message({ 1: CONTRIBUTED, 2: 1 })],
        }),
      )
    },
  }
}

export type OnnxGraph = ReturnType<typeof onnxGraph>

/** An input or the output of a graph; a string is a dimension that the caller decides. */
export interface ValueInfo {
  readonly name: string
  readonly type: number
  readonly shape: readonly (number | string)[]
  /** The value that the output gives out. */
  readonly from?: string
}

const valueInfo = ({ name, type, shape }: ValueInfo): ProtoMessage => {
  const dimensions = shape.map(each =>
    typeof each === 'string' ? message({ 2: each }) : message({ 1: BigInt(each) }),
  )
  return message({ 1: name, 2: message({ 1: message({ 1: type, 2: message({ 1: dimensions }) }) }) })
}

type AttributeValue = number | { readonly float: number }

/** Kinds of attribute: 1 a float, 2 an integer. */
const attribute = (name: string, value: AttributeValue): ProtoMessage =>
  typeof value === 'number'
    ? message({ 1: name, 3: BigInt(value), 20: 2 })
    : message({ 1: name, 2: value, 20: 1 })
