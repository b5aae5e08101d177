import type { z } from 'zod'
import {
  type AnyAudit,
  type Artifact,
  type AuditContext,
  describeError,
  type Finding,
  type FindingDraft,
  findingIdentifier,
  isPlimsollError,
  type Localized,
  type Needs,
  stoppedError,
} from '../core/index.ts'
import type { DatasetFile, ReadEvent, Segment } from '../io/index.ts'
import type { Journal, RunCache } from '../store/run-cache.ts'

/** An audit with its context: ready to look at artifacts. */
export interface PreparedAudit {
  readonly audit: AnyAudit
  readonly context: AuditContext<z.ZodType, keyof Needs>
  readonly digest: (text: string) => string
  /** Opens what it needs before it begins; gives the reason why that cannot be had. */
  readonly open?: () => Promise<OpenedNeeds>
  /** Opens what `conclude` needs: every artifact may have come from the cache, or from another thread. */
  readonly openToConclude?: () => Promise<OpenedNeeds>
}

/** What ran the encoder, or why an audit cannot be evaluated; neither for an audit that needs nothing opened. */
export interface OpenedNeeds {
  readonly encoder?: string
  readonly unavailable?: Localized
}

/** What remains of one artifact, or segment, once every audit has seen it; cached by content hash. */
export interface ArtifactResult {
  readonly artifact: Artifact
  /** By audit id. An audit that threw has no summary. */
  readonly summaries: Readonly<Record<string, unknown>>
  /** Why an audit threw, by audit id. */
  readonly errors: Readonly<Record<string, Localized>>
  /** Why an audit could not be evaluated here, by audit id. */
  readonly unavailable?: Readonly<Record<string, Localized>>
  /** What ran the encoder, where an audit asked for it. */
  readonly encoder?: string
  readonly findings: number
}

export interface ArtifactProgress {
  readonly path: string
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly samples: number
  readonly findings: number
}

export interface ArtifactRunOptions {
  readonly file: DatasetFile
  /** The part of the file to look at; all of it when absent. */
  readonly segment?: Segment
  readonly audits: readonly PreparedAudit[]
  readonly cache: RunCache
  readonly key: string
  readonly resume: boolean
  readonly signal: AbortSignal | undefined
  readonly now: () => number
  readonly onProgress: ((progress: ArtifactProgress) => void) | undefined
}

type Identify = ReturnType<typeof findingIdentifier>

interface State {
  events: number
  samples: number
  rejected: number
  summaries: Record<string, unknown>
  errors: Record<string, Localized>
  findings: number
}

/** A checkpoint at most this often, in milliseconds, */
const CHECKPOINT_MS = 3000
/** and never for more than a tenth of the time: large summaries cost more than they save. */
const CHECKPOINT_SHARE = 10
/** Look at the clock and the abort signal every so many events. */
const EVENTS_BETWEEN_LOOKS = 64

/** Runs every audit over one artifact in a single pass and leaves the result in the cache. */
export async function runArtifact(options: ArtifactRunOptions): Promise<ArtifactResult> {
  const { file, cache, key, now } = options
  const { audits, opened } = await openNeeds(options.audits)
  let journal = await cache.begin(key, options.resume)
  if (!goesOn(journal.resumed as State | undefined, audits)) {
    await journal.close()
    journal = await cache.begin(key, false)
  }
  try {
    const state = (journal.resumed as State | undefined) ?? freshState()
    const skip = state.events
    const passes = audits
      .filter(({ audit }) => !(audit.id in state.errors))
      .map(({ audit, context, digest }) => ({
        audit,
        digest,
        pass: audit.begin(context, state.summaries[audit.id]),
      }))
    type Running = (typeof passes)[number]
    const fail = ({ audit }: Running, cause: unknown) => {
      if (isPlimsollError(cause) && cause.code === 'E_OUTPUT') throw cause
      state.errors[audit.id] = describeError(cause)
    }
    /** Writes the findings of one audit on one event; a promise only when the journal must be waited for. */
    const write = (
      running: Running,
      drafts: Iterator<FindingDraft>,
      identify: Identify,
    ): Promise<void> | undefined => {
      try {
        for (let next = drafts.next(); !next.done; next = drafts.next()) {
          state.findings++
          const written = journal.append(stamp(running.audit, next.value, identify(next.value)))
          if (written === undefined) continue
          return written.then(
            () => write(running, drafts, identify),
            cause => fail(running, cause),
          )
        }
      } catch (cause) {
        fail(running, cause)
      }
      return undefined
    }
    const take = (running: Running, event: ReadEvent): Promise<void> | undefined => {
      const { audit, pass } = running
      if (audit.id in state.errors) return undefined
      if (event.type !== 'sample' || pass.prepare === undefined) return look(running, event)
      return pass.prepare(event.sample).then(
        () => look(running, event),
        cause => fail(running, cause),
      )
    }
    const look = (running: Running, event: ReadEvent): Promise<void> | undefined => {
      const { audit, digest, pass } = running
      try {
        const drafts =
          event.type === 'sample' ? pass.sample(event.sample) : pass.reject?.(event.locator, event.reason)
        if (drafts === undefined || (Array.isArray(drafts) && drafts.length === 0)) return undefined
        return write(running, drafts[Symbol.iterator](), findingIdentifier(audit.id, digest))
      } catch (cause) {
        fail(running, cause)
        return undefined
      }
    }
    const snapshot = () => {
      for (const { audit, pass } of passes)
        if (!(audit.id in state.errors)) state.summaries[audit.id] = pass.summary()
    }
    let seen = 0
    let nextCheckpoint = now() + CHECKPOINT_MS
    let unreadable: Localized | undefined
    try {
      for await (const events of file.readBatches(options.segment)) {
        for (const event of events) {
          if (seen++ < skip) continue
          state.events = seen
          if (event.type === 'sample') state.samples++
          else state.rejected++
          for (const running of passes) {
            const written = take(running, event)
            if (written !== undefined) await written
          }
          if (seen % EVENTS_BETWEEN_LOOKS !== 0) continue
          const time = now()
          if (options.signal?.aborted || time > nextCheckpoint) {
            snapshot()
            await journal.checkpoint(state)
            nextCheckpoint = now() + Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * (now() - time))
            if (options.signal?.aborted) throw stoppedError()
          }
          options.onProgress?.(progressOf(options, state))
        }
      }
    } catch (cause) {
      // A file that breaks off keeps what came before; anything else is not about this file.
      if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
      unreadable = cause.text
    }
    snapshot()
    options.onProgress?.(progressOf(options, state))
    return await finish(options, journal, state, { unreadable, opened })
  } finally {
    await journal.close()
  }
}

/** False when an audit that could not be evaluated before the interruption can be now: it must see every sample. */
const goesOn = (resumed: State | undefined, audits: readonly PreparedAudit[]): boolean =>
  resumed === undefined ||
  audits.every(({ audit: { id } }) => id in resumed.summaries || id in resumed.errors)

type Opened = Pick<ArtifactResult, 'unavailable' | 'encoder'>

/** Opens what audits need, and leaves out those whose needs cannot be had. */
async function openNeeds(
  audits: readonly PreparedAudit[],
): Promise<{ readonly audits: readonly PreparedAudit[]; readonly opened: Opened }> {
  const unavailable: Record<string, Localized> = {}
  let encoder: string | undefined
  for (const { audit, open } of audits) {
    const opened = await open?.()
    if (opened?.unavailable !== undefined) unavailable[audit.id] = opened.unavailable
    encoder ??= opened?.encoder
  }
  const opened = {
    ...(Object.keys(unavailable).length > 0 && { unavailable }),
    ...(encoder !== undefined && { encoder }),
  }
  return { audits: audits.filter(({ audit }) => !(audit.id in unavailable)), opened }
}

const freshState = (): State => ({
  events: 0,
  samples: 0,
  rejected: 0,
  summaries: {},
  errors: {},
  findings: 0,
})

async function finish(
  options: ArtifactRunOptions,
  journal: Journal,
  state: State,
  { unreadable, opened }: { readonly unreadable: Localized | undefined; readonly opened: Opened },
): Promise<ArtifactResult> {
  const { file, segment } = options
  const result: ArtifactResult = {
    artifact: {
      path: file.path,
      kind: file.kind,
      ...(segment === undefined && { sha256: await file.sha256() }),
      samples: state.samples,
      bytes: sizeOf(options),
      rejected: state.rejected,
      format: file.compression === 'none' ? file.format : `${file.format}+${file.compression}`,
      ...(file.encoding !== undefined && { encoding: file.encoding }),
      ...(unreadable !== undefined && { unreadable }),
    },
    summaries: state.summaries,
    errors: state.errors,
    ...opened,
    findings: state.findings,
  }
  await journal.finish(result)
  return result
}

/** Puts the audit's name on a draft. */
export function stamp(
  audit: Pick<AnyAudit, 'id' | 'topics' | 'stage'>,
  draft: FindingDraft,
  id: string,
): Finding {
  const { content: _content, ...rest } = draft
  return { id, audit: audit.id, topic: audit.topics[0] ?? '', stage: audit.stage, ...rest }
}

const sizeOf = ({ file, segment }: ArtifactRunOptions) =>
  segment === undefined ? file.bytes : segment.end - segment.start

const progressOf = (options: ArtifactRunOptions, { samples, findings }: State): ArtifactProgress => ({
  path: options.file.path,
  bytesDone: options.file.consumed(),
  bytesTotal: sizeOf(options),
  samples,
  findings,
})
