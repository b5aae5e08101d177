import type { ArtifactKind } from '../../core/index.ts'

/** Artifacts that hold text samples: what the audits of the data stage look at. */
export const TEXT_KINDS: readonly ArtifactKind[] = [
  'corpus',
  'instructions',
  'classification',
  'preferences',
  'documents',
  'log',
]
