import type { z } from 'zod'
import { type Definition, finishDefinition } from './definition.ts'
import type { Localized } from './locale.ts'

/** What a judge decided about a response; `score` from 0 to 1. */
export interface Verdict {
  readonly holds: boolean
  readonly score: number
  readonly reason: Localized
}

/** Decides what a response did. Deterministic. */
export interface Judge<S extends z.ZodType = z.ZodType> extends Definition {
  readonly options: S
  readonly examples: {
    readonly holds: readonly { readonly response: string; readonly options: unknown }[]
    readonly fails: readonly { readonly response: string; readonly options: unknown }[]
  }
  readonly judge: (response: string, options: z.output<S>) => Verdict
}

/** Defines a judge: types and checks it, and does nothing else. */
export function defineJudge<const S extends z.ZodType>(judge: Judge<S>): Judge {
  return finishDefinition(judge) as unknown as Judge
}
