import { createHash } from 'node:crypto'
import { canonicalJson } from '../json-value.ts'

/** The methods of a model whose answers are kept. */
export const METHODS = ['generate', 'score', 'embed'] as const
export type Method = (typeof METHODS)[number]

/** SHA-256 of a value's canonical JSON, lower-case hexadecimal. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

/** Names one call: the same model, request and sample number give the same key, whatever the order of members. */
export const requestKey = (model: string, method: Method, request: unknown, sample = 0): string =>
  contentHash({ model, method, request, sample })
