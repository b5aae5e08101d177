import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  type ConfiguredDetector,
  type DetectInput,
  parseOptions,
  runDetectors,
} from '../../src/core/index.ts'
import { detectors } from '../../src/detectors/index.ts'

const room = new URL('../../src/detectors/', import.meta.url)
const FIELDS = ['phone', 'password', 'user_name', 'zip', 'birth_date', 'api_key', 'mrn']
/** What a gate may stumble over: escapes, invisible and wide characters, marks, the beginnings of keys and labels. */
const ODD =
  '\\n|\\t|\u200b|\u202e|\ufeff|\u00a0|\u3000|：|＠|．|－|０|９|ａ|Ｋ|ſ|K|\ud800|\udc00|😀|𝐀|\u{e0041}|é|ß|İ|ı|密码|password=|key|token: |\0|\u001b[8m|\u0085|\u2028|  |\n\n|"|\'|<|>|\\|%3D|@|.|-|:|/|(|)|+|1|12|1234|123456|sk-|AKIA|ghp_|年|月|°|pin |zip |user:|QQ|\u0430|\u00ad'.split(
    '|',
  )
const RUNS = 400
const LONGEST = 500

/** A generator of whole numbers below a bound: the same in every run (xorshift, https://doi.org/10.18637/jss.v008.i14). */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed
  return bound => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

function exampleTexts(): string[] {
  const examples = detectors
    .flatMap(({ examples }) => [...examples.flags, ...examples.passes])
    .map(each => (typeof each === 'string' ? each : each[0]))
  const cases = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.cases.jsonl'))
    .sort()
    .flatMap(path => readFileSync(new URL(path, room), 'utf8').split('\n').filter(Boolean))
    .map(line => (JSON.parse(line) as { text: string }).text)
  return [...examples, ...cases]
}

it('finds with the gates of detectors what it finds without them, in edited examples', () => {
  const gated: ConfiguredDetector[] = detectors.map(detector => ({
    detector,
    options: parseOptions(detector, {}),
  }))
  const open = gated.map(({ detector, options }) => {
    const { opens: _opens, screen: _screen, ...rest } = detector
    return { detector: rest, options } as ConfiguredDetector
  })
  const texts = exampleTexts()
  const random = randomFrom(0x9e3779b9)
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item
  let found = 0
  for (let run = 0; run < RUNS; run++) {
    let text = pick(texts).slice(0, LONGEST)
    for (let edits = random(5); edits >= 0; edits--) {
      const at = random(text.length + 1)
      const other = pick(texts)
      const from = random(other.length + 1)
      const added = pick([pick(ODD), pick(ODD) + pick(ODD), other.slice(from, from + 30), ''])
      const behind = text.slice(at + random(4))
      text = text.slice(0, at) + added + (random(6) === 0 ? widened(behind) : behind)
    }
    const input: DetectInput = random(4) === 0 ? { text, field: pick(FIELDS) } : { text }
    const signals = runDetectors(gated, input)
    found += signals.length
    expect(signals, JSON.stringify(input)).toEqual(runDetectors(open, input))
  }
  expect(found).toBeGreaterThan(RUNS / 4)
}, 60_000)

/** The first characters in full width. */
function widened(text: string): string {
  return (
    text.slice(0, 20).replace(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0)) +
    text.slice(20)
  )
}
