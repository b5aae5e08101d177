import type { Format } from './format.ts'
import { jsonGrammar } from './json/json-grammar.ts'
import { JsonLeaves } from './json/json-leaves.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { lineEnd, lineScanner } from './rows/line-scanner.ts'
import { rowFormat } from './rows/row-format.ts'

const LF = 10

/** One JSON value a line (https://jsonlines.org): byte-order marks, blank lines and any line end are allowed. */
export const jsonl: Format = rowFormat({
  name: 'jsonl',
  cutsAtLineFeeds: true,
  extensions: ['.jsonl', '.ndjson', '.jsonlines', '.ldjson'],
  sniff({ text, complete }) {
    if (text === undefined) return 'no'
    const lines = text.split(/\r?\n/u).filter(line => line.trim() !== '')
    const whole = complete ? lines : lines.slice(0, -1)
    const leaves = new JsonLeaves(DEFAULT_LIMITS.maxDepth)
    const isRow = (line: string) => /^\s*[[{]/u.test(line) && leaves.read(line, '') === undefined
    const rows = whole.slice(0, 4).filter(isRow).length
    if (rows >= 2) return 'certain'
    if (rows === 1 && whole.length > 1) return 'likely'
    return 'possible'
  },
  begin: prefix => {
    const end = lineEnd(prefix.outline)
    return jsonGrammar(lineScanner(end), prefix, end === LF)
  },
})
