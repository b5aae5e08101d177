import { z } from 'zod'
import { CLEAN_ACTIONS, SEVERITIES } from '../core/index.ts'

const severity = z.enum(SEVERITIES)

/** What an audit's policy may say; everything has a default. */
const auditPolicy = z.strictObject({
  enabled: z.boolean().default(true),
  failAt: severity.default('medium'),
  options: z.record(z.string(), z.unknown()).optional(),
})

const typePolicy = z.strictObject({
  severity: severity.optional(),
  action: z.enum(CLEAN_ACTIONS).optional(),
  allow: z.array(z.string().min(1)).optional(),
})

/** A policy as people write it: every part is optional, `extends` names a built-in policy. */
export const policySchema = z.strictObject({
  name: z.string().min(1).default('custom'),
  extends: z.string().optional(),
  failOn: z.union([severity, z.literal('never')]).default('high'),
  tolerateRejected: z.number().min(0).max(1).default(0),
  minScore: z.number().min(0).max(1).default(0.5),
  decodeDepth: z.number().int().min(0).max(3).default(3),
  audits: z.record(z.string(), auditPolicy).default({}),
  detectors: z.record(z.string(), z.unknown()).default({}),
  types: z.record(z.string(), typePolicy).default({}),
  clean: z
    .strictObject({
      action: z.enum(CLEAN_ACTIONS).default('redact'),
      duplicates: z.enum(['keep-first', 'keep-none', 'keep-all']).default('keep-first'),
      nearDuplicates: z.enum(['keep-first', 'keep-longest', 'keep-none', 'keep-all']).default('keep-all'),
      poisoned: z.enum(['drop', 'strip', 'relabel', 'keep']).default('drop'),
    })
    .prefault({}),
})
