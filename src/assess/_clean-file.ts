import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import {
  both,
  describeError,
  isPlimsollError,
  PlimsollError,
  type ReceiptFile,
  stoppedError,
} from '../core/index.ts'
import {
  type DatasetFile,
  type OpenOptions,
  openDataset,
  type WrittenFile,
  writeAtomically,
} from '../io/index.ts'
import { bytesOfFile, unreadable } from '../store/file-bytes.ts'
import { sealOriginal } from '../store/sealed-original.ts'
import type { Vault } from '../store/vault.ts'
import type { PlannedFile } from './_clean-places.ts'
import type { QuietSamples } from './_clean-quiet.ts'
import { type CleanRecords, type FinishedFile, outputError } from './_clean-records.ts'
import { decideRows, type RowRules, RowTally } from './_clean-rows.ts'
import { textOfDocument } from './_clean-text.ts'

/** What all files of a run share. */
export interface CleanRun {
  readonly rules: RowRules
  readonly vault: Vault
  readonly records: CleanRecords
  readonly open: OpenOptions
  /** Folder for files in the making. */
  readonly work: string
  /** Folder of the receipt, which output paths are relative to. */
  readonly folder: string
  /** Paths that files of the run are written to. */
  readonly taken: ReadonlySet<string>
  readonly signal: AbortSignal | undefined
  readonly report: (path: string, file: DatasetFile, samples: number) => void
}

/** Times that a cleaned file is read again and cleaned further until nothing changes. */
const MAX_PASSES = 4

/**
 * Cleans one file: writes it aside, reads it again until cleaning finds nothing more, seals what it lost, and moves it
 * to its name. Throws E_INPUT or E_LIMIT when the file cannot be cleaned; then nothing of it remains.
 */
export async function cleanFile(planned: PlannedFile, run: CleanRun): Promise<FinishedFile> {
  const aside = join(run.work, 'files')
  try {
    const before = await factsOf(planned.source)
    const file = await openDataset(planned.source, run.open)
    const tally = new RowTally()
    const write: Write = async (folder, name, chunks) => {
      const path = join(aside, folder, name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      return {
        path,
        written: await writeAtomically(path, chunks, { mode: before.mode & 0o777, flush: false }),
      }
    }
    const cleaned = await cleanUntilQuiet({ file, planned, run, tally, write })
    const output =
      cleaned ?? (await write('copy', basename(planned.target), bytesOfFile(planned.source, run.signal)))
    const sha256 = cleaned === undefined ? output.written.sha256 : await seal(planned, cleaned.path, run)
    const after = await factsOf(planned.source)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedMeanwhile(planned.path)
    const target = cleaned === undefined || planned.isNamed ? planned.target : targetOf(planned, file, run)
    const finished: FinishedFile = {
      file: {
        name: planned.name,
        input: { path: planned.path, sha256, bytes: before.size },
        output: { path: relative(run.folder, target).split(sep).join('/'), ...output.written },
        ...tally.totals(),
        ...(cleaned && remarkOn(file)),
      },
      counts: tally.counts,
    }
    await moveInto(output.path, target)
    await run.records.commit(finished)
    return finished
  } catch (cause) {
    await run.records.rollBack()
    throw cause
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

async function moveInto(path: string, target: string): Promise<void> {
  try {
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
  } catch (cause) {
    throw outputError(target, cause)
  }
}

/** The name of a file that was changed: what cannot be written in its own form gets the ending of another. */
function cleanedName({ target }: PlannedFile, { readOnly, writesUncompressed }: DatasetFile): string {
  const name = basename(target)
  if (readOnly !== undefined) return `${name}.txt`
  return writesUncompressed === undefined ? name : name.replace(/(?<=.)\.[^.]+$/u, '')
}

/** Where a changed file goes. Throws E_INPUT when its new name is that of another input. */
function targetOf(planned: PlannedFile, file: DatasetFile, { taken }: CleanRun): string {
  const target = join(dirname(planned.target), cleanedName(planned, file))
  if (target === planned.target || !taken.has(target)) return target
  throw new PlimsollError(
    'E_INPUT',
    both(
      `${planned.path}: it would be written as ${basename(target)}, which is the name of another input`,
      `${planned.path}：它将写为 ${basename(target)}，而这是另一个输入的名称`,
    ),
    { advice: both('clean it by itself', '请单独清洗该文件') },
  )
}

function remarkOn({ readOnly, writesUncompressed }: DatasetFile): {
  remark?: NonNullable<ReceiptFile['remark']>
} {
  const reason = readOnly ?? writesUncompressed
  if (reason === undefined) return {}
  return {
    remark:
      readOnly === undefined
        ? both(`written uncompressed: ${reason.en}`, `已写为未压缩文件：${reason['zh-CN']}`)
        : both(`written as plain text: ${reason.en}`, `已写为纯文本：${reason['zh-CN']}`),
  }
}

/** A file written aside. */
interface Aside {
  readonly path: string
  readonly written: WrittenFile
}

interface CleanedAside extends Aside {
  readonly quiet: QuietSamples
}

type Write = (folder: string, name: string, chunks: AsyncIterable<Uint8Array>) => Promise<Aside>

interface FileWork {
  readonly file: DatasetFile
  readonly planned: PlannedFile
  readonly run: CleanRun
  readonly tally: RowTally
  readonly write: Write
}

/** Cleans the file, then what came out of it, until nothing changes; undefined when nothing changed at all. */
async function cleanUntilQuiet(work: FileWork): Promise<Aside | undefined> {
  const { planned, run } = work
  let latest: CleanedAside | undefined
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    try {
      const file = latest === undefined ? work.file : await openDataset(latest.path, run.open)
      const next = await rewrite({ ...work, file }, pass, latest?.quiet)
      if (next === undefined) return latest
      latest = next
      if (latest.written.bytes === 0) return latest
    } catch (cause) {
      if (pass === 1 || !isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT'))
        throw cause
      throw unsettled(planned.path, cause)
    }
  }
  throw unsettled(planned.path)
}

/** One pass over a file; undefined when no row changed. */
async function rewrite(
  { file, planned, run, tally, write }: FileWork,
  pass: number,
  before: QuietSamples | undefined,
): Promise<CleanedAside | undefined> {
  const rows = decideRows({ ...run, planned, tally, pass, before })
  let failure: unknown
  const decide: typeof rows.decide = async event => {
    try {
      if (run.signal?.aborted) throw stoppedError()
      const decision = await rows.decide(event)
      if (pass === 1) run.report(planned.path, file, tally.samples)
      return decision
    } catch (cause) {
      failure = cause
      throw cause
    }
  }
  const chunks = async function* () {
    try {
      for await (const chunk of file.readOnly ? textOfDocument(file, decide) : file.rewrite(decide)) {
        if (run.signal?.aborted) throw stoppedError()
        yield chunk
      }
    } catch (cause) {
      // What this run threw is about the run; what the format threw is about this file.
      throw cause === failure ? cause : aboutFile(planned.path, cause)
    }
  }
  const name = pass === 1 ? cleanedName(planned, file) : basename(file.path)
  const written = await write(`pass-${pass}`, name, chunks())
  return rows.changed() ? { ...written, quiet: rows.quiet } : undefined
}

/** An error of a format as one that concerns its file only: the other files of the run go on. */
function aboutFile(path: string, cause: unknown): PlimsollError {
  if (!isPlimsollError(cause)) {
    const { en, 'zh-CN': zh } = describeError(cause)
    return new PlimsollError(
      'E_INPUT',
      both(`${path} cannot be rewritten: ${en}`, `无法改写 ${path}：${zh}`),
      { cause },
    )
  }
  if (cause.code === 'E_INPUT' || cause.code === 'E_LIMIT' || cause.code === 'E_ABORTED') return cause
  return new PlimsollError('E_INPUT', cause.text, { cause, ...(cause.advice && { advice: cause.advice }) })
}

/** Tells a file that was not changed meanwhile. */
async function factsOf(path: string): Promise<{ mode: number; size: number; mtimeMs: number }> {
  return stat(path).catch(cause => {
    throw unreadable(path, cause)
  })
}

/** Seals the original's missing bytes; gives its SHA-256. */
const seal = (planned: PlannedFile, cleaned: string, { vault, signal, records }: CleanRun): Promise<string> =>
  sealOriginal({ original: planned.source, cleaned, name: planned.name, vault, signal }, async step => {
    await records.undo(step)
  })

const unsettled = (path: string, cause?: unknown): PlimsollError =>
  new PlimsollError(
    'E_INPUT',
    both(
      `${path}: what was cleaned does not read back clean, so nothing was written`,
      `${path}：清洗结果重新读取后仍不干净，因此没有写入任何内容`,
    ),
    {
      advice: both(
        'name its format with --format, or drop the types that come back (policy: action drop)',
        '请用 --format 指定格式，或将反复出现的类型设为丢弃（策略：action drop）',
      ),
      cause,
    },
  )

const changedMeanwhile = (path: string): PlimsollError =>
  new PlimsollError('E_INPUT', both(`${path} changed while it was cleaned`, `${path} 在清洗过程中被改动`), {
    advice: both('clean it again once nobody writes to it', '请在无人写入时重新清洗'),
  })
