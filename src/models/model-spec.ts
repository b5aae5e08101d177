import { z } from 'zod'
import { both, CAPABILITIES } from '../core/index.ts'
import { wrongUse } from './failures.ts'
import { PROVIDERS } from './providers/index.ts'

const VARIABLE = /^[A-Za-z_]\w{0,127}$/
const ids = PROVIDERS.map(each => each.id) as [string, ...string[]]

const key = z.union([
  z.strictObject({ variable: z.string().regex(VARIABLE) }),
  z.strictObject({ file: z.string().min(1) }),
])

const shared = {
  capabilities: z.array(z.enum(CAPABILITIES)).optional(),
  timeoutSeconds: z.number().positive().max(86_400).optional(),
  maxResponseBytes: z.number().int().positive().optional(),
}

const endpoint = {
  ...shared,
  /** The model's name in requests. */
  name: z.string().min(1).max(512),
  url: z.string().min(1).max(2048).optional(),
  key: key.optional(),
  /** The header that carries the key, when it is not the usual one. */
  keyHeader: z
    .string()
    .regex(/^[A-Za-z][A-Za-z\d-]{0,63}$/)
    .toLowerCase()
    .optional(),
  allowPlainKey: z.boolean().optional(),
}

/** Where a model is, as a project file says it. Keys are never in it: it names a variable or a file. */
export const modelSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('openai'),
    ...endpoint,
    provider: z.enum(ids).optional(),
    region: z.string().max(64).optional(),
    api: z.enum(['chat', 'responses']).optional(),
    scoring: z.enum(['echo', 'prompt-logprobs']).optional(),
    alwaysStream: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('anthropic'), ...endpoint }),
  z.strictObject({
    kind: z.literal('gguf'),
    path: z.string().min(1),
    name: z.string().min(1).optional(),
    contextSize: z.number().int().positive().optional(),
    gpu: z.boolean().optional(),
    threads: z.number().int().positive().optional(),
  }),
  z.strictObject({
    kind: z.literal('command'),
    ...shared,
    /** Program and arguments; a text is cut at spaces and must hold no quotes. */
    command: z.union([z.string().min(1), z.tuple([z.string().min(1)], z.string())]),
    name: z.string().min(1).optional(),
    /** Names of environment variables to hand on; PATH, HOME, LANG, TMPDIR and SystemRoot always are. */
    environment: z.array(z.string().regex(VARIABLE)).optional(),
    restarts: z.number().int().min(0).max(1000).optional(),
  }),
  z.strictObject({
    kind: z.literal('native'),
    /** A folder with config.json, tokenizer.json and model.safetensors. */
    path: z.string().min(1),
    name: z.string().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('recording'),
    path: z.string().min(1),
    name: z.string().min(1).optional(),
  }),
])

/** A model as a project file says it. */
export type ModelSpec = z.output<typeof modelSpecSchema>

/** Parses a model of a project file; the E_USAGE error names the place and never the value, which may be a key. */
export function parseModelSpec(value: unknown): ModelSpec {
  const parsed = modelSpecSchema.safeParse(value)
  if (parsed.success) return Object.freeze(parsed.data)
  const issue = parsed.error.issues[0]
  const unknownKeys =
    issue?.code === 'unrecognized_keys' ? issue.keys.filter(each => /^\w{1,40}$/u.test(each)) : []
  const place = [...(issue?.path ?? []), ...unknownKeys.slice(0, 1)].join('.') || 'kind'
  const how =
    issue?.code === 'unrecognized_keys'
      ? both('is not known here', '不是可用的字段')
      : both('is not valid', '无效')
  throw wrongUse(
    both(`model: ${place} ${how.en}`, `model：${place} ${how['zh-CN']}`),
    both(
      'a model is { kind: openai, url, name }, { kind: anthropic, name }, { kind: gguf, path }, { kind: native, path }, { kind: command, command } or { kind: recording, path }; keys are named as { key: { variable } } or { key: { file } }',
      '模型的写法为 { kind: openai, url, name }、{ kind: anthropic, name }、{ kind: gguf, path }、{ kind: native, path }、{ kind: command, command } 或 { kind: recording, path }；密钥用 { key: { variable } } 或 { key: { file } } 指定',
    ),
  )
}
