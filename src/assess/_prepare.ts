import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { VIEWS_VERSION } from '../analysis/views/index.ts'
import {
  type AnyAudit,
  type AnyModelAudit,
  type AuditContext,
  type Definition,
  type Detector,
  type Localized,
  memoryScratch,
  type Needs,
  PlimsollError,
  type Policy,
  parseOptions,
  type Scratch,
  type UsedDefinition,
} from '../core/index.ts'
import { topic } from '../knowledge/index.ts'
import { modelAudits } from '../stages/index.ts'
import { openScratch, type ScratchOptions } from '../store/scratch.ts'
import type { OpenedNeeds, PreparedAudit } from './_artifact-run.ts'
import { benchmarkSource, type NamedBenchmark } from './_benchmark-source.ts'
import { type EncoderSettings, encoderSource } from './_encoder-source.ts'
import { configureDetectors, signalSource } from './_signals.ts'

/** Audits and detectors ready to run under a policy. */
export interface PreparedRun {
  readonly prepared: readonly PreparedAudit[]
  /** Audits that need benchmarks, when none are named: nobody asked for them. */
  readonly unasked: readonly AnyAudit[]
  readonly configured: ReturnType<typeof configureDetectors>
  /** Everything but the artifact that a result depends on. */
  readonly fingerprint: string
  /** True when everything that a cached result refers to is still there. */
  readonly holds: (result: unknown) => boolean
  readonly scratch: Scratch
  /** Closes what audits opened. */
  readonly close: () => void
}

/** SHA-256 of a UTF-8 text, lower-case hexadecimal. */
export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What decides how artifacts are looked at. */
export interface RunSettings {
  readonly policy: Policy
  readonly audits: readonly AnyAudit[]
  readonly detectors: readonly Detector[]
  readonly version: string
  readonly types?: readonly string[]
  readonly reveal?: boolean
  /** Where audits put numbers that may not fit into memory; in memory when absent. */
  readonly scratch?: ScratchOptions
  /** How the shared encoder is opened when an audit asks for it; not at all when absent. */
  readonly encoder?: EncoderSettings
  /** The benchmarks that the user named. */
  readonly benchmarks?: readonly NamedBenchmark[]
}

/** Configures everything that will run; an unknown audit, detector, type or option is E_USAGE. */
export function prepareRun(options: RunSettings): PreparedRun {
  const { policy } = options
  for (const id of Object.keys(policy.audits)) {
    if (![...options.audits, ...modelAudits].some(each => each.id === id)) {
      throw new PlimsollError('E_USAGE', `policy ${policy.name}: audits.${id}: there is no such audit`, {
        advice: '`plimsoll list audits` shows them all',
      })
    }
  }
  const configured = configureDetectors(options.detectors, policy, options.types)
  const signals = signalSource(configured, policy, options.types)
  const disk = options.scratch === undefined ? undefined : openScratch(options.scratch)
  const scratch = disk ?? memoryScratch()
  const available: Partial<Needs> = { signals, digest, scratch }
  const encoder = encoderSource(options.encoder)
  const enabled = options.audits.filter(each => policy.audits[each.id]?.enabled ?? true)
  const named = options.benchmarks ?? []
  const benchmarks = benchmarkSource(named)
  const isAsked = (audit: AnyAudit) => named.length > 0 || !audit.needs?.includes('benchmarks')
  const prepared = enabled.filter(isAsked).map(audit => ({
    audit,
    digest,
    context: {
      options: parseOptions(audit, policy.audits[audit.id]?.options),
      needs: benchmarks.addTo(audit, encoder.addTo(audit, pickNeeds(audit, available))),
      reveal: options.reveal ?? false,
    } as AuditContext<z.ZodType, keyof Needs>,
    ...(audit.needs?.includes('benchmarks') && { openToConclude: benchmarks.open }),
    ...opening([
      audit.needs?.includes('benchmarks') && benchmarks.open,
      audit.needs?.includes('encoder') && encoder.open,
    ]),
  }))
  const fingerprint = JSON.stringify([
    options.version,
    VIEWS_VERSION,
    policy,
    options.types ?? null,
    options.reveal ?? false,
    named.length === 0 ? null : named.map(({ sha256 }) => sha256),
    prepared.map(({ audit }) => [audit.id, audit.version]),
    configured.map(({ detector, options }) => [detector.id, detector.version, options]),
  ])
  return {
    prepared,
    unasked: enabled.filter(audit => !isAsked(audit)),
    configured,
    fingerprint,
    scratch,
    holds: result => disk?.holds(result) ?? true,
    close: () => disk?.close(),
  }
}

/** Opens one after the other, until something cannot be had. */
function opening(steps: readonly (false | undefined | (() => Promise<OpenedNeeds>))[]): {
  open?: () => Promise<OpenedNeeds>
} {
  const wanted = steps.filter(step => typeof step === 'function')
  if (wanted.length === 0) return {}
  return {
    async open() {
      let opened: OpenedNeeds = {}
      for (const step of wanted) {
        opened = { ...opened, ...(await step()) }
        if (opened.unavailable !== undefined) break
      }
      return opened
    },
  }
}

function pickNeeds(audit: AnyAudit, available: Partial<Needs>): Partial<Needs> {
  const picked: Record<string, unknown> = {}
  for (const need of audit.needs ?? []) {
    if (need === 'encoder' || need === 'benchmarks') continue
    if (available[need] === undefined) {
      throw new PlimsollError('E_INTERNAL', `${audit.id} needs ${need}, which nothing provides`)
    }
    picked[need] = available[need]
  }
  return picked
}

/** What reports say about everything that took part. */
export function usedDefinitions(
  { prepared, configured }: PreparedRun,
  asked: readonly AnyModelAudit[],
): UsedDefinition[] {
  const about = ({ id, version, title, reference, maturity }: Definition) => ({
    id,
    version,
    title,
    reference,
    maturity,
  })
  return [
    ...[...prepared.map(({ audit }) => audit), ...asked].map(audit => ({
      ...about(audit),
      kind: 'audit' as const,
      types: audit.types,
    })),
    ...configured.map(({ detector }) => {
      const types = Object.entries(detector.types).map(([type, { title }]) => [type, title])
      return { ...about(detector), kind: 'detector' as const, types: Object.fromEntries(types) }
    }),
  ]
}

/** Names of the topics that findings of this run cite. */
export function topicNames(
  { prepared }: PreparedRun,
  asked: readonly AnyModelAudit[],
): Record<string, Localized> {
  const named = [...prepared.map(({ audit }) => audit), ...asked]
    .map(({ topics }) => topic(topics[0] ?? ''))
    .filter(each => each !== undefined)
  return Object.fromEntries(named.map(({ id, name }) => [id, name]))
}
