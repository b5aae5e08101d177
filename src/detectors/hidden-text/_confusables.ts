import { CONFUSABLE_PAIRS } from '../../analysis/confusable-pairs.generated.ts'

interface Lookalike {
  readonly latin: string
  readonly script: string
  /** False when only marks or size tell the two letters apart. */
  readonly exact: boolean
}

let byLetter: ReadonlyMap<string, Lookalike> | undefined
let byLatin: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined

/** Look-alike letter to Latin letter. */
function table(): ReadonlyMap<string, Lookalike> {
  if (byLetter !== undefined) return byLetter
  const map = new Map<string, Lookalike>()
  for (const [script, lists] of Object.entries(CONFUSABLE_PAIRS)) {
    for (const [level, pairs] of lists.entries()) {
      const letters = [...pairs]
      for (let i = 0; i + 1 < letters.length; i += 2) {
        map.set(letters[i] as string, { latin: letters[i + 1] as string, script, exact: level === 0 })
      }
    }
  }
  byLetter = map
  return map
}

/** What a letter of another script looks like, with its marks off; undefined when it looks like no Latin letter. */
export function lookalikeOf(letter: string): Lookalike | undefined {
  const known = table().get(letter)
  if (known !== undefined || letter.charCodeAt(0) < 0x80) return known
  const bare = [...letter.normalize('NFD')][0] ?? ''
  const base = bare === letter ? undefined : table().get(bare)
  return base === undefined ? undefined : { ...base, exact: false }
}

/** The letter of a script that looks most like a Latin letter. */
export function lookalikeIn(script: string, latin: string): string | undefined {
  if (byLatin === undefined) {
    const scripts = new Map<string, Map<string, string>>()
    // Letters that look exactly alike come first, and the first one stays.
    for (const [letter, { latin: to, script: name }] of table()) {
      const letters = scripts.get(name) ?? new Map<string, string>()
      scripts.set(name, letters)
      if (!letters.has(to)) letters.set(to, letter)
    }
    byLatin = scripts
  }
  return byLatin.get(script)?.get(latin)
}

/** Names of the scripts that hold look-alikes. */
export const LOOKALIKE_SCRIPTS: readonly string[] = Object.keys(CONFUSABLE_PAIRS)
