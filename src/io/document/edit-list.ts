import type { SourceEdit } from './mapped-text.ts'
import { TextStore } from './text-store.ts'

/** Edits of a source, possibly millions, gathered mostly in ascending order and given in ascending order. */
export class EditList {
  readonly #texts = new TextStore()
  #places = new Float64Array(256)
  #count = 0
  /** Edits that came out of order. */
  readonly #late: SourceEdit[] = []

  get isEmpty(): boolean {
    return this.#count === 0 && this.#late.length === 0
  }

  add({ from, to, text }: SourceEdit): void {
    if (this.#count > 0 && from < (this.#places[this.#count * 2 - 2] as number)) {
      this.#late.push({ from, to, text })
      return
    }
    if (this.#count * 2 === this.#places.length) {
      const larger = new Float64Array(this.#places.length * 2)
      larger.set(this.#places)
      this.#places = larger
    }
    this.#places[this.#count * 2] = from
    this.#places[this.#count * 2 + 1] = to
    this.#count++
    this.#texts.add(text)
  }

  *inOrder(): Generator<SourceEdit> {
    const late = this.#late.sort((a, b) => a.from - b.from || a.to - b.to)
    let next = 0
    for (let index = 0; index < this.#count; index++) {
      const from = this.#places[index * 2] as number
      for (let edit = late[next]; edit && edit.from < from; edit = late[++next]) yield edit
      yield { from, to: this.#places[index * 2 + 1] as number, text: this.#texts.get(index) }
    }
    yield* late.slice(next)
  }
}
