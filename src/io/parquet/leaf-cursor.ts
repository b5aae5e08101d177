import { both } from '../../core/index.ts'
import { limitError } from '../container-errors.ts'
import { parquetError } from './footer.ts'
import type { Page } from './pages.ts'
import type { Leaf } from './schema.ts'

/** Entries of one row in one column (CWE-770). */
const MAX_ROW_ENTRIES = 4_000_000

/** One entry of a column: a value or a null, with its levels. */
export interface Entry {
  /** Position among all entries of the column chunk. */
  readonly ordinal: number
  readonly repetition: number
  readonly definition: number
  /** Absent for nulls. */
  readonly value: Uint8Array | undefined
}

/** Reads a column chunk row by row, one page at a time. */
export class LeafCursor {
  readonly leaf: Leaf
  readonly #pages: AsyncIterator<Page>
  readonly #where: string
  /** Pages that hold entries not yet taken; several only while a row spans them. */
  #open: OpenPage[] = []
  #ended = false
  /** Entries of the chunk before the first open page. */
  #base = 0

  constructor(leaf: Leaf, pages: AsyncIterable<Page>, where: string) {
    this.leaf = leaf
    this.#pages = pages[Symbol.asyncIterator]()
    this.#where = where
  }

  /** True when the next row can be taken without waiting. */
  isReady(): boolean {
    const [page, ...more] = this.#open
    if (!page) return this.#ended
    if (page.rowEnd() !== undefined) return true
    return more.some(each => each.firstRow() !== undefined) || this.#ended
  }

  /** Reads pages until the next row is there, or the chunk has ended. */
  async fill(): Promise<void> {
    while (!this.isReady()) {
      const step = await this.#pages.next()
      if (step.done) {
        this.#ended = true
        return
      }
      if (step.value.count === 0) continue
      if (this.#base === 0 && this.#open.length === 0 && (step.value.repetition?.[0] ?? 0) !== 0) {
        throw parquetError(
          this.#where,
          both('its first value continues a row that never began', '首个值延续了一个不存在的行'),
        )
      }
      const open = new OpenPage(step.value, this.leaf.maxDefinition)
      this.#open.push(open)
      if (this.#open.reduce((sum, page) => sum + page.left, 0) > MAX_ROW_ENTRIES + open.left) {
        throw limitError(
          this.#where,
          both(`one row holds more than ${MAX_ROW_ENTRIES} values`, `一行超过 ${MAX_ROW_ENTRIES} 个值`),
        )
      }
    }
  }

  /** The entries of the next row; undefined when there is none. */
  take(): readonly Entry[] | undefined {
    const first = this.#open[0]
    if (!first) return undefined
    const entries: Entry[] = []
    for (let page: OpenPage | undefined = first; page; page = this.#open[0]) {
      const end = page === first ? page.rowEnd() : page.firstRow()
      page.takeTo(end ?? page.page.count, this.#base, entries)
      if (page.left > 0) break
      this.#base += page.page.count
      this.#open.shift()
      if (end !== undefined) break
      // The row may go on in the next page; columns without repetition never do.
      if (this.leaf.maxRepetition === 0) break
    }
    return entries
  }

  async close(): Promise<void> {
    await this.#pages.return?.()
  }
}

class OpenPage {
  readonly page: Page
  readonly #maxDefinition: number
  #at = 0
  #valueAt = 0

  constructor(page: Page, maxDefinition: number) {
    this.page = page
    this.#maxDefinition = maxDefinition
  }

  get left(): number {
    return this.page.count - this.#at
  }

  /** Where the row that starts here ends; undefined when that is not known from this page. */
  rowEnd(): number | undefined {
    const { repetition, count } = this.page
    if (!repetition) return this.#at + 1
    for (let at = this.#at + 1; at < count; at++) if (repetition[at] === 0) return at
    return undefined
  }

  /** Where the first new row of the page starts. */
  firstRow(): number | undefined {
    const { repetition, count } = this.page
    if (!repetition) return this.#at
    for (let at = this.#at; at < count; at++) if (repetition[at] === 0) return at
    return undefined
  }

  takeTo(end: number, base: number, entries: Entry[]): void {
    const { repetition, definition, values } = this.page
    for (; this.#at < end; this.#at++) {
      const level = definition?.[this.#at] ?? this.#maxDefinition
      entries.push({
        ordinal: base + this.#at,
        repetition: repetition?.[this.#at] ?? 0,
        definition: level,
        value: level === this.#maxDefinition ? values.get(this.#valueAt++) : undefined,
      })
    }
  }
}
