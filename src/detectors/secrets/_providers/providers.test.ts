import { describe, expect, it } from 'vitest'
import { draws, signals } from '../../../../test/support/secrets.ts'
import { providerIndex } from '../_provider-index.ts'
import { compileShape } from '../_shape.ts'
import { providerKey } from '../provider-key.ts'
import { PROVIDERS } from './index.ts'

const rows = PROVIDERS.flatMap(provider =>
  provider.keys.map(row => [`${provider.title} ${row.shape}`, provider, row] as const),
)

it('covers some 240 providers and 600 forms of keys', () => {
  expect(PROVIDERS.length).toBeGreaterThan(240)
  expect(rows.length).toBeGreaterThan(600)
})

it('names every provider once', () => {
  const titles = PROVIDERS.map(each => each.title)
  expect(new Set(titles).size).toBe(titles.length)
})

it.each(PROVIDERS.map(each => [each.title, each] as const))(
  '%s says where it describes its keys, and by which words it is known',
  (_, { reference, names, keys }) => {
    expect(reference).toMatch(/^https:\/\/[\w.-]+\//)
    expect(keys.length).toBeGreaterThan(0)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toBe(name.toLowerCase())
  },
)

it('compiles every shape and finds a literal where the shape must show by itself', () => {
  expect(providerIndex().literals.length).toBeGreaterThan(500)
  for (const [title, , row] of rows) {
    const { anchor, minLength } = compileShape(row.shape)
    expect(minLength, title).toBeGreaterThanOrEqual(12)
    if (row.names !== 'needs') expect(anchor.length, title).toBeGreaterThanOrEqual(2)
  }
})

const { random, digits, hex, alphanumeric, lower, upper, base64, base64url } = draws(77)
const CLASSES: Record<string, (length: number) => string> = {
  d: digits,
  x: hex,
  h: hex,
  X: length => hex(length).toUpperCase(),
  n: alphanumeric,
  w: base64url,
  b: base64,
  a: length => Array.from({ length }, () => (random.integer(2) ? lower(1) : upper(1))).join(''),
  l: lower,
  u: upper,
  m: length => alphanumeric(length).toLowerCase(),
  M: length => alphanumeric(length).toUpperCase(),
  t: length =>
    alphanumeric(length)
      .toUpperCase()
      .replace(/[0189]/g, '7'),
  s: base64url,
  p: base64url,
  '=': length => '='.repeat(length),
  $: length => '$'.repeat(length),
}

/** A key of a shape: open counts get twice their least length, optional padding none. */
function sample(shape: string): { text: string; secret: string } {
  const text = shape.replace(/\{uuid\}|\{(.)(\d+)(?:([-+])(\d*))?\}/g, (part, name, least, open) => {
    if (part === '{uuid}') return [8, 4, 4, 4, 12].map(hex).join('-')
    return (CLASSES[name] as (length: number) => string)(open === '+' ? Number(least) * 2 : Number(least))
  })
  const secret = text.match(/\(([^)]*)\)/)?.[1]
  const plain = text.replace(/[()]/g, '')
  return { text: plain, secret: secret ?? plain }
}

describe('a drawn key of each form', () => {
  it.each(rows)('%s', (_, provider, row) => {
    let hits = 0
    const tries = 12
    for (let i = 0; i < tries; i++) {
      const { text, secret } = sample(row.shape)
      const name = provider.names[0] as string
      const written =
        row.names === 'needs' || row.names === 'helps'
          ? `${name}_${row.kind === 'client-id' ? 'client_id' : 'secret_key'} = "${text}"`
          : `see ${text} there`
      const found = signals(providerKey, written)
      if (found.some(each => written.slice(each.start, each.end).includes(secret.slice(0, 8)))) hits++
    }
    // A draw may by chance look like a word, a counter or a sample.
    expect(hits).toBeGreaterThanOrEqual(tries - 3)
  })
})
