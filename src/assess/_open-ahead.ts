import { type DatasetFile, openDataset } from '../io/index.ts'
import type { ArtifactResult } from './_artifact-run.ts'
import { digest, type PreparedRun } from './_prepare.ts'
import type { AssessOptions } from './assess.ts'
import type { PlannedInput } from './plan.ts'

/** An artifact that is open, with the key of its result and the result where it is known. */
export interface OpenedArtifact {
  readonly file: DatasetFile
  readonly key: string
  readonly known: ArtifactResult | undefined
}

/** How many artifacts are opened and hashed before their turn comes: many small files wait for the disk, not for us. */
const AHEAD = 6

/** An opened artifact, or what went wrong. */
export type MaybeOpened = OpenedArtifact | { readonly failure: unknown } | undefined

/** Opens artifacts before their turn; what goes wrong is a value, so that no rejection is left alone. */
export function openAhead(inputs: readonly PlannedInput[], run: PreparedRun, options: AssessOptions) {
  const started = new Map<number, Promise<OpenedArtifact | { readonly failure: unknown }>>()
  return (at: number) => {
    for (let next = at; next < Math.min(at + AHEAD, inputs.length); next++) {
      const input = inputs[next]
      if (input === undefined || started.has(next)) continue
      started.set(
        next,
        openArtifact(input, run, options).catch((failure: unknown) => ({ failure })),
      )
    }
    const opened = started.get(at)
    started.delete(at)
    return opened
  }
}

async function openArtifact(
  input: PlannedInput,
  run: PreparedRun,
  options: AssessOptions,
): Promise<OpenedArtifact> {
  const file = await openDataset(input.path, input.open)
  // Standard input cannot be read twice, so it is neither hashed in advance nor found again.
  const content = input.path === '-' ? `stdin:${options.environment.now()}` : await file.sha256()
  const key = digest(JSON.stringify([content, file.kind, file.format, input.open, run.fingerprint]))
  return { file, key, known: (await options.cache.load(key)) as ArtifactResult | undefined }
}
