import { describe, expect, it } from 'vitest'
import { detectors } from '../detectors/index.ts'
import { builtinPolicy, parsePolicy } from '../policy/index.ts'
import { configureDetectors, countedOnce, signalSource } from './_signals.ts'

const text = 'DB_PASSWORD=Wq7!mZx2pL and the PIN for the card is 4821'
const sample = { index: 0, locator: { path: 'a.jsonl' }, fields: [{ name: 'text', text }] }
const passwords = (policy = builtinPolicy('baseline')) =>
  signalSource(
    configureDetectors(detectors, policy, undefined),
    policy,
    undefined,
  )(sample).flatMap(({ signals }) =>
    signals
      .filter(({ type }) => type === 'password')
      .map(({ detector, start, end }) => [detector, text.slice(start, end)]),
  )

describe('a password that two families find', () => {
  it('counts once, as personal data', () => {
    expect(passwords()).toEqual([
      ['personal-data/password', 'Wq7!mZx2pL'],
      ['personal-data/password', '4821'],
    ])
  })

  it('counts as a secret where personal data is not looked for', () => {
    const withoutAudit = parsePolicy(
      { name: 'own', audits: { 'data/personal-data': { enabled: false } } },
      'own.yaml',
    )
    const withoutDetector = parsePolicy(
      { name: 'own', detectors: { 'personal-data/password': false } },
      'own.yaml',
    )
    for (const policy of [withoutAudit, withoutDetector])
      expect(passwords(policy)).toContainEqual(['secrets/password', 'Wq7!mZx2pL'])
  })

  it('stays when only a part of it is another value', () => {
    const at = (detector: string, type: string, start: number, end: number) => ({
      detector,
      type,
      start,
      end,
    })
    const email = at('personal-data/email-address', 'email', 0, 9)
    const own = at('personal-data/password', 'password', 20, 29)
    const apart = at('secrets/password', 'password', 29, 40)
    const inside = at('secrets/password', 'password', 0, 9)
    const twin = at('secrets/command-password', 'password', 18, 30)
    expect(countedOnce([email, inside, twin, own, apart])).toEqual([email, inside, own, apart])
    expect(countedOnce([inside, apart])).toEqual([inside, apart])
  })
})
