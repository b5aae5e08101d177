import type { TextEdit } from '../document/mapped-text.ts'
import { TextStore } from '../document/text-store.ts'

/** Edits of one column's entries, possibly millions, added and looked up in ascending order of the entries. */
export class EntryEdits {
  readonly #replacements = new TextStore()
  /** For each edit: entry, start, end. */
  #numbers = new Float64Array(3 * 64)
  #count = 0

  add(entry: number, { start, end, replacement }: TextEdit): void {
    if (this.#count * 3 === this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers.set([entry, start, end], this.#count * 3)
    this.#count++
    this.#replacements.add(replacement)
  }

  /** Gives the edits of an entry, in order of their starts; asked for in ascending order. */
  lookUp(): (entry: number) => readonly TextEdit[] | undefined {
    let next = 0
    return entry => {
      const edits: TextEdit[] = []
      for (; next < this.#count && (this.#numbers[next * 3] as number) <= entry; next++) {
        if (this.#numbers[next * 3] !== entry) continue
        const [start, end] = [this.#numbers[next * 3 + 1] as number, this.#numbers[next * 3 + 2] as number]
        edits.push({ start, end, replacement: this.#replacements.get(next) })
      }
      if (edits.length === 0) return undefined
      return edits.sort((a, b) => a.start - b.start)
    }
  }
}
