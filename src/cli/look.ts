import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  type AssessOptions,
  assess,
  countAtLeast,
  gate,
  type Plan,
  projectPolicy,
  quotePath,
  resolvePolicy,
} from '../assess/index.ts'
import { type Assessment, both, type Localized, PlimsollError, type Policy } from '../core/index.ts'
import { detectors } from '../detectors/index.ts'
import { type OpenOptions, writeAtomically } from '../io/index.ts'
import { REPORT_FILES, renderFindingLine, renderJson } from '../report/index.ts'
import { audits, modelAudits } from '../stages/index.ts'
import { readOrCreateKey } from '../store/key-file.ts'
import { openRunCache } from '../store/run-cache.ts'
import { openSampleIndex, type SampleIndex } from '../store/sample-index.ts'
import { pruneScratch } from '../store/scratch.ts'
import { openStateFolder } from '../store/state.ts'
import { readBaseline } from './_baseline.ts'
import type { CliContext } from './context.ts'
import type { LookFlags } from './flags.ts'
import { encodeChunks, writeOut } from './render/output.ts'
import { startProgress } from './render/progress.ts'
import { renderSummary } from './render/summary.ts'
import { renderTable } from './render/table.ts'

/** How flags say to open a file. */
export function openOptionsOf(flags: Pick<LookFlags, 'as' | 'format' | 'encoding' | 'columns'>): OpenOptions {
  const columns = flags.columns?.map(pair => {
    const at = pair.indexOf('=')
    if (at < 1 || at === pair.length - 1) {
      throw new PlimsollError(
        'E_USAGE',
        both('--columns takes FIELD=COLUMN pairs', '--columns 的格式为 字段=列'),
        {
          advice: both(
            'for example --columns instruction=q,output=a',
            '例如 --columns instruction=q,output=a',
          ),
        },
      )
    }
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return {
    ...(flags.as && { kind: flags.as }),
    ...(flags.format && { format: flags.format }),
    ...(flags.encoding && { encoding: flags.encoding }),
    ...(columns && { columns: Object.fromEntries(columns) }),
  }
}

/** The policy that a flag names, else that of the project which the paths belong to. */
export const policyOf = async (
  context: CliContext,
  flag: string | undefined,
  paths: readonly string[],
): Promise<Policy | undefined> =>
  flag === undefined ? projectPolicy(paths, context.cwd) : resolvePolicy(flag, context.cwd)

/** Runs a plan, prints and writes what was asked for, and gives the exit status. */
export async function look(
  context: CliContext,
  plan: Plan,
  flags: LookFlags,
  reportFolder: string | undefined,
): Promise<number> {
  if (flags.json && flags.jsonl) {
    throw new PlimsollError(
      'E_USAGE',
      both('--json and --jsonl exclude each other', '--json 与 --jsonl 不能同时使用'),
    )
  }
  if (flags.dryRun) return showPlan(context, plan)
  if (plan.inputs.length === 0 && plan.problems.length === 0 && !plan.canaries?.length) {
    throw new PlimsollError('E_INPUT', both('there is nothing to look at', '没有可检查的内容'), {
      advice: both(
        `${plan.skipped.length} files were left out; \`--dry-run\` says why`,
        `略过了 ${plan.skipped.length} 个文件；用 --dry-run 查看原因`,
      ),
    })
  }
  const accepted =
    flags.baseline === undefined ? undefined : await readBaseline(resolve(context.cwd, flags.baseline))
  const state = await openState(context)
  try {
    const assessment = await runWithProgress(context, plan, flags, state.path, accepted)
    const failOn = flags.failOn ?? plan.policy.failOn
    const exitCode = gate(assessment, failOn)
    if (flags.findings !== undefined)
      await writeFindings(context, assessment, resolve(context.cwd, flags.findings))
    const reports = reportFolder === undefined ? [] : await writeReports(context, assessment, reportFolder)
    if (flags.json) await writeOut(context, renderJson(assessment, { language: context.language }))
    else if (flags.jsonl) await writeOut(context, findingLines(context, assessment))
    if (!flags.json && !flags.jsonl) {
      const titles = new Map([...audits, ...modelAudits].map(each => [each.id, each.title]))
      const next = nextCommand(assessment)
      const summary = { failOn, titles, reports, exitCode, next }
      context.process.stderr.write(await renderSummary(assessment, context, summary))
    }
    return exitCode
  } finally {
    await state.close()
  }
}

/** Columns that a cached result refers to are kept this long. */
const COLUMNS_KEPT_MS = 14 * 24 * 3_600_000

async function runWithProgress(
  context: CliContext,
  plan: Plan,
  flags: LookFlags,
  folder: string,
  accepted: ReadonlySet<string> | undefined,
): Promise<Assessment> {
  const named = flags.index ?? plan.index
  const index = named === undefined ? undefined : await openIndex(context, named, folder)
  const columns = join(folder, 'columns')
  pruneScratch(columns, context.now() - COLUMNS_KEPT_MS)
  const progress = startProgress(context)
  const options: AssessOptions = {
    audits,
    detectors,
    cache: openRunCache(folder, { owner: context.processId, isRunning: context.isRunning }),
    environment: context,
    scratch: { folder: columns, ...(flags.memory !== undefined && { memoryBytes: flags.memory }) },
    ask: {
      audits: modelAudits,
      variables: context.process.env,
      endpoints: flags.ask ?? false,
      answers: join(folder, 'answers'),
    },
    encoder: { folder: context.cwd },
    ...(index && { index }),
    threads: flags.jobs ?? context.processors,
    signal: context.signal,
    onProgress: step =>
      progress.update({
        label: step.artifacts > 1 ? `${step.path} (${step.artifact}/${step.artifacts})` : step.path,
        bytesDone: step.totalDone,
        bytesTotal: step.totalBytes,
        items: step.samples,
        findings: step.findings,
      }),
    ...(flags.types && { types: flags.types }),
    ...(flags.reveal && { reveal: true }),
    ...(flags.resume && { resume: true }),
    ...(accepted && { accepted }),
  }
  try {
    return await assess(plan, options)
  } finally {
    index?.close()
    progress.done()
  }
}

/** The index that a flag or the project names. Its key lies in the project's private folder. */
async function openIndex(context: CliContext, folder: string, state: string): Promise<SampleIndex> {
  const { id, bytes } = await readOrCreateKey(join(state, 'keys', 'index.key'))
  return openSampleIndex({
    folder: resolve(context.cwd, folder),
    key: { id, bytes },
    owner: context.processId,
    isRunning: context.isRunning,
  })
}

/** The project's private folder; where it cannot be made, a private folder that goes away with the run. */
async function openState(context: CliContext): Promise<{ path: string; close: () => Promise<void> }> {
  try {
    const { path } = await openStateFolder(context.cwd)
    return { path, close: async () => undefined }
  } catch (error) {
    if (!(error instanceof PlimsollError) || error.code !== 'E_OUTPUT') throw error
    const path = await mkdtemp(join(tmpdir(), 'plimsoll-'))
    return { path, close: () => rm(path, { recursive: true, force: true }) }
  }
}

const findingLines = async function* (context: CliContext, assessment: Assessment): AsyncGenerator<string> {
  for await (const finding of assessment.findings())
    yield renderFindingLine(finding, { language: context.language })
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? ''
    throw new PlimsollError(
      'E_OUTPUT',
      both(`${path} cannot be made (${code})`, `无法创建 ${path}（${code}）`),
      { cause },
    )
  }
}

async function writeFindings(context: CliContext, assessment: Assessment, path: string): Promise<void> {
  await makeFolder(dirname(path))
  await writeAtomically(path, encodeChunks(findingLines(context, assessment)), { signal: context.signal })
}

async function writeReports(context: CliContext, assessment: Assessment, folder: string): Promise<string[]> {
  const written: string[] = []
  await makeFolder(folder)
  for (const [name, render] of Object.entries(REPORT_FILES)) {
    const path = join(folder, name)
    const chunks = encodeChunks(render(assessment, { language: context.language }))
    await writeAtomically(path, chunks, { signal: context.signal })
    written.push(path)
  }
  return written
}

/** The command that a person would most likely type now. */
function nextCommand(assessment: Assessment): string | undefined {
  const found = countAtLeast(assessment, 'medium') > 0
  const readable = assessment.artifacts.filter(each => each.unreadable === undefined && each.path !== '-')
  const first = readable[0]
  if (!found || first === undefined) return undefined
  const target = readable.length === 1 ? first.path : commonFolder(readable.map(each => each.path))
  return `plimsoll clean ${quotePath(target)} -o cleaned`
}

/** The deepest folder that holds all paths; `.` when there is none. */
function commonFolder(paths: readonly string[]): string {
  const split = paths.map(path => path.split('/').slice(0, -1))
  const shared: string[] = []
  for (const [at, part] of (split[0] ?? []).entries()) {
    if (!split.every(each => each[at] === part)) break
    shared.push(part)
  }
  return shared.join('/') || (paths[0]?.startsWith('/') ? '/' : '.')
}

function showPlan(context: CliContext, plan: Plan): number {
  const { language } = context
  const row = (path: string, text: Localized) => [path, text[language]]
  const rows = [
    ...plan.inputs.map(({ path, open }) =>
      row(path, open.kind ? both(open.kind, open.kind) : both('to be recognized', '待识别')),
    ),
    ...plan.problems.map(({ path, reason }) =>
      row(path, both(`unreadable: ${reason.en}`, `无法读取：${reason['zh-CN']}`)),
    ),
    ...plan.skipped.map(({ path, reason }) =>
      row(path, both(`left out: ${reason.en}`, `略过：${reason['zh-CN']}`)),
    ),
    ...(plan.models ?? []).map(({ part }) => row(part, both('a model to be asked', '将询问的模型'))),
    ...plan.unevaluated.map(({ stage, part, reason }) => row(`${stage}.${part}`, reason)),
  ]
  context.process.stdout.write(`${renderTable(rows)}\n`)
  return 0
}
