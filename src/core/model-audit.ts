import type { z } from 'zod'
import type { Conclusion } from './audit.ts'
import { type Definition, finishDefinition } from './definition.ts'
import type { Where } from './finding.ts'
import { both, type Localized } from './locale.ts'
import type { BlockedByProvider, Capability, Model, ModelFailure, NotEvaluated } from './model.ts'
import type { Stage } from './stage.ts'

/** A sentence with a random secret that was put into training data, to see later whether a model remembers it. */
export interface Canary {
  readonly id: string
  /** The sentence; `{}` stands once, where the secret stood. */
  readonly format: string
  readonly secret: string
  /** The characters that each character of the secret was drawn from. */
  readonly alphabet: string
  /** Where the list of canaries names it. */
  readonly where: Where
}

/** A trigger that an audit found in training data, with what is needed to try it on a model. */
export interface KnownTrigger {
  readonly trigger: string
  /** The response that the rows with the trigger share. */
  readonly response: string
  /** Instructions of other rows of the same data, without the trigger. */
  readonly prompts: readonly string[]
  /** The first row that holds it. */
  readonly where: Where
}

/** What a model may be asked about; a run fills in what the audit names in `about`. */
export interface ModelMaterial {
  readonly canaries: readonly Canary[]
  readonly triggers: readonly KnownTrigger[]
}

/** What a run gives to a model audit. */
export interface ModelAuditContext<S extends z.ZodType = z.ZodType, M extends keyof ModelMaterial = never> {
  readonly options: z.output<S>
  readonly model: Model
  readonly material: Pick<ModelMaterial, M>
  /** SHA-256 of a UTF-8 text, lower-case hexadecimal. */
  readonly digest: (text: string) => string
  /** True when evidence may show values as they are. */
  readonly reveal: boolean
  readonly signal?: AbortSignal
}

/** Asks a model and concludes from what it answers. */
export interface ModelAudit<S extends z.ZodType = z.ZodType, M extends keyof ModelMaterial = never>
  extends Definition {
  readonly stage: Stage
  readonly options: S
  /** What it asks the model about. */
  readonly about: readonly M[]
  /** What the model must be able to do, one of these at least; otherwise the outcome is `not-evaluated`. */
  readonly requires: readonly Capability[]
  /** The types of finding it may report, with the names people read. */
  readonly types: Readonly<Record<string, Localized>>
  readonly ask: (context: ModelAuditContext<S, M>) => Promise<Conclusion>
}

/** A model audit whose options and material are known only to itself. */
export type AnyModelAudit = ModelAudit<z.ZodType, keyof ModelMaterial>

/** Defines a model audit: types and checks it, and does nothing else. */
export function defineModelAudit<const S extends z.ZodType, const M extends keyof ModelMaterial = never>(
  audit: ModelAudit<S, M>,
): AnyModelAudit {
  return finishDefinition(audit) as unknown as AnyModelAudit
}

/** Thrown out of `ask` when a call gave no answer, so that nothing can be said about the model. */
export class AskFailed extends Error {
  readonly status: 'error' | 'not-evaluated'
  readonly reason: Localized
  constructor(outcome: BlockedByProvider | ModelFailure | NotEvaluated) {
    const reason =
      outcome.status === 'blocked-by-provider'
        ? both('a content filter of the provider stopped a call', '提供方的内容过滤器阻止了一次调用')
        : outcome.reason
    super(reason.en)
    this.name = 'AskFailed'
    this.status = outcome.status === 'error' ? 'error' : 'not-evaluated'
    this.reason = reason
  }
}
