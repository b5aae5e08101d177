import { stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type ArtifactKind,
  both,
  type Localized,
  PlimsollError,
  type Policy,
  type Stage,
} from '../core/index.ts'
import { findInputs, type OpenOptions } from '../io/index.ts'
import { builtinPolicy } from '../policy/index.ts'
import { recordsAmong } from './_clean-receipt.ts'
import { PROJECT_FILE, type Project, readProject } from './project.ts'

/** A file that a run will look at. */
export interface PlannedInput {
  /** As shown in reports: relative to the working directory where possible. */
  readonly path: string
  readonly bytes: number
  readonly open: OpenOptions
}

/** A part of the project that no audit of this version can look at. */
export interface UnevaluatedPart {
  readonly stage: Stage
  readonly part: string
  readonly reason: Localized
}

/** A model that the project names, to be asked. */
export interface PlannedModel {
  /** Its place in the project file, such as `alignment.model`. */
  readonly part: string
  readonly stage: Stage
  /** As the project file says it. */
  readonly spec: unknown
  /** Relative paths of `spec` start here. */
  readonly folder: string
}

/** What a run will do. */
export interface Plan {
  readonly name: string
  readonly policy: Policy
  readonly inputs: readonly PlannedInput[]
  readonly problems: readonly { readonly path: string; readonly reason: Localized }[]
  readonly skipped: readonly { readonly path: string; readonly reason: Localized }[]
  readonly unevaluated: readonly UnevaluatedPart[]
  readonly models?: readonly PlannedModel[]
  /** Benchmarks that nothing here should hold. */
  readonly benchmarks?: readonly PlannedInput[]
  /** Lists of canaries to ask models for. */
  readonly canaries?: readonly PlannedInput[]
  /** Folder of the index that the project names. */
  readonly index?: string
}

export interface PlanOptions {
  readonly cwd: string
  readonly policy?: Policy
  readonly open?: OpenOptions
  /** Files, folders and globs of benchmarks, beside those that a project names. */
  readonly benchmarks?: readonly string[]
}

/** Plans a run over files, folders and globs, without a project file. */
export async function planPaths(paths: readonly string[], options: PlanOptions): Promise<Plan> {
  const gathered = await gather(paths, options.cwd, options.open ?? {})
  const name =
    paths.length === 1
      ? (paths[0] ?? '')
          .replace(/[\\/]+$/, '')
          .split(/[\\/]/)
          .pop() || 'folder'
      : `${paths.length} paths`
  const policy = options.policy ?? builtinPolicy('baseline')
  return withBenchmarks({ name, policy, ...gathered, unevaluated: [] }, [], options)
}

/** Adds benchmarks to a plan: they are compared with, and no input themselves. */
async function withBenchmarks(plan: Plan, patterns: readonly string[], options: PlanOptions): Promise<Plan> {
  const { inputs, problems, skipped } = plan
  const gathered = await gather([...patterns, ...(options.benchmarks ?? [])], options.cwd, {})
  const benchmarks = [...new Map(gathered.inputs.map(each => [each.path, each])).values()]
  if (benchmarks.length === 0 && gathered.problems.length === 0) return plan
  const paths = new Set(benchmarks.map(({ path }) => path))
  const reason = both('named as a benchmark', '被指定为评测基准')
  return {
    ...plan,
    benchmarks,
    inputs: inputs.filter(({ path }) => !paths.has(path)),
    problems: [...problems, ...gathered.problems],
    skipped: [
      ...skipped,
      ...inputs.filter(({ path }) => paths.has(path)).map(({ path }) => ({ path, reason })),
    ],
  }
}

/** Plans `assess TARGET`: a project file, a folder that holds one, or any folder or file. */
export async function planAssessment(target: string, options: PlanOptions): Promise<Plan> {
  const full = resolve(options.cwd, target)
  const facts = await stat(full).catch(() => undefined)
  if (facts === undefined) {
    throw new PlimsollError('E_INPUT', `${target} does not exist`, {
      advice: 'give a project file or a folder',
    })
  }
  if (facts.isFile() && /\.ya?ml$/i.test(target)) return planProject(await readProject(full), options)
  if (facts.isDirectory()) {
    const file = join(full, PROJECT_FILE)
    const present = await stat(file)
      .then(found => found.isFile())
      .catch(() => false)
    if (present) return planProject(await readProject(file), options)
  }
  return planPaths([target], options)
}

/** Parts of a project that hold text samples, with the kind they are read as. */
const TEXT_PARTS: readonly (readonly [
  stage: Exclude<Stage, never>,
  part: string,
  kind: ArtifactKind | undefined,
])[] = [
  ['data', 'corpora', undefined],
  ['tuning', 'instructions', 'instructions'],
  ['alignment', 'preferences', 'preferences'],
  ['alignment', 'answers', undefined],
  ['alignment', 'sources', 'documents'],
  ['unlearning', 'forget', undefined],
  ['unlearning', 'retain', undefined],
  ['deployment', 'systemPrompt', 'documents'],
  ['application', 'sources', 'documents'],
  ['application', 'tables', undefined],
  ['application', 'log', 'log'],
]

async function planProject(project: Project, options: PlanOptions): Promise<Plan> {
  const inputs = new Map<string, PlannedInput>()
  const problems: { path: string; reason: Localized }[] = []
  const skipped: { path: string; reason: Localized }[] = []
  const columns = project.source.data?.columns
  for (const [stage, part, kind] of TEXT_PARTS) {
    const named = (project.source[stage] as Record<string, unknown> | undefined)?.[part]
    if (named === undefined) continue
    const patterns = (Array.isArray(named) ? named : [named]) as string[]
    const absolute = patterns.map(pattern => resolveInside(project.folder, pattern))
    const open: OpenOptions = {
      ...options.open,
      ...(kind && { kind }),
      ...(columns && part === 'corpora' && { columns }),
    }
    const gathered = await gather(absolute, options.cwd, open)
    for (const input of gathered.inputs) if (!inputs.has(input.path)) inputs.set(input.path, input)
    problems.push(...gathered.problems)
    skipped.push(...gathered.skipped)
  }
  const patterns = project.source.data?.canaries?.map(each => resolveInside(project.folder, each)) ?? []
  const canaries = await gather(patterns, options.cwd, {})
  problems.push(...canaries.problems)
  const plan = {
    name: project.source.name,
    models: plannedModels(project),
    canaries: canaries.inputs,
    policy: options.policy ?? project.policy,
    inputs: [...inputs.values()],
    problems,
    skipped,
    unevaluated: unevaluatedParts(project),
    ...(project.source.data?.index && { index: resolveInside(project.folder, project.source.data.index) }),
  }
  const named = project.source.data?.benchmarks?.map(each => resolveInside(project.folder, each)) ?? []
  return withBenchmarks(plan, named, options)
}

/** The models that are named, each once. */
function plannedModels({ source, folder }: Project): PlannedModel[] {
  const named: PlannedModel[] = []
  for (const stage of ['alignment', 'deployment'] as const) {
    const spec = source[stage]?.model
    if (spec === undefined) continue
    if (named.some(each => isDeepStrictEqual(each.spec, spec))) continue
    named.push({ part: `${stage}.model`, stage, spec, folder })
  }
  return named
}

/** Every named part that is not read as text and no model has no audit yet, and says so. */
function unevaluatedParts(project: Project): UnevaluatedPart[] {
  const parts: UnevaluatedPart[] = []
  for (const stage of ['data', 'tuning', 'alignment', 'unlearning', 'deployment', 'application'] as const) {
    for (const part of Object.keys(project.source[stage] ?? {})) {
      if (
        part === 'columns' ||
        part === 'index' ||
        part === 'canaries' ||
        part === 'benchmarks' ||
        part === 'model' ||
        TEXT_PARTS.some(each => each[0] === stage && each[1] === part)
      )
        continue
      const reason = both(
        `${stage}.${part} is named in the project file, but this version has no audit for it`,
        `项目文件中列出了 ${stage}.${part}，但当前版本没有对应的审计`,
      )
      parts.push({ stage, part, reason })
    }
  }
  return parts
}

/** A pattern of the project file, from the project's folder. */
const resolveInside = (folder: string, pattern: string): string => resolve(folder, pattern)

async function gather(paths: readonly string[], cwd: string, open: OpenOptions) {
  const inputs: PlannedInput[] = []
  const problems: { path: string; reason: Localized }[] = []
  const skipped: { path: string; reason: Localized }[] = []
  for await (const entry of findInputs(paths)) {
    const shown = shownPath(entry.path, cwd)
    if (entry.type === 'file') inputs.push({ path: shown, bytes: entry.bytes, open })
    else (entry.type === 'problem' ? problems : skipped).push({ path: shown, reason: entry.reason })
  }
  const records = await recordsAmong(
    inputs.map(each => each.path),
    cwd,
  )
  const isRecord = ({ path }: PlannedInput) => records.has(resolve(cwd, path))
  const reason = both('written by an earlier cleaning', '由之前的清洗写入')
  for (const { path } of inputs.filter(isRecord)) skipped.push({ path, reason })
  return { inputs: inputs.filter(each => !isRecord(each)), problems, skipped }
}

/** Relative to the working directory when that is shorter and does not climb; as given otherwise. */
function shownPath(path: string, cwd: string): string {
  if (path === '-') return path
  const short = relative(cwd, resolve(cwd, path))
  return short && !short.startsWith('..') ? short : path
}
