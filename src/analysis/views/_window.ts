import { type Decoded, movesOf, VIEW_STEPS, type View, type ViewEdit, type ViewKind } from './view.ts'

/** Text kept before the first decoded stretch of a window: labels stand there. */
const BEFORE = 96
/** Text kept after the last one. */
const AFTER = 48

/** A stretch of a window: the same as in the parent, or decoded from it. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly decoded?: Decoded
}

/**
 * Cuts the surroundings of decoded stretches out of a text, one view for each group that stands close together.
 * @param stretches ordered, without overlap
 */
export function windowsOf(
  text: string,
  stretches: readonly Decoded[],
  kind: ViewKind,
  parent: View | undefined,
): View[] {
  const views: View[] = []
  let group: Decoded[] = []
  const close = () => {
    if (group.length > 0) views.push(windowOf(text, group, kind, parent))
    group = []
  }
  for (const stretch of stretches) {
    const last = group.at(-1)
    if (last !== undefined && stretch.start - last.end > BEFORE + AFTER) close()
    group.push(stretch)
  }
  close()
  return views
}

function windowOf(text: string, group: readonly Decoded[], kind: ViewKind, parent: View | undefined): View {
  const from = boundary(text, Math.max(0, (group[0] as Decoded).start - BEFORE))
  const to = boundary(text, Math.min(text.length, (group.at(-1) as Decoded).end + AFTER))
  const pieces: Piece[] = []
  let length = 0
  let at = from
  const parts: string[] = []
  const add = (part: string, upTo: number, decoded?: Decoded) => {
    pieces.push({ start: length, end: length + part.length, from: at, to: upTo, ...(decoded && { decoded }) })
    parts.push(part)
    length += part.length
    at = upTo
  }
  for (const stretch of group) {
    if (stretch.start > at) add(text.slice(at, stretch.start), stretch.start)
    add(stretch.text, stretch.end, stretch)
  }
  if (to > at) add(text.slice(at, to), to)
  const chain = parent === undefined ? [kind] : [...parent.chain, kind]
  const guesses = VIEW_STEPS[kind].guesses || (parent?.guesses ?? false)
  return {
    text: parts.join(''),
    chain,
    moves: movesOf(chain),
    guesses,
    isProse: !guesses && ((parent?.isProse ?? false) || kind === 'invisible' || isProse(group)),
    touches(start, end) {
      for (let i = pieceAt(pieces, start); i < pieces.length; i++) {
        const piece = pieces[i] as Piece
        if (piece.start >= end) return false
        if (piece.decoded === undefined) {
          if (parent?.touches(...toParent(pieces, Math.max(start, piece.start), Math.min(end, piece.end))))
            return true
        } else if (piece.end > piece.start ? piece.end > start : piece.start > start) return true
      }
      return false
    },
    toOriginal(start, end) {
      const [first, last] = toParent(pieces, start, end)
      return parent === undefined ? [first, last] : parent.toOriginal(first, last)
    },
    toOriginalEdits(edits) {
      const mine = editsOfParent(pieces, edits)
      return parent === undefined ? mine : parent.toOriginalEdits(mine)
    },
  }
}

/** Words of a language: ideographs in a row, or letters with single spaces between them; JSON and code have none. */
const WORDS = /\p{Script=Han}{2}|\p{L}{2,40}[,.]? \p{L}{2,40}[,.]? \p{L}|^\p{L}{2,40} \p{L}{2,40}$/u
/** Stretches that are looked at, and characters of each. */
const MANY = 256
/** Encoded spaces from which on the text between them counts as words. */
const SPACES = 3

function isProse(group: readonly Decoded[]): boolean {
  const decoded = group
    .slice(0, MANY)
    .map(({ text }) => text.slice(0, MANY))
    .join('')
  return WORDS.test(decoded) || (group.length >= SPACES && decoded.split(' ').length > SPACES)
}

/** Never cuts a surrogate pair. */
function boundary(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}

/** Index of the first piece that ends behind an offset. */
function pieceAt(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle] as Piece).end > at) high = middle
    else low = middle + 1
  }
  return low
}

function toParent(pieces: readonly Piece[], start: number, end: number): [number, number] {
  const first = pieces[pieceAt(pieces, start)] ?? (pieces.at(-1) as Piece)
  const last = pieces[pieceAt(pieces, Math.max(start, end - 1))] ?? (pieces.at(-1) as Piece)
  return [startIn(first, start), end > start ? endIn(last, end) : startIn(first, start)]
}

function startIn(piece: Piece, at: number): number {
  const within = Math.min(Math.max(0, at - piece.start), piece.end - piece.start)
  if (piece.decoded === undefined) return piece.from + within
  return piece.decoded.starts?.[within] ?? (within < piece.end - piece.start ? piece.from : piece.to)
}

function endIn(piece: Piece, at: number): number {
  const within = Math.min(Math.max(1, at - piece.start), piece.end - piece.start)
  if (piece.decoded === undefined) return piece.from + within
  return piece.decoded.ends?.[within - 1] ?? piece.to
}

/** Edits of a window as edits of its parent: encoded blocks are encoded anew, anything else is replaced in place. */
function editsOfParent(pieces: readonly Piece[], edits: readonly ViewEdit[]): ViewEdit[] {
  const result: ViewEdit[] = []
  for (let i = 0; i < edits.length; ) {
    const edit = edits[i] as ViewEdit
    const block = blockOf(pieces, edit)
    if (block === undefined) {
      const [start, end] = toParent(pieces, edit.start, edit.end)
      result.push({ ...edit, start, end: wholeBlock(pieces, edit, end) })
      i++
      continue
    }
    const { decoded, start: shift } = block
    let text = ''
    let at = 0
    for (; i < edits.length && isInside(edits[i] as ViewEdit, block); i++) {
      const inner = edits[i] as ViewEdit
      text += decoded.text.slice(at, inner.start - shift) + inner.replacement
      at = inner.end - shift
    }
    text += decoded.text.slice(at)
    result.push({ start: block.from, end: block.to, replacement: decoded.encode(text), type: edit.type })
  }
  return withoutOverlap(result)
}

type Block = Piece & { readonly decoded: Decoded & { readonly encode: (text: string) => string } }

const isBlock = (piece: Piece): piece is Block => piece.decoded?.encode !== undefined
const isInside = (edit: ViewEdit, piece: Piece) => edit.start >= piece.start && edit.end <= piece.end

function blockOf(pieces: readonly Piece[], edit: ViewEdit): Block | undefined {
  const piece = pieces[pieceAt(pieces, edit.start)]
  return piece !== undefined && isBlock(piece) && isInside(edit, piece) ? piece : undefined
}

/** An edit that reaches into an encoded block takes all of it: the rest would not decode any more. */
function wholeBlock(pieces: readonly Piece[], edit: ViewEdit, end: number): number {
  const last = pieces[pieceAt(pieces, edit.end - 1)]
  return last !== undefined && isBlock(last) ? last.to : end
}

function withoutOverlap(edits: readonly ViewEdit[]): ViewEdit[] {
  const kept: ViewEdit[] = []
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit)
  }
  return kept
}
