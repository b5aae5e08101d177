import { z } from 'zod'
import { both, defineDetector, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { literalHits } from './_family-scan.ts'
import { moveIf } from './_judge.ts'
import { type FoundKey, matchKey, signalOf } from './_keys.ts'
import { keyOfField, namedKeys } from './_named-keys.ts'
import { type CompiledKey, providerIndex } from './_provider-index.ts'
import { lineAround } from './_text.ts'

/** How far around a key its provider may be named. */
const AROUND = 120
/** How far from an access key id its secret may stand. */
const PAIR_REACH = 200
const PAIR_TOKENS = /[A-Za-z0-9_\-+/=]{24,}/g

/** Finds keys of known providers by their literal, or by a name of the provider and the shape. */
export const providerKey = defineDetector({
  id: 'secrets/provider-key',
  version: 1,
  title: both('Provider key', '服务商密钥'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://cwe.mitre.org/data/definitions/798.html',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'random keys with a literal of their own, in 114 carriers',
      metric: 'recall',
      value: 1,
      n: 24_966,
      interval: [0.999, 1],
      command: 'node bench/secrets-quality.mjs --only carriers',
    },
    {
      dataset: 'prose of 80 public sets',
      metric: 'false-alarms-per-10MB',
      value: 0,
      n: 44_500_000,
      command: 'node bench/secrets-quality.mjs --only prose',
    },
  ],
  options: z.object({}),
  types: {
    'provider-key': { title: both('Provider key', '服务商密钥'), severity: 'critical' },
    'provider-test-key': { title: both('Provider key for tests', '服务商测试密钥'), severity: 'medium' },
    webhook: { title: both('Webhook address', 'Webhook 地址'), severity: 'high' },
    'client-identifier': { title: both('Client identifier', '客户端标识'), severity: 'low' },
  },
  examples: {
    flags: [
      `token: ${['gh', 'p_', 'x8Kq2LmZr4TnVw7Ys1Bd5Gf9Hj3PcQ2abcDE'].join('')}`,
      `我的密钥是${['AK', 'IA', 'Q3EGRZT5WYNBXC7A'].join('')}。`,
      `DATADOG_API_KEY=${['7f3c9a', '1e8b52d4', '06a9e3f7', 'c1b8d245', '90'].join('')}`,
      `${['sk-', 'proj-', 'b7Qz', 'X2mN9vKpL4tRw8YsJ1dF', '6gHcVa3ZeUi5oTyPqWx'].join('')}`,
    ],
    passes: [
      ['gh', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'].join(''),
      ['AK', 'IAIOSFODNN7EXAMPLE'].join(''),
      'hf_requiredCharacteristicTypesForDisplayMetadata',
      'datadog commit 9a038989604e8da62ecddbe2094b16ce1b778be1',
      's.AcceptanceTimeoutSecondsAB',
    ],
  },
  opens: opensWhere({
    groups: ['keys'],
    field: name => {
      const lower = name.toLowerCase()
      return [...providerIndex().named.keys()].some(each => lower.includes(each))
    },
  }),
  *detect({ text, field }) {
    const { anchors, named } = providerIndex()
    if (field !== undefined && isOneWord(text)) {
      const lower = field.toLowerCase()
      for (const [name, keys] of named) if (lower.includes(name)) yield* keyOfField(text, field, keys)
    }
    for (const { literal, start, end } of literalHits(text, 'keys')) {
      const anchor = anchors[literal]
      if (!anchor) continue
      const found = longest(text, anchor.keys, start)
      if (found) yield* anchoredKey(text, field, found)
      if (anchor.named.length > 0) yield* namedKeys(text, anchor.named, start, end)
    }
  },
})

/** Longest key that fills a field. */
const LONGEST_FIELD = 512

/** True for a text that may be one key and nothing else. */
const isOneWord = (text: string): boolean =>
  text.length >= 14 && text.length <= LONGEST_FIELD && !/\s/.test(text.trim())

/** The longest key of which a literal at an offset is the anchor; a provider that is named wins a draw. */
function longest(text: string, keys: readonly CompiledKey[], start: number): FoundKey | undefined {
  let found: FoundKey | undefined
  for (const key of keys) {
    const next = matchKey(text, key, start - key.shape.before)
    if (next && (!found || next.end > found.end)) found = next
  }
  return found
}

function* anchoredKey(
  text: string,
  field: string | undefined,
  found: FoundKey,
): Generator<Signal, void, undefined> {
  const { row, provider } = found.key
  let base = row.kind === 'client-id' ? 0.75 : 0.95
  let unnamed = false
  if (row.names === 'helps') {
    const around = `${field ?? ''} ${lineAround(text, found.start, found.end, AROUND)}`.toLowerCase()
    unnamed = !provider.names.some(name => around.includes(name))
    base = 0.88
  }
  const signal = signalOf(text, found, base, [
    moveIf(unnamed, -0.3, 'the provider is not named nearby', '附近没有提到该服务商'),
  ])
  if (!signal) return
  yield signal
  if (row.kind === 'access-key-id') yield* pairedSecret(text, found)
}

/** The secret that belongs to an access key id, before or after it. */
function* pairedSecret(text: string, id: FoundKey): Generator<Signal, void, undefined> {
  const secrets = pairsOf(id.key)
  if (secrets.length === 0) return
  const from = Math.max(0, id.start - PAIR_REACH)
  const window = text.slice(from, id.end + PAIR_REACH)
  for (const { index } of window.matchAll(PAIR_TOKENS)) {
    const start = from + index
    if (start >= id.start && start < id.end) continue
    const found = longest(text, secrets, start)
    if (!found || !/[a-z]/.test(text.slice(found.start, found.end))) continue
    const signal = signalOf(text, found, 0.75, [
      moveIf(true, 0.1, 'next to its access key id', '紧邻其访问密钥 ID'),
    ])
    if (signal) yield signal
  }
}

const pairs = new Map<string, readonly CompiledKey[]>()

/** The secret keys of the provider that issued an access key id. */
function pairsOf(key: CompiledKey): readonly CompiledKey[] {
  const known = pairs.get(key.provider.title)
  if (known) return known
  const own = new Set<CompiledKey>()
  for (const { named } of providerIndex().anchors) {
    for (const each of named) {
      if (each.provider === key.provider && each.row.kind === 'secret-key') own.add(each)
    }
  }
  const list = [...own]
  pairs.set(key.provider.title, list)
  return list
}
