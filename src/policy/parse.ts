import type { Policy } from '../core/index.ts'
import { PlimsollError } from '../core/index.ts'
import { BUILTIN_POLICIES } from './builtin.ts'
import { policySchema } from './schema.ts'

/** Names of the built-in policies. */
export const policyNames = (): string[] => Object.keys(BUILTIN_POLICIES)

/** The built-in policy with this name; E_USAGE lists the names there are. */
export function builtinPolicy(name: string): Policy {
  return parsePolicy(builtinSource(name), name)
}

/**
 * Parses a policy and completes it with defaults.
 * @param source what the policy file held, already parsed from YAML or JSON
 * @param from how to call the policy in an error
 * @throws E_USAGE naming the option, its place and the expectation
 */
export function parsePolicy(source: unknown, from: string): Policy {
  const base = extended(source, from)
  const result = policySchema.safeParse(merge(base, source))
  if (!result.success) {
    const issue = result.error.issues[0]
    const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
    throw new PlimsollError(
      'E_USAGE',
      `policy ${from}: ${issue?.path.join('.') || 'top level'}: ${issue?.message}${unknown}`,
      {
        advice: 'see docs/guide/policy.md for every option',
      },
    )
  }
  const { extends: _base, ...policy } = result.data
  return policy as Policy
}

function builtinSource(name: string): Readonly<Record<string, unknown>> {
  const source = BUILTIN_POLICIES[name]
  if (source === undefined || !Object.hasOwn(BUILTIN_POLICIES, name)) {
    throw new PlimsollError('E_USAGE', `there is no built-in policy of that name`, {
      advice: `built-in policies: ${policyNames().join(', ')}; or give the path of a YAML file`,
    })
  }
  return source
}

/** What a policy builds on: the built-in policy that it names, else the baseline. */
function extended(source: unknown, from: string): unknown {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    throw new PlimsollError('E_USAGE', `policy ${from} is not a mapping of options`)
  }
  const name = (source as { extends?: unknown }).extends ?? 'baseline'
  if (typeof name !== 'string') throw new PlimsollError('E_USAGE', `policy ${from}: extends: expected a name`)
  return builtinSource(name)
}

/** Mappings merge key by key; anything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) return over
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(over)) merged[key] = key in base ? merge(base[key], value) : value
  return merged
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
