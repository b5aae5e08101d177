import { copyWords, type Locator, type Where } from '../../core/index.ts'

/** Where the samples of one artifact stand, in typed arrays; an array stays empty while its kind of place is unknown. */
export interface SamplePlaces {
  readonly lines: Uint32Array
  readonly rows: Uint32Array
  readonly pages: Uint32Array
  /** Sheet of each sample, as a place in `sheetNames`. */
  readonly sheets: Uint32Array
  readonly sheetNames: readonly string[]
}

/** A typed array that doubles when it is full. */
export class GrowingArray {
  #words: Uint32Array
  #length: number

  constructor(initial: Uint32Array = new Uint32Array(0)) {
    this.#words = initial
    this.#length = initial.length
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    this.setLength(this.#length + 1)
    this.#words[this.#length - 1] = value
  }

  /** Adds the first `length` values; they must not lie in this array. */
  append(values: Uint32Array, length: number): void {
    const at = this.#length
    this.setLength(at + length)
    copyWords(values, length, this.#words, at)
  }

  /** Lengthens with zeros. */
  setLength(length: number): void {
    if (length > this.#words.length) {
      const grown = new Uint32Array(Math.max(length, this.#words.length * 2, 1024))
      grown.set(this.#words.subarray(0, this.#length))
      this.#words = grown
    }
    this.#length = length
  }

  /** The array to write into, valid until the next lengthening. */
  get words(): Uint32Array {
    return this.#words
  }

  toArray(): Uint32Array {
    return this.#words.slice(0, this.#length)
  }
}

/** Collects places, starting from what was collected before. */
export function createPlaces(resumed?: SamplePlaces) {
  const columns = {
    lines: new GrowingArray(resumed?.lines),
    rows: new GrowingArray(resumed?.rows),
    pages: new GrowingArray(resumed?.pages),
    sheets: new GrowingArray(resumed?.sheets),
  }
  const sheetNames = [...(resumed?.sheetNames ?? [])]
  const put = (column: GrowingArray, at: number, value: number | undefined) => {
    if (value === undefined) return
    if (column.length < at) column.setLength(at)
    column.push(value)
  }
  return {
    /** Notes where the sample with this index stands; indexes ascend. */
    add(index: number, { line, row, page, sheet }: Locator): void {
      put(columns.lines, index, line)
      put(columns.rows, index, row)
      put(columns.pages, index, page)
      if (sheet === undefined) return
      let name = sheetNames.lastIndexOf(sheet)
      if (name === -1) name = sheetNames.push(sheet) - 1
      put(columns.sheets, index, name + 1)
    },
    summary: (): SamplePlaces => ({
      lines: columns.lines.toArray(),
      rows: columns.rows.toArray(),
      pages: columns.pages.toArray(),
      sheets: columns.sheets.toArray(),
      sheetNames: [...sheetNames],
    }),
  }
}

/**
 * The place of one sample.
 * @param index among the samples of its pass
 * @param firstSample what to add for the index in the artifact
 */
export function placeOf(places: SamplePlaces, path: string, index: number, firstSample: number): Where {
  const line = places.lines[index]
  const row = places.rows[index]
  const page = places.pages[index]
  const sheet = places.sheetNames[(places.sheets[index] ?? 0) - 1]
  return {
    path,
    index: firstSample + index,
    ...(line && { line }),
    ...(row && { row }),
    ...(page && { page }),
    ...(sheet !== undefined && { sheet }),
  }
}
