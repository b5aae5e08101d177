import { z } from 'zod'
import {
  both,
  CODE_LENGTH,
  CODE_LETTERS,
  type DetectedSignal,
  defineDefense,
  ENTITY_TYPES,
  type EntityType,
  type Field,
  type FieldEdit,
  type Injected,
  tagFor,
} from '../../core/index.ts'
import { keyedDraws } from './_keyed-draws.ts'
import { formOf } from './_surrogate-forms.ts'

type Surrogates = Injected<'keyedBytes' | 'detect'>

/**
 * Replaces a value by another of the same shape that belongs to nobody: the same value gives the same surrogate under
 * the same key, in every file and every run. Where no such shape stays unnoticed by the detectors, a tag with a code
 * that is just as consistent takes its place: `[PASSPORT-KXRTMBNC]`.
 */
export const surrogate = defineDefense({
  id: 'cleaning/surrogate',
  version: 1,
  title: both('Consistent surrogates', '一致的替代值'),
  stages: ['data', 'tuning'],
  topics: ['data-anonymization', 'pii-leakage'],
  reference: 'https://www.enisa.europa.eu/publications/pseudonymisation-techniques-and-best-practices',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: ['surrogate'],
  counters: ['data/personal-data', 'data/secrets'],
  cost: both(
    'Who holds the key can tell which rows speak of the same value, and so can readers: this is pseudonymous, not anonymous, data.',
    '持有密钥的人以及读者都能看出哪些行涉及同一个值：这是假名化数据，而不是匿名数据。',
  ),
  needs: ['keyedBytes', 'detect'],
  examples: [
    {
      text: 'write to [[ana@clinic.example]] today',
      type: 'email',
      becomes: /^write to [a-z]{8}@surrogate\.example\.org today$/,
    },
    { text: '手机 [[138-0013-8000]]。', type: 'phone', country: 'CN', becomes: /^手机 000-\d{4}-\d{4}。$/ },
    {
      text: 'call [[(415) 555-2671]]',
      type: 'phone',
      country: 'US',
      becomes: /^call \(000\) \d{3}-\d{4}$/,
    },
    { text: 'card [[4111 1111 1111 1111]]', type: 'credit-card', becomes: /^card 9999 9\d{3} \d{4} \d{4}$/ },
    {
      text: '身份证号：[[11010519491231002X]]',
      type: 'national-id',
      country: 'CN',
      becomes: /^身份证号：99\d{15}[\dX]$/,
    },
    {
      text: 'my password is [[hunter2]]',
      type: 'password',
      becomes: /^my password is \[PASSWORD-[A-Z]{8}\]$/,
    },
  ],
  apply({ sample, signals }, _options, needs) {
    const edits = sample.fields.flatMap(field => editField(field, signals.get(field.name) ?? [], needs))
    return edits.length === 0 ? { action: 'keep' } : { action: 'edit', edits }
  },
})

/** Draws tried until one belongs to nobody and is not noticed. */
const MAX_DRAWS = 12

/** The surrogate of a value: decided by the value and the key alone, never by what stands around it. */
function surrogateFor(value: string, signal: DetectedSignal, needs: Surrogates): string {
  const { type, country } = signal
  const known = memoryOf(needs)
  const name = `${type}\u0000${country ?? ''}\u0000${value}`
  const before = known.get(name)
  if (before !== undefined) return before
  const form = formOf(type)
  const identity = form.identity(value, country)
  let found: string | undefined
  for (let draw = 0; draw < MAX_DRAWS && found === undefined; draw++) {
    const drawn = form.draw(value, country, keyedDraws(needs.keyedBytes, `${identity}\u0000${draw}`))
    if (drawn === undefined || form.identity(drawn, country) === identity) continue
    if (isQuiet(drawn, type, needs)) found = drawn
  }
  found ??= codedTag(value, signal, needs)
  if (known.size >= MAX_REMEMBERED) known.clear()
  known.set(name, found)
  return found
}

function codedTag(value: string, { type, country }: DetectedSignal, { keyedBytes }: Surrogates): string {
  const draws = keyedDraws(keyedBytes, `${formOf(type).identity(value, country)}\u0000tag`)
  return tagFor(type, draws.characters(CODE_LENGTH, CODE_LETTERS))
}

/** True when no detector notices the value by itself or behind the name of its type, in either language. */
function isQuiet(value: string, type: string, { detect }: Surrogates): boolean {
  const title = ENTITY_TYPES[type as EntityType]?.title
  const contexts = title === undefined ? [''] : ['', `${title.en}: `, `${title['zh-CN']}：`]
  return contexts.every(before => detect(before + value, '').every(({ end }) => end <= before.length))
}

/** Puts surrogates in place, and coded tags where a surrogate is noticed there. */
function editField(field: Field, signals: readonly DetectedSignal[], needs: Surrogates): FieldEdit[] {
  if (signals.length === 0) return []
  let text = ''
  let from = 0
  const placed = signals.map(signal => {
    const value = field.text.slice(signal.start, signal.end)
    const replacement = surrogateFor(value, signal, needs)
    const start = text.length + signal.start - from
    text += field.text.slice(from, signal.start) + replacement
    from = signal.end
    return { signal, value, replacement, start, end: start + replacement.length }
  })
  const noticed = [...needs.detect(text + field.text.slice(from), field.name)].sort(
    (a, b) => a.start - b.start,
  )
  let at = 0
  let reach = 0
  return placed.map(({ signal, value, replacement, start, end }) => {
    // Both lists are ordered: `reach` is how far the noticed stretches that begin before this one's end go.
    for (let next = noticed[at]; next !== undefined && next.start < end; next = noticed[++at]) {
      reach = Math.max(reach, next.end)
    }
    return {
      field: field.name,
      start: signal.start,
      end: signal.end,
      type: signal.type,
      replacement: reach <= start ? replacement : codedTag(value, signal, needs),
    }
  })
}

/** Surrogates of one run, so that a value which occurs often is drawn once; emptied when full. */
const memories = new WeakMap<Surrogates, Map<string, string>>()
const MAX_REMEMBERED = 50_000

function memoryOf(needs: Surrogates): Map<string, string> {
  let memory = memories.get(needs)
  if (memory === undefined) {
    memory = new Map()
    memories.set(needs, memory)
  }
  return memory
}
