import { PlimsollError, STAGES, type Stage } from '../core/index.ts'

/** The finer stages of the tables, as ours. */
const STAGE_OF: Readonly<Record<string, Stage>> = {
  data: 'data',
  pretraining: 'data',
  finetuning: 'tuning',
  alignment: 'alignment',
  'editing-unlearning': 'unlearning',
  'deployment-llm': 'deployment',
  'deployment-agent': 'deployment',
  'deployment-multiagent': 'deployment',
  application: 'application',
  evaluation: 'application',
}

/** A row of a table, by column. Throws E_INTERNAL through `bad` when something is wrong with it. */
export interface TableRow<C extends string> {
  readonly cells: Readonly<Record<C, string>>
  bad(what: string): PlimsollError
}

/** Reads a table: UTF-8, tab-separated, one header line with exactly these columns, no quoting. */
export function readTable<const C extends string>(
  name: string,
  text: string,
  columns: readonly C[],
): TableRow<C>[] {
  const [header, ...lines] = text.trimEnd().split('\n')
  if (header !== columns.join('\t')) {
    throw new PlimsollError('E_INTERNAL', `the table of ${name} has another header`)
  }
  return lines.map((line, at) => {
    const values = line.split('\t')
    const bad = (what: string) =>
      new PlimsollError('E_INTERNAL', `line ${at + 2} of the table of ${name}: ${what}`)
    if (values.length !== columns.length) throw bad(`${values.length} cells, not ${columns.length}`)
    const cells = Object.fromEntries(columns.map((column, i) => [column, values[i] ?? ''])) as Record<
      C,
      string
    >
    return { cells, bad }
  })
}

/** The values of a cell that holds several. */
export const listOf = (cell: string): string[] => (cell === '' ? [] : cell.split(';'))

/** Our stages for a cell of finer ones, in the order of a model's life; undefined when one is unknown. */
export function stagesOf(cell: string): Stage[] | undefined {
  const named = listOf(cell).map(each => STAGE_OF[each])
  if (named.length === 0 || named.some(each => each === undefined)) return undefined
  return STAGES.filter(each => named.includes(each))
}
