import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { parse as parseYaml, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { describeError, LANGUAGES, PlimsollError, type Policy } from '../core/index.ts'
import { builtinPolicy, parsePolicy, policyNames } from '../policy/index.ts'

/** Name of the project file that `assess FOLDER` looks for. */
export const PROJECT_FILE = 'plimsoll.yaml'

const paths = z.array(z.string().min(1))
const path = z.string().min(1)
const model = z.looseObject({ kind: z.string() })

/** The project file of `design.md` §5; every part is optional. */
export const projectSchema = z.strictObject({
  name: z.string().min(1).max(200),
  domain: z.enum(['medicine', 'finance', 'law', 'general']).default('general'),
  languages: z.array(z.enum(LANGUAGES)).default([...LANGUAGES]),
  policy: z.union([z.string().min(1), z.record(z.string(), z.unknown())]).default('baseline'),
  data: z
    .strictObject({
      corpora: paths.optional(),
      benchmarks: paths.optional(),
      canaries: paths.optional(),
      privacy: z.record(z.string(), z.unknown()).optional(),
      columns: z.record(z.string(), z.string()).optional(),
      index: path.optional(),
    })
    .optional(),
  tuning: z
    .strictObject({
      before: path.optional(),
      after: path.optional(),
      instructions: paths.optional(),
      updates: paths.optional(),
      files: paths.optional(),
      media: paths.optional(),
    })
    .optional(),
  alignment: z
    .strictObject({
      model: model.optional(),
      preferences: paths.optional(),
      rewards: paths.optional(),
      answers: paths.optional(),
      sources: paths.optional(),
    })
    .optional(),
  unlearning: z
    .strictObject({
      before: path.optional(),
      after: path.optional(),
      forget: path.optional(),
      retain: path.optional(),
    })
    .optional(),
  deployment: z
    .strictObject({ model: model.optional(), systemPrompt: path.optional(), tools: path.optional() })
    .optional(),
  application: z
    .strictObject({
      sources: paths.optional(),
      tables: paths.optional(),
      probes: paths.optional(),
      log: paths.optional(),
    })
    .optional(),
  governance: z.strictObject({ frameworks: paths.optional(), attestations: paths.optional() }).optional(),
})

export type ProjectSource = z.output<typeof projectSchema>

/** A project file with the folder that its paths start from and its policy resolved. */
export interface Project {
  readonly source: ProjectSource
  readonly folder: string
  readonly policy: Policy
}

/** Reads a project file. E_INPUT when it cannot be read, E_USAGE with the place when it says something else. */
export async function readProject(file: string): Promise<Project> {
  const parsed = projectSchema.safeParse(await readYaml(file))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const extra = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
    throw new PlimsollError(
      'E_USAGE',
      `${file}: ${issue?.path.join('.') || 'top level'}: ${issue?.message}${extra}`,
      {
        advice: '`plimsoll init` writes a commented project file to start from',
      },
    )
  }
  const folder = dirname(resolve(file))
  const { policy } = parsed.data
  return {
    source: parsed.data,
    folder,
    policy: typeof policy === 'string' ? await resolvePolicy(policy, folder) : parsePolicy(policy, file),
  }
}

/**
 * The policy of the project that the paths belong to: the nearest project file from the first path up to the working
 * directory. Undefined when there is none.
 */
export async function projectPolicy(paths: readonly string[], cwd: string): Promise<Policy | undefined> {
  const root = resolve(cwd)
  const first = resolve(root, paths[0] ?? '.')
  const inside = first === root || first.startsWith(root.endsWith(sep) ? root : root + sep)
  for (let folder = inside ? first : root; ; folder = dirname(folder)) {
    const file = join(folder, PROJECT_FILE)
    const facts = await stat(file).catch(() => undefined)
    if (facts?.isFile()) return (await readProject(file)).policy
    if (folder === root || folder === dirname(folder)) return undefined
  }
}

/** A built-in policy by name, or a YAML file relative to `folder`. */
export async function resolvePolicy(nameOrPath: string, folder: string): Promise<Policy> {
  if (policyNames().includes(nameOrPath)) return builtinPolicy(nameOrPath)
  if (!/[./\\]/.test(nameOrPath)) return builtinPolicy(nameOrPath)
  const file = resolve(folder, nameOrPath)
  return parsePolicy(await readYaml(file), nameOrPath)
}

/** Largest YAML file that is read, in bytes (CWE-770). */
const MAX_YAML_BYTES = 4 << 20

async function readYaml(file: string): Promise<unknown> {
  let text: string
  try {
    const bytes = await readFile(file)
    if (bytes.length > MAX_YAML_BYTES) throw new PlimsollError('E_LIMIT', `${file} is larger than 4 MiB`)
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause
    const code = (cause as { code?: string }).code
    const why =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EISDIR'
          ? 'is a folder'
          : code
            ? `cannot be read (${code})`
            : 'is not UTF-8'
    throw new PlimsollError('E_INPUT', `${file} ${why}`, { cause })
  }
  try {
    return parseYaml(text, { maxAliasCount: 100 })
  } catch (cause) {
    const at = cause instanceof YAMLParseError ? cause.linePos?.[0] : undefined
    const place = at ? `${file}:${at.line}:${at.col}` : file
    const what = cause instanceof YAMLParseError ? cause.code : describeError(cause).en
    throw new PlimsollError('E_USAGE', `${place}: not valid YAML (${what})`, { cause })
  }
}
