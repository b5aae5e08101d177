import { CONFUSABLE_PAIRS } from '../confusable-pairs.generated.ts'

let byLetter: ReadonlyMap<string, string> | undefined

/** The Latin letter that a letter of another script looks like; undefined for none. */
export function lookalikeOf(letter: string): string | undefined {
  if (byLetter === undefined) {
    const map = new Map<string, string>()
    for (const lists of Object.values(CONFUSABLE_PAIRS)) {
      for (const pairs of lists) {
        const letters = [...pairs]
        for (let i = 0; i + 1 < letters.length; i += 2) {
          const [from, to] = [letters[i] as string, letters[i + 1] as string]
          if (!map.has(from)) map.set(from, to)
        }
      }
    }
    byLetter = map
  }
  return byLetter.get(letter)
}

/** True for a letter of another script that looks like a Latin one. */
export const isLookalike = (letter: string): boolean => lookalikeOf(letter) !== undefined
