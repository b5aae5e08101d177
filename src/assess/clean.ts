import { createHash, randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { VIEWS_VERSION } from '../analysis/views/index.ts'
import {
  type AnyAudit,
  type AnyDefense,
  both,
  type Detector,
  isPlimsollError,
  type Localized,
  PlimsollError,
  type Policy,
  type Receipt,
  type ReceiptProblem,
  stoppedError,
} from '../core/index.ts'
import { type DatasetFile, type OpenOptions, writeAtomically } from '../io/index.ts'
import { sha256OfFile } from '../store/file-bytes.ts'
import { readOrCreateKey } from '../store/key-file.ts'
import type { ScratchOptions } from '../store/scratch.ts'
import { openStateFolder } from '../store/state.ts'
import { openVault } from '../store/vault.ts'
import { duplicateRules } from './_clean-duplicates.ts'
import { type CleanRun, cleanFile } from './_clean-file.ts'
import { type CleanPlaces, occupiedBy, type PlannedFile, planPlaces } from './_clean-places.ts'
import { poisonRule } from './_clean-poison.ts'
import { type CleanRecords, type FinishedFile, openRecords } from './_clean-records.ts'
import { keptRejectedWarning } from './_clean-rows.ts'
import { sampleCleaner, UNCHECKED } from './_clean-sample.ts'
import { configureDetectors } from './_signals.ts'
import { type Environment, quotePath } from './assess.ts'
import { planPaths } from './plan.ts'

export interface CleanOptions {
  /** Files, folders and globs. */
  readonly paths: readonly string[]
  /** A folder for the cleaned tree; or, for a single input file, a file. */
  readonly out: string
  /** Folder that relative paths start from and that `.plimsoll/` lies in. */
  readonly cwd: string
  readonly policy: Policy
  readonly detectors: readonly Detector[]
  readonly defenses: readonly AnyDefense[]
  /** Where the audit of poisoned data is looked for; nothing is done about poisoned samples without it. */
  readonly audits?: readonly AnyAudit[]
  readonly environment: Pick<Environment, 'version' | 'now'>
  /** Key that seals originals and makes surrogates; `.plimsoll/keys/cleaning.key`, made when missing, unless named. */
  readonly keyFile?: string
  readonly open?: OpenOptions
  /** Only these types of signal; an unknown one is an error. */
  readonly types?: readonly string[]
  /** Write into a folder that is not empty. Files of the same name are replaced, others stay. */
  readonly force?: boolean
  /** Go on with an interrupted run. */
  readonly resume?: boolean
  /** Bytes of memory for comparing samples; what does not fit lies on disk. Default 192 MiB. */
  readonly memoryBytes?: number
  /** Leave unreadable rows where they are instead of moving them to the quarantine. */
  readonly keepRejected?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: CleanProgress) => void
}

export interface CleanProgress {
  /** The file at work. */
  readonly path: string
  /** Over the whole run, in bytes on disk. */
  readonly bytesDone: number
  readonly bytesTotal: number
  /** Over the whole run. */
  readonly samples: number
}

/**
 * Cleans files and folders under a policy: writes the cleaned tree, a quarantine of what was taken out, a sealed way
 * back, and last of all the receipt, which it returns. Stopped or failed, it leaves whole files only.
 */
export async function cleanPaths(options: CleanOptions): Promise<Receipt> {
  const { cwd, environment, policy, signal } = options
  const started = environment.now()
  const detectors = configureDetectors(options.detectors, policy, options.types)
  const plan = await planCleaning(options)
  const key = await readOrCreateKey(
    options.keyFile === undefined ? (await openStateFolder(cwd)).cleaningKey : resolve(cwd, options.keyFile),
  )
  const { places } = plan
  const records = await openRecords({
    work: places.work,
    resume: options.resume ?? false,
    runId: randomBytes(16).toString('hex'),
    fingerprint: fingerprintOf(options, key.id),
  })
  try {
    const vault = openVault(key.bytes, records.runId)
    const open = options.open ?? {}
    const clean = sampleCleaner({
      policy,
      detectors,
      defenses: options.defenses,
      types: options.types,
      needs: { keyedBytes: vault.keyedBytes, digest },
    })
    const room: ScratchOptions = {
      folder: join(places.work, 'columns'),
      ...(options.memoryBytes !== undefined && { memoryBytes: options.memoryBytes }),
    }
    const poison = await poisonRule({
      policy,
      audits: options.types === undefined ? (options.audits ?? []) : [],
      defenses: options.defenses,
      files: places.files,
      open,
      room,
      signal,
    })
    const duplicates = await duplicateRules({
      policy,
      defenses: options.defenses,
      clean,
      types: options.detectors.flatMap(each => Object.keys(each.types)),
      files: places.files,
      open,
      records,
      room,
      keyedBytes: vault.keyedBytes,
      signal,
    })
    const progress = progressOver(places.files, options.onProgress)
    const run: CleanRun = {
      rules: {
        clean,
        poison: poison?.decide,
        deduplicate: duplicates.decide,
        keepRejected: options.keepRejected ?? false,
      },
      vault,
      records,
      open,
      work: places.work,
      folder: places.folder,
      taken: new Set(places.files.map(each => each.target)),
      signal,
      report: progress.report,
    }
    const finished: FinishedFile[] = []
    const problems: ReceiptProblem[] = [...plan.problems]
    for (const planned of inOrderOfRecords(places.files, records)) {
      if (signal?.aborted) throw stoppedError()
      const outcome = (await finishedBefore(planned, places, records)) ?? (await cleanOrExplain(planned, run))
      if ('file' in outcome) finished.push(outcome)
      else {
        problems.push(outcome)
        await duplicates.forgetUnfinished()
      }
      progress.fileDone(planned, 'file' in outcome ? outcome.file.samples : 0)
    }
    await records.publish(places.quarantine, places.undo)
    const receipt: Receipt = {
      schemaVersion: '1',
      plimsoll: environment.version,
      policy: policy.name,
      files: finished.map(each => each.file),
      counts: addCounts(finished),
      problems,
      skipped: plan.skipped,
      key: { id: key.id, algorithm: 'aes-256-gcm' },
      quarantine: basename(places.quarantine),
      undo: { command: undoCommand(places, options), sealed: basename(places.undo) },
      warnings: [...warningsFor(finished, problems, run), ...(poison?.unseen ? [poison.unseen] : [])],
      run: {
        id: records.runId,
        started: new Date(started).toISOString(),
        seconds: Math.round(environment.now() - started) / 1000,
      },
    }
    await writeAtomically(places.receipt, textOf(receipt), { mode: 0o600 })
    await rm(places.work, { recursive: true, force: true })
    return receipt
  } finally {
    await records.close()
  }
}

async function* textOf(receipt: Receipt): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`, 'utf8')
}

interface CleaningPlan {
  readonly places: CleanPlaces
  readonly problems: readonly ReceiptProblem[]
  readonly skipped: readonly ReceiptProblem[]
}

/** Everything that can be refused before anything is written. */
async function planCleaning(options: CleanOptions): Promise<CleaningPlan> {
  const { paths, cwd, policy, open } = options
  if (paths.includes('-')) {
    throw new PlimsollError(
      'E_USAGE',
      both('cleaning needs files: it reads them more than once', '清洗需要文件：内容会被读取多次'),
      {
        advice: both('save standard input to a file first', '请先将标准输入保存为文件'),
      },
    )
  }
  const plan = await planPaths(paths, { cwd, policy, ...(open && { open }) })
  const { inputs, problems, skipped } = plan
  if (inputs.length === 0 && problems.length === 0) {
    throw new PlimsollError('E_INPUT', both('there is nothing to clean', '没有可清洗的内容'), {
      advice: both('name files, folders or globs that hold data', '请指定包含数据的文件、文件夹或通配符'),
    })
  }
  const places = await planPlaces(paths, inputs, options.out, cwd)
  await refuseOccupied(places, options)
  return { places, problems, skipped }
}

async function refuseOccupied(places: CleanPlaces, { out, force, resume }: CleanOptions): Promise<void> {
  const occupied = await occupiedBy(places)
  if (occupied === 'nothing' || force) return
  if (occupied === 'unfinished work') {
    if (resume) return
    throw new PlimsollError(
      'E_USAGE',
      both(`${out} holds an interrupted run`, `${out} 中有一次被中断的运行`),
      {
        advice: both(
          'go on with --resume, or start anew with --force',
          '使用 --resume 继续，或用 --force 重新开始',
        ),
      },
    )
  }
  throw new PlimsollError('E_USAGE', both(`${out} is not empty`, `${out} 不为空`), {
    advice: both(
      'choose another place, or replace files of the same names with --force',
      '请选择其他位置，或用 --force 替换同名文件',
    ),
  })
}

/** Files that an interrupted run finished come first, as their lines do in the undo file. */
function inOrderOfRecords(files: readonly PlannedFile[], { finished }: CleanRecords): PlannedFile[] {
  const byName = new Map(files.map(file => [file.name, file]))
  const before = [...finished.keys()].map(name => byName.get(name)).filter(file => file !== undefined)
  return [...before, ...files.filter(file => !finished.has(file.name))]
}

/** A file that an interrupted run finished, if it and its output are still what they were. */
async function finishedBefore(
  planned: PlannedFile,
  places: CleanPlaces,
  records: CleanRecords,
): Promise<FinishedFile | undefined> {
  const before = records.finished.get(planned.name)
  if (before === undefined) return undefined
  const { input, output } = before.file
  const same =
    (await sha256OfFile(planned.source)) === input.sha256 &&
    output !== undefined &&
    (await sha256OfFile(join(places.folder, output.path))) === output.sha256
  if (same) return before
  throw new PlimsollError(
    'E_USAGE',
    both(
      `${planned.path} or what was made of it changed since the run was interrupted`,
      `${planned.path} 或其清洗结果在运行中断之后被改动`,
    ),
    { advice: both('start anew with --force', '请用 --force 重新开始') },
  )
}

/** A file that cannot be cleaned does not stop the others. */
async function cleanOrExplain(planned: PlannedFile, run: CleanRun): Promise<FinishedFile | ReceiptProblem> {
  try {
    return await cleanFile(planned, run)
  } catch (cause) {
    if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    const shown = (text: string) => text.replaceAll(planned.source, planned.path)
    return { path: planned.path, reason: both(shown(cause.text.en), shown(cause.text['zh-CN'])) }
  }
}

function addCounts(finished: readonly FinishedFile[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const { counts } of finished) {
    for (const [what, count] of Object.entries(counts)) sums.set(what, (sums.get(what) ?? 0) + count)
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function warningsFor(
  finished: readonly FinishedFile[],
  problems: readonly ReceiptProblem[],
  { rules }: CleanRun,
): Localized[] {
  const warnings: Localized[] = []
  if (problems.length > 0) {
    warnings.push(
      both(
        `${problems.length} inputs could not be cleaned and are missing from the output`,
        `${problems.length} 个输入无法清洗，输出中没有它们`,
      ),
    )
  }
  const unchecked = addCounts(finished)[`drop/${UNCHECKED}`] ?? 0
  if (unchecked > 0) {
    warnings.push(
      both(
        `on ${unchecked} rows a check failed; they are in the quarantine: please report this`,
        `${unchecked} 行在检查时出错，已放入隔离区：请报告此问题`,
      ),
    )
  }
  for (const { file } of finished) {
    if (rules.keepRejected && file.rejected > 0)
      warnings.push(keptRejectedWarning(file.input.path, file.rejected))
  }
  return warnings
}

function undoCommand(places: CleanPlaces, { cwd, keyFile }: CleanOptions): string {
  const key = keyFile === undefined ? '' : ` --key ${quotePath(keyFile)}`
  return `plimsoll clean --undo ${quotePath(relative(cwd, places.receipt) || places.receipt)}${key} -o restored`
}

/** Reports at most every so many samples. */
const SAMPLES_BETWEEN_REPORTS = 64

function progressOver(files: readonly PlannedFile[], onProgress: CleanOptions['onProgress']) {
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let bytesBefore = 0
  let samplesBefore = 0
  const tell = (path: string, bytes: number, samples: number) =>
    onProgress?.({ path, bytesDone: bytesBefore + bytes, bytesTotal, samples: samplesBefore + samples })
  return {
    report(path: string, file: DatasetFile, samples: number) {
      if (samples % SAMPLES_BETWEEN_REPORTS === 0) tell(path, Math.min(file.consumed(), file.bytes), samples)
    },
    fileDone({ path, bytes }: PlannedFile, samples: number) {
      bytesBefore += bytes
      samplesBefore += samples
      tell(path, 0, 0)
    },
  }
}

/** What the outcome depends on besides the inputs. */
function fingerprintOf(options: CleanOptions, keyId: string): string {
  const { environment, policy, types, keepRejected, detectors, defenses } = options
  const { stdin: _stdin, ...open } = options.open ?? {}
  return digest(
    JSON.stringify([
      environment.version,
      VIEWS_VERSION,
      policy,
      types ?? null,
      open,
      keepRejected ?? false,
      keyId,
      [...detectors, ...defenses, ...(options.audits ?? [])].map(({ id, version }) => [id, version]),
    ]),
  )
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
