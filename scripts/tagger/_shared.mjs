// What the scripts of this folder share: seeded choice, the split of word lists, templates.
import { readFileSync } from 'node:fs'

/** A small seeded generator (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = limit => Math.floor(next() * limit)
  const pick = list => list[int(list.length)]
  return { next, int, pick, chance: p => next() < p }
}

/** Where a word of a list belongs: tenths 0 and 1 are held out, 2 and 3 train without being in the lexicon. */
export function tenthOf(word) {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0x5bd1e995)
  return ((hash ^ (hash >>> 15)) >>> 0) % 10
}
export const isHeldOut = word => tenthOf(word) < 2
export const forPart = (list, part) =>
  part === 'all' ? list : list.filter(word => isHeldOut(word) === (part === 'held-out'))

export const readLines = path =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

/** Chooses one of each `[a|b|c]`, then fills each `{name}` by `fill(name)`, which gives a string, or a value with its type. */
export function expand(template, random, fill) {
  let chosen = template
  for (let round = 0; round < 8 && /\[[^[\]]*\|[^[\]]*\]/.test(chosen); round++) {
    chosen = chosen.replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, choices) => random.pick(choices.split('|')))
  }
  let text = ''
  const spans = []
  for (const part of chosen.split(/(\{[\w-]+\})/)) {
    const name = /^\{([\w-]+)\}$/.exec(part)?.[1]
    if (name === undefined) {
      text += part
      continue
    }
    for (const piece of [fill(name, text)].flat()) {
      if (typeof piece === 'string') text += piece
      else {
        spans.push({ start: text.length, end: text.length + piece.text.length, type: piece.type })
        text += piece.text
      }
    }
  }
  return { text, spans }
}

export const PERSON = 'person-name'
export const ORGANIZATION = 'organization'
export const PLACE = 'place'
export const ADDRESS = 'street-address'
export const TITLE = 'title'
export const NRP = 'nationality-religion-politics'
