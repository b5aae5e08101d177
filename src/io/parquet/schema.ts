import { both, type Localized } from '../../core/index.ts'
import { itemsIn, numberIn, structIn, type ThriftStruct, type ThriftValue, textIn } from './thrift.ts'

/** https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const TYPES = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
] as const
export type PhysicalType = (typeof TYPES)[number]

const REQUIRED = 0
const REPEATED = 2
/** Converted types that shape names. */
const MAP = 1
const MAP_KEY_VALUE = 2
const LIST = 3
/** Field id of the logical type. */
const VARIANT = 16
/** More columns than data sets have (CWE-770). */
const MAX_ELEMENTS = 100_000
const MAX_DEPTH = 64

/** One element of the schema tree. */
interface SchemaNode {
  readonly name: string
  readonly type: PhysicalType | undefined
  readonly typeLength: number
  readonly repetition: number
  readonly converted: number | undefined
  readonly logical: ThriftStruct | undefined
  readonly scale: number
  readonly children: readonly SchemaNode[]
}

/** A step of a column's path: a name, or the index into the repetition level that counts it. */
export type PathStep =
  | { readonly kind: 'name'; readonly name: string; readonly order: number }
  | { readonly kind: 'index'; readonly level: number }

/** A column that holds values. */
export interface Leaf {
  /** Names from the root, as the metadata of column chunks has them. */
  readonly path: readonly string[]
  /** How field names are built: `conversations[0].value`. */
  readonly steps: readonly PathStep[]
  readonly type: PhysicalType
  readonly typeLength: number
  readonly maxDefinition: number
  readonly maxRepetition: number
  /** True when the value itself, not only a group around it, may be null. */
  readonly isOptional: boolean
  readonly converted: number | undefined
  readonly logical: ThriftStruct | undefined
  readonly scale: number
  /** True inside a VARIANT, whose plain byte arrays are an encoding of their own. */
  readonly isVariant: boolean
}

/** Reads the columns of a file; a text says what is wrong with the schema. */
export function readSchema(metadata: ThriftStruct): readonly Leaf[] | Localized {
  const elements = itemsIn(metadata, 2)
  if (elements.length === 0) return both('it has no schema', '没有结构定义')
  if (elements.length > MAX_ELEMENTS)
    return both(`its schema has ${elements.length} elements`, `结构定义有 ${elements.length} 个元素`)
  let next = 0
  const build = (depth: number): SchemaNode | Localized => {
    const element = elements[next++] as ThriftValue | undefined
    if (element?.type !== 'struct' || depth > MAX_DEPTH)
      return both('its schema is damaged', '结构定义已损坏')
    const { fields } = element
    const children: SchemaNode[] = []
    const count = numberIn(fields, 5) ?? 0
    for (let i = 0; i < count; i++) {
      const child = build(depth + 1)
      if ('en' in child) return child
      children.push(child)
    }
    const type = TYPES[numberIn(fields, 1) ?? -1]
    if (children.length === 0 && depth > 0 && type === undefined)
      return both('its schema has a column without a type', '结构定义中有列没有类型')
    return {
      name: textIn(fields, 4) ?? '',
      type: children.length > 0 ? undefined : type,
      typeLength: numberIn(fields, 2) ?? 0,
      repetition: numberIn(fields, 3) ?? REQUIRED,
      converted: numberIn(fields, 6),
      logical: structIn(fields, 10),
      scale: numberIn(fields, 7) ?? 0,
      children,
    }
  }
  const root = build(0)
  if ('en' in root) return root
  const leaves: Leaf[] = []
  for (const [order, child] of root.children.entries())
    addLeaves(
      child,
      { path: [], steps: [], definition: 0, repetition: 0, isVariant: false },
      order,
      true,
      leaves,
    )
  return leaves
}

interface Position {
  readonly path: readonly string[]
  readonly steps: readonly PathStep[]
  readonly definition: number
  readonly repetition: number
  readonly isVariant: boolean
}

/** `isNamed` is false for the groups that lists and maps need but readers do not see. */
function addLeaves(node: SchemaNode, at: Position, order: number, isNamed: boolean, leaves: Leaf[]): void {
  const isRepeated = node.repetition === REPEATED
  const steps: PathStep[] = [...at.steps]
  if (isNamed) steps.push({ kind: 'name', name: node.name, order })
  if (isRepeated) steps.push({ kind: 'index', level: at.repetition })
  const here: Position = {
    path: [...at.path, node.name],
    steps,
    definition: at.definition + (node.repetition === REQUIRED ? 0 : 1),
    repetition: at.repetition + (isRepeated ? 1 : 0),
    isVariant: at.isVariant || node.logical?.has(VARIANT) === true,
  }
  if (node.type !== undefined) {
    leaves.push({
      path: here.path,
      steps,
      type: node.type,
      typeLength: node.typeLength,
      maxDefinition: here.definition,
      maxRepetition: here.repetition,
      isOptional: node.repetition === 1,
      converted: node.converted,
      logical: node.logical,
      scale: node.scale,
      isVariant: here.isVariant,
    })
    return
  }
  const [only] = node.children
  if (isContainer(node) && only) {
    addContainer(node, only, here, leaves)
    return
  }
  for (const [childOrder, child] of node.children.entries()) addLeaves(child, here, childOrder, true, leaves)
}

/** The repeated level of a list or map gives an index and no name; a list's single element none either. */
function addContainer(node: SchemaNode, repeated: SchemaNode, at: Position, leaves: Leaf[]): void {
  const level: Position = {
    path: [...at.path, repeated.name],
    steps: [...at.steps, { kind: 'index', level: at.repetition }],
    definition: at.definition + 1,
    repetition: at.repetition + 1,
    isVariant: at.isVariant,
  }
  const [inner] = repeated.children
  if (isContainer(repeated) && inner) {
    addContainer(repeated, inner, level, leaves)
    return
  }
  const isElementGroup = repeated.name !== 'array' && repeated.name !== `${node.name}_tuple`
  if (isMap(node) || repeated.children.length > 1 || (repeated.children.length === 1 && !isElementGroup)) {
    for (const [order, child] of repeated.children.entries()) addLeaves(child, level, order, true, leaves)
  } else if (repeated.children.length === 1) {
    addLeaves(repeated.children[0] as SchemaNode, level, 0, false, leaves)
  } else addLeaves(repeated, at, 0, false, leaves)
}

/** True for a list or map that has the one repeated child that makes it one. */
const isContainer = (node: SchemaNode): boolean =>
  (isList(node) || isMap(node)) && node.children.length === 1 && node.children[0]?.repetition === REPEATED

const isList = (node: SchemaNode): boolean => node.converted === LIST || node.logical?.has(3) === true
const isMap = (node: SchemaNode): boolean =>
  node.converted === MAP || node.converted === MAP_KEY_VALUE || node.logical?.has(2) === true
