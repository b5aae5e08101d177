import { type Artifact, both, PlimsollError, type Scratch } from '../core/index.ts'
import type { IndexedEntry, IndexedRun, SampleIndex } from '../store/sample-index.ts'
import type { PreparedAudit } from './_artifact-run.ts'
import type { LookedAtArtifact } from './_conclude.ts'
import { digest } from './_prepare.ts'

/** What an index on disk adds to a run. */
export interface IndexRun {
  readonly entries: readonly IndexedEntry[]
  /** What earlier conclusions of an audit asked to be remembered, in order. */
  remembered(audit: string): readonly Uint32Array[]
  /** True for an artifact that an earlier run put into the index, byte for byte: it is not compared again. */
  holds(artifact: Artifact): boolean
  /** Adds this run to the index, unless it is there from before. */
  append(remembered: Readonly<Record<string, Uint32Array>>, scratch: Pick<Scratch, 'open'>): void
}

/**
 * Finds what of an index stands before this run. A run over the very same artifacts that is in the index already, because
 * it was interrupted after that or is repeated, is compared with what stood before it then.
 * Throws E_USAGE when the index was made by other versions of the audits or with other options.
 */
export function indexRun(
  index: SampleIndex,
  prepared: readonly PreparedAudit[],
  results: readonly LookedAtArtifact[],
): IndexRun {
  const indexed = prepared.filter(({ audit }) => audit.isIndexed)
  const audits = Object.fromEntries(
    indexed.map(({ audit, context }) => [audit.id, `${audit.version} ${JSON.stringify(context.options)}`]),
  )
  const identities = results.map(({ artifact }) => [artifact.path, artifact.sha256 ?? null])
  const run = digest(JSON.stringify(['indexed run', identities]))
  const before = index.runs.findIndex(each => each.run === run)
  const earlier = before === -1 ? index.runs : index.runs.slice(0, before)
  for (const each of index.runs) refuseOthers(each, audits)
  const identityOf = ({ path, sha256 }: Artifact) => JSON.stringify([path, sha256 ?? null])
  const known = new Set(earlier.flatMap(({ entries }) => entries.map(({ artifact }) => identityOf(artifact))))
  const holds = (artifact: Artifact) => artifact.sha256 !== undefined && known.has(identityOf(artifact))
  return {
    entries: earlier.flatMap(each => each.entries),
    remembered: audit => earlier.map(each => each.remembered[audit]).filter(each => each !== undefined),
    holds,
    append(remembered, scratch) {
      if (before !== -1) return
      const entries = results
        .filter(({ artifact }) => !holds(artifact))
        .flatMap(({ artifact, parts }) =>
          parts.map(({ result, firstSample }) => ({
            artifact,
            firstSample,
            summaries: Object.fromEntries(
              Object.keys(audits)
                .map(id => [id, result.summaries[id]])
                .filter(([, each]) => each !== undefined),
            ),
          })),
        )
      if (entries.length > 0) index.append({ run, audits, entries, remembered }, scratch)
    },
  }
}

function refuseOthers(run: IndexedRun, audits: Readonly<Record<string, string>>): void {
  const ids = Object.keys(audits)
  if (ids.length === Object.keys(run.audits).length && ids.every(id => run.audits[id] === audits[id])) return
  throw new PlimsollError(
    'E_USAGE',
    both(
      'the index was made with other audits, options or versions of them',
      '该索引由不同的审计、选项或版本创建',
    ),
    {
      advice: both(
        'make a new index, or use the policy that it was made with',
        '请新建索引，或使用创建它时的策略',
      ),
    },
  )
}
