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

/** What all of those begin with: most texts are told by that. */
const MAY_BE_NO_WORDS = /^(?:[+\-.\d]|[\da-f]{4})/iu

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
  if (kind === 'number') return true
  if (text.length > 128) return false
  const trimmed = text.trim()
  return trimmed === '' || (MAY_BE_NO_WORDS.test(trimmed) && NO_WORDS.test(trimmed))
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
  return identityOfFields(contentFieldsOf(sample, only))
}

/** The fields that make two samples the same, as `identityOf` chooses them; none for a sample without content. */
export function contentFieldsOf(sample: Sample, only?: ReadonlySet<string>): readonly Field[] {
  if (sample.isAboutFile) return []
  if (only !== undefined) return unlessEmpty(sample.fields.filter(field => only.has(fieldShape(field.name))))
  let named: Field[] | undefined
  let saying: Field[] | undefined
  const { fields } = sample
  // Mostly every field is content: no list is made then.
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field
    const isNamed = !isBookkeeping(field)
    const isSaying = isNamed && !saysNothing(field)
    if (!isNamed) named ??= fields.slice(0, i)
    else named?.push(field)
    if (!isSaying) saying ??= fields.slice(0, i)
    else saying?.push(field)
  }
  const telling = unlessEmpty(saying ?? fields)
  return telling.length > 0 ? telling : unlessEmpty(named ?? fields)
}

const NOT_SPACE = /\S/u
const unlessEmpty = (fields: readonly Field[]): readonly Field[] =>
  fields.some(({ text }) => NOT_SPACE.test(text)) ? fields : []

/** The normalized texts of content fields as one text; the empty string for none. */
export function identityOfFields(fields: readonly Field[]): string {
  return fields.length === 1
    ? foldText((fields[0] as Field).text)
    : fields.map(({ text }) => foldText(text)).join('\u0000')
}

/**
 * Characters that no normalization to NFC changes or joins: ASCII, Latin, punctuation, kana, Chinese, Korean syllables
 * and full-width forms.
 * Source: Unicode Standard Annex 15, Quick_Check.
 */
const INERT =
  /^[\0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/u
/** White space that folding changes. */
const UNFOLDED = /[^\S ]| {2}|^ | $/u

/** True when normalization to NFC leaves the text as it is, told without normalizing; false when that is not known. */
export const isInert = (text: string): boolean => INERT.test(text)

/** `normalizeText`, without its cost where nothing is to be done. */
function foldText(text: string): string {
  return isInert(text) && !UNFOLDED.test(text) ? text : normalizeText(text)
}
