import type { Field } from '../core/index.ts'
import type { Format } from './format.ts'
import { jsonGrammar } from './json/json-grammar.ts'
import { planObject } from './json/json-plan.ts'
import { JsonScanner } from './json/json-scanner.ts'
import { rowFormat } from './rows/row-format.ts'
import type { RowGrammar, RowPrefix } from './rows/row-grammar.ts'

/** An object up to this size is seen whole before it is decided what its rows are. */
const PREFIX_BYTES = 4 * 1024 * 1024

/**
 * One JSON value a file (RFC 8259): a list of rows of any length; an object around lists of rows (`{"data": […]}`);
 * an object of records, each under its key; or a single object, which is one row.
 */
export const json: Format = rowFormat({
  name: 'json',
  extensions: ['.json', '.geojson'],
  prefixBytes: PREFIX_BYTES,
  sniff({ text }) {
    if (text === undefined) return 'no'
    const start = /^\s{0,1024}(?:\[\s{0,1024}(?:[[{"\]]|-?\d|null|true|false)|\{\s{0,1024}["}])/u
    return start.test(text) ? 'likely' : 'possible'
  },
  begin,
})

function begin(prefix: RowPrefix): RowGrammar {
  const { outline, complete } = prefix
  const first = outline.findIndex(byte => byte > 32)
  const isObject = outline[first] === 0x7b
  const plan = isObject ? planObject(outline.subarray(first), complete) : ({ shape: 'single' } as const)
  const grammar = jsonGrammar(new JsonScanner(plan), prefix, false)
  return {
    ...grammar,
    parse(text, form, isPlain) {
      const parsed = grammar.parse(text, form, isPlain)
      if (text === DROPPED) return undefined
      const isMember = form === 'member' && parsed !== undefined && !('reject' in parsed)
      return isMember && parsed.every(saysNothing) ? undefined : parsed
    },
    dropped: form => (form === 'single' ? '[]' : form === '' ? undefined : DROPPED),
  }
}

/** What stands where a member was dropped: leaving it out would take a comma with it. */
const DROPPED = '"dropped": null'

/** A version, a language or a count beside the rows of an envelope is no sample of its own. */
const saysNothing = ({ text, role }: Field): boolean =>
  role !== 'key' && /^(?:[\d.+eE-]{0,4}|v?\d{1,4}(?:\.\d{1,4}){1,3}|[\p{L}_-]{1,32})$/u.test(text)
