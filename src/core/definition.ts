import type { z } from 'zod'
import { PlimsollError } from './errors.ts'
import type { Localized } from './locale.ts'
import type { Needs } from './needs.ts'
import type { Stage } from './stage.ts'

/** Own examples prove wiring; only a measured held-out result makes a definition `stable`. */
export type Maturity = 'experimental' | 'stable'

/** One measured figure of a definition. */
export interface Quality {
  /** The named set it was measured on. */
  readonly dataset: string
  /** The type it was measured for, when a definition has several. */
  readonly type?: string
  readonly metric: 'precision' | 'recall' | 'f1' | 'false-alarms-per-10MB'
  readonly value: number
  readonly n: number
  readonly interval?: readonly [low: number, high: number]
  /** The command that measures it again. */
  readonly command: string
}

/** What every definition says about itself. */
export interface Definition {
  /** `family/name`, kebab-case; audits use `stage/name`. */
  readonly id: string
  /** Raised whenever the same input may give another result; part of every cache key. */
  readonly version: number
  readonly title: Localized
  readonly stages: readonly Stage[]
  /** Topic ids of the knowledge graph, the main one first. */
  readonly topics: readonly string[]
  /** URL of the paper, standard or specification. */
  readonly reference: string
  readonly options: z.ZodType
  readonly maturity: Maturity
  readonly quality?: readonly Quality[]
  /** What assembly must inject. */
  readonly needs?: readonly (keyof Needs)[]
}

const ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/

/** Checks what the type system cannot, and freezes the definition. */
export function finishDefinition<T extends Definition>(definition: T): T {
  if (!ID.test(definition.id)) {
    throw new PlimsollError('E_INTERNAL', `definition id ${definition.id} is not of the form family/name`)
  }
  return Object.freeze(definition)
}

/** Parses options for a definition; the error names the definition, the option and the expectation. */
export function parseOptions<S extends z.ZodType>(
  definition: { readonly id: string; readonly options: S },
  options: unknown,
): z.output<S> {
  const result = definition.options.safeParse(options ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = issue?.path.join('.') || 'options'
  throw new PlimsollError('E_USAGE', `${definition.id}: ${path}: ${issue?.message ?? 'invalid'}`, {
    advice: `see \`plimsoll list --json\` for the options of ${definition.id}`,
  })
}
