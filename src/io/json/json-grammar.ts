import type { RowGrammar, RowPrefix, RowScanner } from '../rows/row-grammar.ts'
import { locateJsonEdits } from './json-edits.ts'
import { JsonLeaves } from './json-leaves.ts'

/**
 * Rows that are JSON values, wherever a scanner finds them.
 * @param areLines true when no row holds a line feed
 */
export function jsonGrammar(
  scanner: RowScanner,
  { limits, roleOf }: RowPrefix,
  areLines: boolean,
): RowGrammar {
  const leaves = new JsonLeaves(limits.maxDepth, roleOf)
  let text = ''
  return {
    scanner,
    areLines,
    parse(row, form, isPlain) {
      text = row
      const problem = leaves.read(row, form, isPlain)
      return problem === undefined ? leaves.fields : { reject: problem }
    },
    locate: edits => locateJsonEdits(text, leaves, edits),
  }
}
