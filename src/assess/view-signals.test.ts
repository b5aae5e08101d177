import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, policyWith } from '../../test/support/cleaning-project.ts'
import { treeOf } from '../../test/support/planted-corpus.ts'
import { type DetectedSignal, isUnchanged } from '../core/index.ts'
import { defenses } from '../defenses/index.ts'
import { detectors } from '../detectors/index.ts'
import { builtinPolicy, parsePolicy } from '../policy/index.ts'
import { sampleCleaner } from './_clean-sample.ts'
import { configureDetectors, signalSource } from './_signals.ts'

const policy = builtinPolicy('baseline')
const configured = configureDetectors(detectors, policy, undefined)
const signalsOf = signalSource(configured, policy, undefined)
const sampleOf = (fields: Record<string, string>) => ({
  index: 0,
  locator: { path: 'a.jsonl' },
  fields: Object.entries(fields).map(([name, text]) => ({ name, text })),
})
const found = (fields: Record<string, string>) =>
  signalsOf(sampleOf(fields)).flatMap(({ field, signals }) =>
    signals.map(({ type, start, end, moves }) => ({
      type,
      at: field.text.slice(start, end),
      field: field.name,
      moves,
    })),
  )
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const percent = (text: string) =>
  [...Buffer.from(text, 'utf8')].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex')

/** Texts with one value in disguise, and its type. */
const DISGUISED: readonly (readonly [type: string, text: string])[] = [
  ['email', `write to ${base64('ana.lopez@gmail.com')} today`],
  ['email', `${base64('Please write to ana.lopez@gmail.com before noon, thanks')}`],
  ['phone', `电话 ${base64('我的手机号是13812345678，随时联系')}`],
  ['national-id', `v=${percent('身份证号：11010519491231002X')}&x=1`],
  ['email', `mail=${encodeURIComponent('ana.lopez@gmail.com')}&x=1`],
  ['email', `ana.lopez&#64;gmail&#46;com wrote`],
  ['credit-card', `card ${hex('4111 1111 1111 1111')}.`],
  ['credit-card', 'my card is four one one one one one one one one one one one one one one one'],
  ['phone', '请拨打电话一三八一二三四五六七八，谢谢'],
  ['phone', '我的手机号是幺三八幺二三四五六七八'],
  ['credit-card', 'card number: 4lll 1111 1111 1111'],
  ['phone', '手机号：1 3 8 1 2 3 4 5 6 7 8'],
  ['email', 'a n a . l o p e z @ g m a i l . c o m'],
  ['email', 'ana.lopez@\ngmail.com'],
  ['email', 'ana.lo\u200bpez@gm\u200bail.com'],
  ['email', `q=${percent(base64('reach me at ana.lopez@gmail.com please'))}`],
  ['email', 'JSON: {\\"to\\": \\"ana.lopez\\u0040gmail.com\\"}'],
]

describe('signals of a sample', () => {
  it.each(DISGUISED)('hold %s in %j, with the reason why', (type, text) => {
    const signals = found({ text })
    const signal = signals.find(each => each.type === type)
    expect(signal, JSON.stringify(signals)).toBeDefined()
    expect(
      signal?.moves?.some(({ by, reason }) => by < 0 && reason.en.length > 0 && reason['zh-CN'].length > 0),
    ).toBe(true)
  })

  it('hold a value once, however many views show it', () => {
    const text = `ana.lopez@gmail.com and ${percent('bo@acme.org')}`
    expect(found({ text }).filter(({ type }) => type === 'email')).toHaveLength(2)
  })

  it('hold a value that is split over fields, at its first part', () => {
    const split = found({ name: 'x', card_1: '4111', card_2: '1111', card_3: '1111', card_4: '1111' })
    expect(split.map(({ type, field, at }) => [type, field, at])).toEqual([['credit-card', 'card_1', '4111']])
    expect(split[0]?.moves?.some(({ reason }) => reason.en.includes('card_4'))).toBe(true)
    expect(
      found({ email_user: 'ana.lopez', email_domain: 'gmail.com' }).some(
        ({ type, field }) => type === 'email' && field === 'email_user',
      ),
    ).toBe(true)
  })

  it('hold nothing of a view when the policy turns them off', () => {
    const off = parsePolicy({ decodeDepth: 0 }, 'p')
    const plain = signalSource(configureDetectors(detectors, off, undefined), off, undefined)
    const types = plain(sampleOf({ text: base64('Please write to ana.lopez@gmail.com now') })).flatMap(
      ({ signals }) => signals,
    )
    expect(types.map(({ type }: DetectedSignal) => type)).not.toContain('email')
  })
})

describe.each(['redact', 'mask', 'surrogate'] as const)('cleaning by %s', action => {
  const rules = policyWith(action)
  const clean = sampleCleaner({
    policy: rules,
    detectors: configured,
    defenses,
    types: undefined,
    needs: {
      keyedBytes: label =>
        new Uint8Array(32).map((_, i) => (label.charCodeAt(i % label.length) * (i + 7)) & 255),
      digest: text => text,
    },
  })

  it.each(DISGUISED)('leaves no %s of %j', (type, text) => {
    const cleaned = clean(sampleOf({ text }))
    expect(cleaned.action).toBe('edit')
    if (cleaned.action !== 'edit') return
    const after = cleaned.fields[0]?.text ?? ''
    expect(
      found({ text: after }).filter(each => each.type === type),
      after,
    ).toEqual([])
    expect(clean(sampleOf({ text: after })).action, after).toBe('keep')
  })

  it('encodes a block anew around what it replaced', () => {
    const text = `start ${base64('Please write to ana.lopez@gmail.com before noon, thanks')} end`
    const cleaned = clean(sampleOf({ text }))
    const after = cleaned.action === 'edit' ? (cleaned.fields[0]?.text ?? '') : ''
    const block = /start (\S+) end/u.exec(after)?.[1] ?? ''
    expect(Buffer.from(block, 'base64').toString('utf8')).toMatch(
      /^Please write to \S+ before noon, thanks$/u,
    )
  })

  it('answers every part of a value that is split over fields', () => {
    const cleaned = clean(sampleOf({ card_1: '4111', card_2: '1111', card_3: '1111', card_4: '1111' }))
    const texts = cleaned.action === 'edit' ? cleaned.fields.map(({ text }) => text) : []
    expect(texts).toHaveLength(4)
    for (const text of texts) expect(text).not.toMatch(/\d/u)
  })
})

describe('cleaned files', () => {
  let project: CleaningProject
  beforeEach(async () => {
    project = await cleaningProject()
  })
  afterEach(() => project.clear())

  it('with encoded values are a fixed point, and can be undone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...DISGUISED), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('redact', 'mask', 'surrogate', 'drop'),
        async (rows, action) => {
          await project.clear()
          await project.write({
            'data/a.jsonl': rows.map(([, text]) => `${JSON.stringify({ text })}\n`).join(''),
          })
          const before = await treeOf(project.path('data'))
          const rules = policyWith(action as 'redact')
          const first = await project.clean(['data'], 'once', { policy: rules })
          expect(first.problems).toEqual([])
          expect(Object.keys(first.counts).length).toBeGreaterThan(0)
          expect(isUnchanged(await project.clean(['once'], 'twice', { policy: rules }))).toBe(true)
          await project.undo('once/receipt.json', 'restored')
          expect(await treeOf(project.path('restored'))).toEqual(before)
        },
      ),
      { numRuns: 8 },
    )
  })
})
