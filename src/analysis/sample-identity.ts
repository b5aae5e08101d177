import { type Field, normalizeText, type Sample } from '../core/index.ts'

/** Names of fields that tell samples apart without being content, in lower case without separators. */
const BOOKKEEPING = new Set(
  'id ids uuid guid index idx no nr number row rowid rownum rownumber line lineno linenumber sourceline sourcerow sourceindex position offset key hash md5 sha1 sha256 checksum digest split subset fold partition shard timestamp createdat updatedat crawledat fetchedat crawldate url uri sourceurl permalink unnamed0 编号 序号 行号 索引 主键'.split(
    ' ',
  ),
)
/** `user_id`, `userId`, `doc-uuid`: a name that ends in an identifier. */
const ENDS_IN_ID = /(?:^|[_\-. ])(?:id|uuid|guid|hash|idx)$|[a-z](?:Id|ID|Uuid|UUID)$/u
/** Values that are no words: numbers, UUIDs, digests, dates with or without a time. */
const NO_WORDS =
  /^(?:[+-]?(?:\d{1,40}(?:[.,]\d{0,40})?|\.\d{1,40})(?:e[+-]?\d{1,4})?%?|[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}|[\da-f]{16,128}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)$/iu

/** Name of a field without the places in its path: `messages[0].content` is `messages.content`. */
export const fieldShape = (name: string): string => name.replace(/\[\d{1,9}\]/gu, '')

/** Remembered names beyond this many are forgotten (CWE-770). */
const MAX_NAMES = 10_000
const verdicts = new Map<string, boolean>()

/** True for a field that tells samples apart without being content, by its name and role. */
export function isBookkeeping({ name, role }: Field): boolean {
  if (role !== undefined) return role === 'key'
  let verdict = verdicts.get(name)
  if (verdict === undefined) {
    const shape = fieldShape(name)
    const last = shape.slice(shape.lastIndexOf('.') + 1)
    verdict = BOOKKEEPING.has(last.toLowerCase().replace(/[\s_:-]/gu, '')) || ENDS_IN_ID.test(last)
    if (verdicts.size >= MAX_NAMES) verdicts.clear()
    verdicts.set(name, verdict)
  }
  return verdict
}

/** True for a field without a known purpose that holds a number, a date, a digest or nothing. */
function saysNothing({ text, kind, role }: Field): boolean {
  if (role !== undefined) return text.length === 0
  return kind === 'number' || (text.length <= 128 && (text.trim() === '' || NO_WORDS.test(text.trim())))
}

/**
 * What makes two samples the same for deduplication: the normalized texts (NFC, white space folded) of the content
 * fields, in order, without their names, so that renamed columns do not hide a copy. A field with a known purpose
 * (prompt, answer, label, …) is always content. Of the others, those that only keep books are left out, by name (`id`,
 * `uuid`, `index`, `source_line`, `url`, `split`, …) or by value (a number, date, UUID or digest): rows that differ in
 * those alone are the same. A sample of nothing but numbers is told by its numbers.
 * @param only names of the fields that are content, without places (`messages.content`); everything else is ignored
 * @returns the empty string for a sample without content, or about its file as a whole: such samples are not copies of one another
 */
export function identityOf(sample: Sample, only?: ReadonlySet<string>): string {
  if (sample.isAboutFile) return ''
  if (only !== undefined) return joined(sample.fields.filter(field => only.has(fieldShape(field.name))))
  const named = sample.fields.filter(field => !isBookkeeping(field))
  return joined(named.filter(field => !saysNothing(field))) || joined(named)
}

/** Printable ASCII with single spaces inside: already folded. */
const FOLDED = /^[!-~]+(?: [!-~]+)*$/u

function joined(fields: readonly Field[]): string {
  const texts = fields.map(({ text }) => (FOLDED.test(text) ? text : normalizeText(text)))
  return texts.some(text => text !== '') ? texts.join('\u0000') : ''
}
