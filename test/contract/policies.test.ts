import { expect, it } from 'vitest'
import { configureDetectors } from '../../src/assess/_signals.ts'
import { detectors } from '../../src/detectors/index.ts'
import { builtinPolicy, parsePolicy, policyNames } from '../../src/policy/index.ts'
import { audits } from '../../src/stages/index.ts'

it.each(policyNames())('%s names only what exists', name => {
  const policy = builtinPolicy(name)
  const types = new Set([...detectors, ...audits].flatMap(each => Object.keys(each.types)))
  expect(detectors.map(each => each.id)).toEqual(expect.arrayContaining(Object.keys(policy.detectors)))
  expect(audits.map(each => each.id)).toEqual(expect.arrayContaining(Object.keys(policy.audits)))
  expect([...types]).toEqual(expect.arrayContaining(Object.keys(policy.types)))
})

it('turns off the detectors that are set to false, and no others', () => {
  const policy = parsePolicy({ detectors: { 'personal-data/place': false, 'personal-data/url': {} } }, 'p')
  const on = configureDetectors(detectors, policy, undefined).map(({ detector }) => detector.id)
  expect(on).toEqual(detectors.map(each => each.id).filter(id => id !== 'personal-data/place'))
})
