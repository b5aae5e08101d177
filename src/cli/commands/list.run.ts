import { both, type Definition, type Localized, type Quality } from '../../core/index.ts'
import { detectors } from '../../detectors/index.ts'
import { topics } from '../../knowledge/index.ts'
import { policyNames } from '../../policy/index.ts'
import { CATALOG, type CatalogKind } from '../catalog.ts'
import type { CliContext } from '../context.ts'
import { guarded } from '../render/failure.ts'
import { paintFor } from '../render/style.ts'
import { renderTable } from '../render/table.ts'
import type { ListFlags, ListKind } from './list.ts'

/** Prints the catalog, or one kind of it. */
export const list = guarded(async function (
  this: CliContext,
  flags: ListFlags,
  kind?: ListKind,
): Promise<number> {
  const rows =
    kind === 'policies'
      ? policyRows()
      : kind === 'topics'
        ? topicRows()
        : kind === 'types'
          ? typeRows()
          : definitionRows(kind)
  const { stdout } = this.process
  stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : renderRows(rows, this))
  return 0
})

interface Row {
  readonly id: string
  readonly kind: string
  readonly title: Localized
  readonly stages: readonly string[]
  readonly topics: readonly string[]
  readonly reference?: string
  readonly maturity?: string
  readonly quality?: readonly Quality[]
  readonly detectors?: readonly string[]
}

function definitionRows(kind: ListKind | undefined): Row[] {
  const all = Object.keys(CATALOG) as CatalogKind[]
  const wanted = kind === undefined ? all : all.filter(each => each === kind.slice(0, -1))
  return wanted.flatMap(name =>
    (CATALOG[name] as readonly Definition[]).map(
      ({ id, title, stages, topics, reference, maturity, quality }) => ({
        id,
        kind: name,
        title,
        stages,
        topics,
        reference,
        maturity,
        ...(quality && { quality }),
      }),
    ),
  )
}

const policyRows = (): Row[] =>
  policyNames().map(id => ({
    id,
    kind: 'policy',
    title: both(`Built-in policy ${id}`, `内置策略 ${id}`),
    stages: [],
    topics: [],
  }))

const topicRows = (): Row[] =>
  topics().map(({ id, kind, name, stages }) => ({
    id,
    kind: `topic:${kind}`,
    title: name,
    stages,
    topics: [id],
  }))

/** Every type that some detector gives, with the detectors that give it. */
function typeRows(): Row[] {
  const rows = new Map<string, Row & { detectors: string[] }>()
  for (const { id, types, stages, topics } of detectors) {
    for (const [type, { title }] of Object.entries(types)) {
      const row = rows.get(type) ?? { id: type, kind: 'type', title, stages, topics, detectors: [] }
      row.detectors.push(id)
      rows.set(type, row)
    }
  }
  return [...rows.values()].sort((a, b) => a.id.localeCompare(b.id))
}

function renderRows(rows: readonly Row[], context: CliContext): string {
  const paint = paintFor(context, context.process.stdout)
  const cells = rows.map(row => [
    row.id,
    paint('gray', row.kind),
    row.title[context.language],
    row.maturity ?? row.detectors?.join(' ') ?? row.stages.join(' '),
    row.quality ? bestQuality(row.quality) : '',
  ])
  return `${renderTable(cells)}\n`
}

/** One figure to show in a table: the first that the definition states. */
function bestQuality(quality: readonly Quality[]): string {
  const first = quality[0]
  return first === undefined ? '' : `${first.metric} ${first.value} (n=${first.n}, ${first.dataset})`
}
