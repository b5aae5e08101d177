import type { Limits } from '../contract.ts'
import type { RowGrammar, RowScanner } from '../rows/row-grammar.ts'
import { locateJsonEdits } from './json-edits.ts'
import { JsonLeaves } from './json-leaves.ts'

/** Rows that are JSON values, wherever a scanner finds them. */
export function jsonGrammar(scanner: RowScanner, limits: Limits): RowGrammar {
  const leaves = new JsonLeaves(limits.maxDepth)
  let text = ''
  return {
    scanner,
    parse(row, form) {
      text = row
      const problem = leaves.read(row, form)
      return problem === undefined ? leaves.fields : { reject: problem }
    },
    locate: edits => locateJsonEdits(text, leaves, edits),
  }
}
