/** Words of a text for search: NFKC, lower case; runs of Han characters give single characters and pairs. */
export function searchWords(text: string): string[] {
  const words: string[] = []
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      words.push(stem(run))
      continue
    }
    const characters = [...run]
    for (const [at, each] of characters.entries()) {
      if (characters.length === 1) words.push(each)
      const next = characters[at + 1]
      if (next !== undefined) words.push(each + next)
    }
  }
  return words
}

/** English plurals and spellings fold together: `attacks` and `attack`, `anonymisation` and `anonymization`. */
const stem = (word: string): string =>
  word
    .replace(/isation(s?)$/, 'ization$1')
    .replace(/is(e[ds]?|ing)$/, 'iz$1')
    .replace(/(?<=[a-z]{3})(?<![su])s$/, '')
    .replace(/^(defen)ce/, '$1se')
    .replace(/^(behavi)our/, '$1or')

/** True when one word becomes the other by at most `most` insertions, deletions, changes or swaps of neighbors. */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let before = new Uint8Array(b.length + 1)
  let last = Uint8Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint8Array(b.length + 1)
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + change,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1)
      }
      row[j] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return false
    before = last
    last = row
  }
  return (last[b.length] as number) <= most
}

/** Typing errors that a word of this length may hold and still be found. */
export const typosIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)
