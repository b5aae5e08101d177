import type { Localized } from './locale.ts'

/** What a stage produces or uses. */
export const ARTIFACT_KINDS = [
  'corpus',
  'instructions',
  'classification',
  'preferences',
  'documents',
  'log',
  'rewards',
  'updates',
  'files',
  'media',
] as const
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number]

/** One artifact as it was read, with everything needed to identify it again. */
export interface Artifact {
  readonly path: string
  readonly kind: ArtifactKind
  /** SHA-256 of the bytes on disk, lower-case hexadecimal; absent when the artifact could not be read. */
  readonly sha256?: string
  readonly samples: number
  readonly bytes: number
  /** Rows that could not be read as samples; each is located in a finding. */
  readonly rejected: number
  /** Why the artifact could not be read at all, or not to its end. */
  readonly unreadable?: Localized
  readonly format?: string
  readonly encoding?: string
}
