import { describe, expect, it } from 'vitest'
import { actionFor, builtinPolicy, isAllowed, parsePolicy, policyNames } from './index.ts'

describe('built-in policies', () => {
  it.each(policyNames())('%s parses', name => {
    expect(builtinPolicy(name).name).toBe(name)
  })

  it('keeps what baseline keeps and redacts the rest', () => {
    const policy = builtinPolicy('baseline')
    expect(actionFor(policy, 'url')).toBe('keep')
    expect(actionFor(policy, 'national-id')).toBe('redact')
  })

  it('names the policies there are when one is unknown', () => {
    expect(() => builtinPolicy('constructor')).toThrow(expect.objectContaining({ code: 'E_USAGE' }))
  })
})

describe('a written policy', () => {
  it('extends the baseline and changes only what it says', () => {
    const policy = parsePolicy({ name: 'ours', types: { email: { action: 'surrogate' } } }, 'ours.yaml')
    expect(actionFor(policy, 'email')).toBe('surrogate')
    expect(actionFor(policy, 'url')).toBe('keep')
    expect(policy.failOn).toBe('high')
  })

  it.each([
    [{ failon: 'high' }, /failon/],
    [{ failOn: 'loud' }, /failOn/],
    [{ minScore: 7 }, /minScore/],
    [{ types: { email: { action: 'burn' } } }, /types\.email\.action/],
    [[], /not a mapping/],
    [{ extends: 'nobody' }, /no built-in policy/],
  ])('refuses %j and says where', (source, message) => {
    expect(() => parsePolicy(source, 'p.yaml')).toThrow(message)
  })

  it('allows values exactly or by wildcard', () => {
    const policy = parsePolicy({ types: { email: { allow: ['*@clinic.example', 'a*b*c@x.org'] } } }, 'p')
    expect(isAllowed(policy, 'email', 'desk@clinic.example')).toBe(true)
    expect(isAllowed(policy, 'email', 'desk@clinic.example.evil.net')).toBe(false)
    expect(isAllowed(policy, 'email', 'a1b2c@x.org')).toBe(true)
    expect(isAllowed(policy, 'email', 'a1c@x.org')).toBe(false)
    expect(isAllowed(policy, 'phone', 'desk@clinic.example')).toBe(false)
  })
})
