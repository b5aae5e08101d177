/** A replacement of a stretch of text; offsets are UTF-16 code units, end exclusive. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly type: string
}

/** A text that is edited more than once and still knows what each edit did to the original. */
export interface EditedText {
  readonly text: string
  /** The edits of the original that lead to `text`: ordered, without overlap. */
  readonly edits: readonly TextEdit[]
  readonly pieces: readonly Piece[]
}

/** A stretch of the edited text, and the stretch of the original that it stands for; `type` when it was edited. */
interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly type?: string
}

/** A text before any edit. */
export function uneditedText(text: string): EditedText {
  return { text, edits: [], pieces: [{ text, start: 0, end: text.length }] }
}

/** Applies ordered edits without overlap; their offsets count in the text as it is now. */
export function editText(edited: EditedText, edits: readonly TextEdit[]): EditedText {
  const pieces: Piece[] = []
  const ahead = [...edited.pieces].reverse()
  let at = 0
  /** Takes the pieces up to an offset of the edited text, cutting the one that reaches over it. */
  const take = (upTo: number): Piece[] => {
    const taken: Piece[] = []
    while (at < upTo) {
      const piece = ahead.pop() as Piece
      const [head, tail] = at + piece.text.length > upTo ? cutPiece(piece, upTo - at) : [piece, undefined]
      if (tail !== undefined) ahead.push(tail)
      taken.push(head)
      at += head.text.length
    }
    return taken
  }
  for (const { start, end, replacement, type } of edits) {
    for (const piece of take(start)) pieces.push(piece)
    const replaced = take(end)
    const from = replaced[0]?.start ?? ahead.at(-1)?.start ?? edited.pieces.at(-1)?.end ?? 0
    pieces.push({ text: replacement, start: from, end: replaced.at(-1)?.end ?? from, type })
  }
  for (const piece of ahead.reverse()) pieces.push(piece)
  return { text: pieces.map(piece => piece.text).join(''), edits: editsOf(pieces), pieces }
}

function cutPiece(piece: Piece, length: number): [head: Piece, tail: Piece] {
  const middle = piece.type === undefined ? piece.start + length : piece.end
  return [
    { ...piece, text: piece.text.slice(0, length), end: middle },
    { ...piece, text: piece.text.slice(length), start: middle },
  ]
}

/** Edited pieces as edits; one that stands for nothing of the original joins its neighbor. */
function editsOf(pieces: readonly Piece[]): TextEdit[] {
  const edits: TextEdit[] = []
  let previous: Piece | undefined
  for (const piece of pieces) {
    const before = edits.at(-1)
    const empty = piece.start === piece.end || before?.start === before?.end
    if (piece.type === undefined) previous = undefined
    else if (before !== undefined && previous !== undefined && empty) {
      const type = piece.start === piece.end ? before.type : piece.type
      edits[edits.length - 1] = {
        start: before.start,
        end: piece.end,
        replacement: before.replacement + piece.text,
        type,
      }
      previous = piece
    } else {
      edits.push({ start: piece.start, end: piece.end, replacement: piece.text, type: piece.type })
      previous = piece
    }
  }
  return edits
}
