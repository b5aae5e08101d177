import type { ColumnReader, Scratch } from '../../core/index.ts'
import { HEAD, HEAD_WORDS, placeAt, type RecordedRows } from './row-recorder.ts'
import { scramble } from './scramble.ts'

/** The tokens of a row, by their part. */
export interface RowTokens {
  readonly inputs: Uint32Array
  readonly spellings: Uint32Array
  readonly outputs: Uint32Array
  readonly behaviors: Uint32Array
}

/** A text of a row, as it was recorded. */
export interface RowText {
  readonly name: string
  readonly role: string
  readonly text: string
  readonly isOutput: boolean
}

/** The rows of all summaries, in order. */
export interface RowSet {
  readonly count: number
  /** Names of all labels. */
  readonly labels: readonly string[]
  /** Names of the behaviors that are searched by name, by their id. */
  readonly behaviors: ReadonlyMap<number, string>
  /** Number of the row's label among all, or -1. */
  labelOf(row: number): number
  tokensOf(row: number): RowTokens
  textsOf(row: number): readonly RowText[]
  /** Which summary a row is of, and its place there. */
  placeOf(row: number): { readonly part: number; readonly index: number }
}

interface Part {
  readonly start: number
  readonly heads: Uint32Array
  readonly tokens: ColumnReader
  readonly texts: ColumnReader
  readonly labels: Int32Array
  readonly seed: number
}

/** Opens what passes recorded. */
export function openRows(recorded: readonly RecordedRows[], scratch: Scratch): RowSet {
  const labels: string[] = []
  const numbers = new Map<string, number>()
  const parts: Part[] = []
  let count = 0
  for (const summary of recorded) {
    const heads = scratch.open(summary.heads)
    const own = summary.labels.map(label => {
      let number = numbers.get(label)
      if (number === undefined) {
        number = labels.push(label) - 1
        numbers.set(label, number)
      }
      return number
    })
    parts.push({
      start: count,
      heads: heads.read(0, heads.length),
      tokens: scratch.open(summary.tokens),
      texts: scratch.open(summary.texts),
      labels: Int32Array.from(own),
      seed: summary.seed,
    })
    count += summary.rows
  }
  const placeOf = (row: number) => {
    let low = 0
    let high = parts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((parts[middle] as Part).start <= row) low = middle
      else high = middle - 1
    }
    return { part: low, index: row - (parts[low] as Part).start }
  }
  const headOf = (row: number) => {
    const { part, index } = placeOf(row)
    const own = parts[part] as Part
    return { own, head: own.heads.subarray(index * HEAD_WORDS, (index + 1) * HEAD_WORDS) }
  }
  const decoder = new TextDecoder()
  return {
    count,
    labels,
    behaviors: new Map(recorded.flatMap(each => [...each.behaviors])),
    placeOf,
    labelOf(row) {
      const { own, head } = headOf(row)
      const label = head[HEAD.label] as number
      return label === 0 ? -1 : (own.labels[label - 1] as number)
    },
    tokensOf(row) {
      const { own, head } = headOf(row)
      const at = placeAt(head, HEAD.tokensLow)
      const [inputs, spellings] = [head[HEAD.inputs] as number, head[HEAD.spellings] as number]
      const [outputs, behaviors] = [head[HEAD.outputs] as number, head[HEAD.behaviors] as number]
      const all = own.tokens.read(at, at + inputs + spellings + outputs + behaviors)
      const middle = inputs + spellings
      return {
        inputs: all.subarray(0, inputs),
        spellings: all.subarray(inputs, middle),
        outputs: all.subarray(middle, middle + outputs),
        behaviors: all.subarray(middle + outputs),
      }
    },
    textsOf(row) {
      const { own, head } = headOf(row)
      const at = placeAt(head, HEAD.textLow)
      const bytes = head[HEAD.textBytes] as number
      const words = own.texts.read(at, at + ((bytes + 3) >> 2)).slice()
      scramble(words, at, own.seed)
      const fields = JSON.parse(decoder.decode(new Uint8Array(words.buffer, 0, bytes))) as [
        string,
        string,
        string,
        number,
      ][]
      return fields.map(([name, role, text, side]) => ({ name, role, text, isOutput: side === 1 }))
    },
  }
}
