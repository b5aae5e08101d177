import type { z } from 'zod'
import {
  type AnyAudit,
  type AnyDefense,
  type AuditContext,
  type Finding,
  isAtLeast,
  isPlimsollError,
  type Localized,
  type Needs,
  PlimsollError,
  type Poisoning,
  type Policy,
  parseOptions,
  type Sample,
  type SampleDecision,
  type Summarized,
  stoppedError,
} from '../core/index.ts'
import { type OpenOptions, openDataset } from '../io/index.ts'
import { openScratch, type ScratchOptions } from '../store/scratch.ts'
import type { PlannedFile } from './_clean-places.ts'
import { digest } from './_prepare.ts'

export interface PoisonRuleOptions {
  readonly policy: Policy
  readonly audits: readonly AnyAudit[]
  readonly defenses: readonly AnyDefense[]
  readonly files: readonly PlannedFile[]
  readonly open: OpenOptions
  /** Room for numbers that do not fit into memory. */
  readonly room: ScratchOptions
  readonly signal: AbortSignal | undefined
}

type PoisonContext = AuditContext<z.ZodType, keyof Needs>

export interface PoisonRule {
  /** Decides about a sample of a file, as it was read first; `answered` names the defense. */
  decide(sample: Sample, file: string): { readonly decision: SampleDecision; readonly answered: string }
  /** What could not be looked at. */
  readonly unseen?: Localized
}

/** The defense for each answer of the policy. */
const DEFENSES = {
  drop: 'cleaning/drop-poisoned',
  strip: 'cleaning/strip-trigger',
  relabel: 'cleaning/relabel',
} as const

const POISON_AUDIT = 'data/backdoor-trigger'
/** Findings below it are near misses: nothing is done about them. */
const LEAST_SEVERITY = 'high'

/** Prepares the policy's rule about poisoned samples: every file is read once before, and judged with all the others. */
export async function poisonRule(options: PoisonRuleOptions): Promise<PoisonRule | undefined> {
  const { policy } = options
  const answer = policy.clean.poisoned
  const audit = options.audits.find(each => each.id === POISON_AUDIT)
  if (answer === 'keep' || audit === undefined || policy.audits[audit.id]?.enabled === false) return undefined
  const defense = options.defenses.find(each => each.id === DEFENSES[answer])
  if (defense === undefined) throw new PlimsollError('E_INTERNAL', 'no defense answers poisoned samples')
  const defenseOptions = parseOptions(defense, {})
  const scratch = openScratch(options.room)
  try {
    const context: PoisonContext = {
      options: parseOptions(audit, policy.audits[audit.id]?.options) as never,
      needs: { scratch, digest } as unknown as Needs,
      reveal: false,
    }
    const { summaries, names } = await readAll(options, audit, context)
    const { findings = [], unseen } = audit.conclude(summaries, context)
    const poisoned = new Map<string, Map<number, Finding['evidence'] & Pick<Finding, 'where'>>>()
    for (const { severity, where, evidence } of findings) {
      if (!isAtLeast(severity, LEAST_SEVERITY) || where.index === undefined) continue
      const name = names.get(where.path)
      if (name === undefined) continue
      const rows = poisoned.get(name) ?? new Map()
      poisoned.set(name, rows)
      if (!rows.has(where.index)) rows.set(where.index, { ...evidence, where })
    }
    return {
      decide(sample, file) {
        const found = poisoned.get(file)?.get(sample.index)
        const poisoning = found && poisoningOf(found, sample)
        const input = { sample, signals: new Map(), ...(poisoning && { poisoning }) }
        const decision = defense.apply(input, defenseOptions, {} as Needs)
        return { decision, answered: `${answer}/${poisoning?.type ?? ''}` }
      },
      ...(unseen && { unseen }),
    }
  } finally {
    scratch.close()
  }
}

function poisoningOf(
  { type, parts, expected, where }: Finding['evidence'] & Pick<Finding, 'where'>,
  sample: Sample,
): Poisoning {
  const lengths = new Map(sample.fields.map(each => [each.name, each.text.length]))
  const own =
    where.field !== undefined && where.span !== undefined ? [{ field: where.field, span: where.span }] : []
  const triggers = (parts ?? own)
    .map(({ field, span: [start, end] }) => ({ field, start, end }))
    .filter(({ field, start, end }) => start < end && end <= (lengths.get(field) ?? 0))
    .sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : a.start - b.start))
  const apart = triggers.filter((each, at) => {
    const before = triggers[at - 1]
    return before === undefined || before.field !== each.field || before.end <= each.start
  })
  const label = sample.fields.find(({ role }) => role === 'label')
  return {
    type,
    triggers: apart,
    ...(label &&
      expected !== undefined && { label: { field: label.name, length: label.text.length, expected } }),
  }
}

/** Passes over every file of a kind that the audit looks at. */
async function readAll({ files, open, signal }: PoisonRuleOptions, audit: AnyAudit, context: PoisonContext) {
  const summaries: Summarized<unknown>[] = []
  const names = new Map<string, string>()
  for (const { source, name, path } of files) {
    try {
      const file = await openDataset(source, open)
      if (!audit.accepts.includes(file.kind)) continue
      const pass = audit.begin(context)
      let samples = 0
      for await (const event of file.read()) {
        if (signal?.aborted) throw stoppedError()
        if (event.type === 'reject') continue
        samples++
        for (const _ of pass.sample(event.sample));
      }
      const artifact = { path, kind: file.kind, samples, bytes: file.bytes, rejected: 0 }
      summaries.push({ artifact, summary: pass.summary(), firstSample: 0 })
      names.set(path, name)
    } catch (cause) {
      // The pass that writes meets the same error and reports it.
      if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    }
  }
  return { summaries, names }
}
