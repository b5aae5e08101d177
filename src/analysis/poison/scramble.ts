import { mix } from './tokens.ts'

/**
 * Makes words unreadable, or readable again: each is combined with a number that depends on its place and the seed. It
 * keeps values from lying on disk as they are, where a search would find them; it is no encryption.
 */
export function scramble(words: Uint32Array, place: number, seed: number): void {
  for (let i = 0; i < words.length; i++) {
    words[i] = (words[i] as number) ^ mix(mix((place + i) >>> 0) ^ seed)
  }
}
