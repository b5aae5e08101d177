import type { EncodedText } from '../../core/encoder.ts'

/** Windows of a text that are looked at when nothing else is asked. */
export const DEFAULT_WINDOWS = 8
/** A token of a usual text has fewer units: slices of a long text are this long for each token that a window holds. */
const UNITS_FOR_TOKEN = 8

/** A part of a text with its tokens; offsets are those of the whole text. */
export type TextWindow = EncodedText

/**
 * Cuts a text into windows of at most `room` tokens: all of them one after the other where they are no more than
 * `most`, else `most` windows that start evenly spread. Very long texts are tokenized only where a window lies.
 */
export function textWindows(
  text: string,
  tokenize: (text: string) => EncodedText,
  room: number,
  most: number,
): TextWindow[] {
  const slice = room * UNITS_FOR_TOKEN
  if (text.length > slice * most * 2) {
    return spread(most, text.length - slice).map(near => {
      const start = boundary(text, near)
      return part(shifted(tokenize(text.slice(start, boundary(text, start + slice))), start), 0, room)
    })
  }
  const all = tokenize(text)
  const { length } = all.ids
  const count = Math.max(1, Math.ceil(length / room))
  if (count <= most)
    return Array.from({ length: count }, (_, at) => part(all, at * room, Math.min(length, (at + 1) * room)))
  return spread(most, length - room).map(start => part(all, start, start + room))
}

/** Places from 0 to `last`, evenly spread. */
const spread = (count: number, last: number): number[] =>
  Array.from({ length: count }, (_, at) => (count === 1 ? 0 : Math.floor((at * last) / (count - 1))))

const part = ({ ids, starts, ends }: EncodedText, from: number, to: number): TextWindow => ({
  ids: ids.subarray(from, to),
  starts: starts.subarray(from, to),
  ends: ends.subarray(from, to),
})

const shifted = ({ ids, starts, ends }: EncodedText, by: number): EncodedText => ({
  ids,
  starts: starts.map(each => each + by),
  ends: ends.map(each => each + by),
})

/** Steps back off the second half of a pair. */
const boundary = (text: string, at: number): number =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at
