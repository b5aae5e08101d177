/** A replacement of source characters: `from` to `to` (exclusive) become `text`. */
export interface SourceEdit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A replacement inside an extracted text. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** Turns plain text into what may stand in the source at that place. */
export type Escape = (text: string) => string

/** Numbers kept for one piece: start in the text, start and end in the source. Synthetic pieces have no source. */
const STRIDE = 3
const SYNTHETIC = -1

/**
 * A text put together from pieces of a source, with the way back: every character knows the source characters it
 * came from, or that it was made up (a tab between cells, the line feed of a `<br>`).
 */
export class MappedText {
  readonly #parts: string[] = []
  #pieces = new Int32Array(8 * STRIDE)
  #count = 0
  #length = 0
  #joined: string | undefined

  get length(): number {
    return this.#length
  }

  get text(): string {
    this.#joined ??= this.#parts.join('')
    return this.#joined
  }

  /** Adds text that stands in the source from `from` to `to`; equal lengths mean character by character. */
  append(text: string, from: number, to: number): void {
    if (text.length === 0) return
    if (!this.#continues(text.length, from, to)) this.#push(from, to)
    else this.#pieces[(this.#count - 1) * STRIDE + 2] = to
    this.#add(text)
  }

  /** Adds text that stands nowhere in the source; it cannot be edited. */
  appendSynthetic(text: string): void {
    if (text.length === 0) return
    this.#push(SYNTHETIC, SYNTHETIC)
    this.#add(text)
  }

  /** Adds another text with its way back. */
  appendMapped(other: MappedText): void {
    for (let piece = 0; piece < other.#count; piece++) {
      const text = other.text.slice(other.#at(piece, 0), other.#endOf(piece))
      const from = other.#at(piece, 1)
      if (from === SYNTHETIC) this.appendSynthetic(text)
      else this.append(text, from, other.#at(piece, 2))
    }
  }

  /** Drops white space at the end. */
  trimEnd(): void {
    const kept = this.text.trimEnd()
    if (kept.length === this.#length) return
    let end = this.#length
    while (this.#count > 0 && this.#at(this.#count - 1, 0) >= kept.length) {
      this.#count--
      end = this.#at(this.#count, 0)
    }
    const last = this.#count - 1
    if (last >= 0) {
      const start = this.#at(last, 0)
      const from = this.#at(last, 1)
      const isLiteral = from !== SYNTHETIC && this.#at(last, 2) - from === end - start
      if (isLiteral) this.#pieces[last * STRIDE + 2] = from + (kept.length - start)
    }
    this.#parts.length = 0
    this.#length = 0
    this.#add(kept)
    this.#joined = kept
  }

  /** Source ranges that give an edited text. The replacement stands where the first replaced character stood. */
  toSourceEdits(edits: readonly TextEdit[], toSource: Escape): SourceEdit[] {
    const result: SourceEdit[] = []
    for (const edit of edits) this.#editPieces(edit, toSource, result)
    return result
  }

  #editPieces(edit: TextEdit, toSource: Escape, result: SourceEdit[]): void {
    let replacement: string | undefined = edit.replacement
    for (let piece = this.#pieceAt(edit.start); piece < this.#count; piece++) {
      const start = this.#at(piece, 0)
      const end = this.#endOf(piece)
      // A pure insertion goes to the first real piece from its place on.
      if (start >= edit.end && (edit.start < edit.end || replacement === undefined)) break
      const from = this.#at(piece, 1)
      if (from === SYNTHETIC) continue
      const to = this.#at(piece, 2)
      const first = Math.max(edit.start, start) - start
      const last = Math.max(first, Math.min(edit.end, end) - start)
      if (to - from === end - start) {
        result.push({ from: from + first, to: from + last, text: toSource(replacement ?? '') })
      } else {
        const text = this.text.slice(start, end)
        result.push({
          from,
          to,
          text: toSource(text.slice(0, first) + (replacement ?? '') + text.slice(last)),
        })
      }
      replacement = undefined
    }
  }

  /** Index of the piece that holds a text offset. */
  #pieceAt(offset: number): number {
    let low = 0
    let high = this.#count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#at(middle, 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  #continues(length: number, from: number, to: number): boolean {
    const last = this.#count - 1
    return last >= 0 && to - from === length && this.#isLiteral(last) && this.#at(last, 2) === from
  }

  /** True when the piece stands in the source character by character. */
  #isLiteral(piece: number): boolean {
    const from = this.#at(piece, 1)
    return from !== SYNTHETIC && this.#at(piece, 2) - from === this.#endOf(piece) - this.#at(piece, 0)
  }

  #endOf(piece: number): number {
    return piece + 1 < this.#count ? this.#at(piece + 1, 0) : this.#length
  }

  #at(piece: number, column: 0 | 1 | 2): number {
    return this.#pieces[piece * STRIDE + column] as number
  }

  #push(from: number, to: number): void {
    if ((this.#count + 1) * STRIDE > this.#pieces.length) {
      const grown = new Int32Array(this.#pieces.length * 2)
      grown.set(this.#pieces)
      this.#pieces = grown
    }
    this.#pieces.set([this.#length, from, to], this.#count * STRIDE)
    this.#count++
  }

  #add(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
    this.#joined = undefined
  }
}

/** Applies edits to a source. Edits that overlap an earlier one lose the overlapping part. */
export function spliceSource(source: string, edits: readonly SourceEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to)
  const parts: string[] = []
  let at = 0
  for (const { from, to, text } of sorted) {
    if (from < at && to <= at) continue
    parts.push(source.slice(at, Math.max(at, from)), text)
    at = Math.max(at, to)
  }
  parts.push(source.slice(at))
  return parts.join('')
}
