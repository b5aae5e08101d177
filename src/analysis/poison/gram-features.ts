import { mix } from './tokens.ts'

/** A token that stands for the border between two fields: no feature crosses it. */
export const BORDER = 0

/** Longest run of tokens that is one feature. */
export const LONGEST_GRAM = 5

const joinHash = (hash: number, token: number): number => mix(Math.imul(hash, 0x01000193) ^ token)

/** The key of the tokens from `from` to `to`, exclusive. */
export function gramKey(tokens: ArrayLike<number>, from: number, to: number): number {
  let hash = tokens[from] as number
  for (let i = from + 1; i < to; i++) hash = joinHash(hash, tokens[i] as number)
  return hash
}

/** The key of two tokens with one token, whichever, between them. */
export const skipKey = (first: number, third: number): number => joinHash(joinHash(first, 0x5c1b), third)

/** Emits every run of one to `longest` tokens, and every pair around one token. */
export function visitGrams(
  tokens: Uint32Array,
  longest: number,
  emit: (key: number) => void,
  withSkips = true,
): void {
  const { length } = tokens
  for (let from = 0; from < length; from++) {
    let hash = tokens[from] as number
    if (hash === BORDER) continue
    const first = hash
    emit(hash)
    const end = Math.min(length, from + longest)
    for (let i = from + 1; i < end; i++) {
      const token = tokens[i] as number
      if (token === BORDER) break
      hash = joinHash(hash, token)
      emit(hash)
      if (withSkips && i === from + 2) emit(skipKey(first, token))
    }
  }
}
