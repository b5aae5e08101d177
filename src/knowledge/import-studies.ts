import { both, type Localized } from '../core/index.ts'
import { searchWords } from './_words.ts'
import type { Study } from './schema.ts'
import { ARXIV_ID } from './studies.ts'

/** A study that somebody wants to add: what a BibTeX entry or a list of arXiv ids tells. */
export interface ImportedStudy {
  /** 1-based line of its first character. */
  readonly line: number
  readonly title?: string
  readonly year?: number
  readonly venue?: string
  readonly arxiv?: string
  readonly doi?: string
  readonly url?: string
}

export type ImportOutcome =
  | { readonly status: 'new'; readonly entry: ImportedStudy }
  | { readonly status: 'known'; readonly entry: ImportedStudy; readonly study: Study; readonly by: string }
  | { readonly status: 'refused'; readonly line: number; readonly reason: Localized }

/** Longest entry that is read, in UTF-16 units. */
const MAX_ENTRY = 100_000
/** Share of title words that two titles have in common when they name the same study. */
const SAME_TITLE = 0.9

/**
 * Reads arXiv ids, one a line with or without address and version, or BibTeX entries, and says which are known already:
 * by arXiv id, DOI, or a title that is the same but for case, punctuation and a word in ten.
 */
export function importStudies(text: string, known: readonly Study[]): ImportOutcome[] {
  const entries = /^\s*@\w+\s*[{(]/mu.test(text) ? bibtexEntries(text) : arxivLines(text)
  const seen = new Map<string, Study>()
  const titles: { readonly words: ReadonlySet<string>; readonly study: Study }[] = []
  for (const study of known) {
    if (study.arxiv) seen.set(`arXiv ${study.arxiv}`, study)
    if (study.doi) seen.set(`DOI ${study.doi.toLowerCase()}`, study)
    titles.push({ words: new Set(searchWords(study.title)), study })
  }
  const within = new Set<string>()
  return entries.map((entry): ImportOutcome => {
    if (!('entry' in entry)) return { status: 'refused', ...entry }
    const { arxiv, doi, title } = entry.entry
    const keys = [arxiv && `arXiv ${arxiv}`, doi && `DOI ${doi.toLowerCase()}`].filter(
      each => each !== undefined,
    )
    for (const by of keys) {
      const study = seen.get(by as string)
      if (study !== undefined) return { status: 'known', entry: entry.entry, study, by: by as string }
    }
    if (title !== undefined) {
      const words = new Set(searchWords(title))
      const same = titles.find(each => overlap(words, each.words) >= SAME_TITLE)
      if (same !== undefined) return { status: 'known', entry: entry.entry, study: same.study, by: 'title' }
    }
    const own = keys.length > 0 ? (keys as string[]) : [`title ${searchWords(title ?? '').join(' ')}`]
    if (own.some(each => within.has(each))) {
      const reason = both('it stands in the file more than once', '该条目在文件中重复出现')
      return { status: 'refused', line: entry.entry.line, reason }
    }
    for (const each of own) within.add(each)
    return { status: 'new', entry: entry.entry }
  })
}

/** Jaccard similarity of two sets of words. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  return a.size + b.size === 0 ? 0 : common / (a.size + b.size - common)
}

type Parsed = { readonly entry: ImportedStudy } | { readonly line: number; readonly reason: Localized }

function arxivLines(text: string): Parsed[] {
  const found: Parsed[] = []
  for (const [at, line] of text.split(/\r?\n/u).entries()) {
    const plain = line.replace(/#.*$/u, '').trim()
    if (plain === '') continue
    const id = plain
      .replace(/^(?:https?:\/\/arxiv\.org\/(?:abs|pdf)\/|arxiv:)/iu, '')
      .replace(/(?:v\d{1,3})?(?:\.pdf)?$/iu, '')
    if (ARXIV_ID.test(id))
      found.push({ entry: { line: at + 1, arxiv: id, url: `https://arxiv.org/abs/${id}` } })
    else found.push({ line: at + 1, reason: both('it is no arXiv id', '不是有效的 arXiv 编号') })
  }
  return found
}

/** BibTeX entries: braces and quotes nest; macros and cross-references are not resolved. */
function bibtexEntries(text: string): Parsed[] {
  const found: Parsed[] = []
  let line = 1
  let counted = 0
  for (const match of text.matchAll(/@(\w+)\s*[{(]/gu)) {
    line += newlines(text, counted, match.index)
    counted = match.index
    if (/^(?:comment|string|preamble)$/iu.test(match[1] ?? '')) continue
    const body = balanced(text, match.index + match[0].length)
    if (body === undefined) {
      found.push({ line, reason: both('the entry does not end', '条目没有结束') })
      continue
    }
    const fields = bibtexFields(body)
    const title = clean(fields.get('title'))
    const eprint = /\d{4}\.\d{4,5}/u.exec(
      `${fields.get('eprint') ?? ''} ${fields.get('url') ?? ''} ${fields.get('journal') ?? ''}`,
    )?.[0]
    const year = Number(/\d{4}/u.exec(fields.get('year') ?? fields.get('date') ?? '')?.[0])
    const doi = clean(fields.get('doi'))?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//iu, '')
    const url =
      clean(fields.get('url')) ??
      (eprint && `https://arxiv.org/abs/${eprint}`) ??
      (doi && `https://doi.org/${doi}`)
    const venue = clean(fields.get('booktitle') ?? fields.get('journal'))
    if (title === undefined) {
      found.push({ line, reason: both('the entry has no title', '条目没有标题') })
      continue
    }
    found.push({
      entry: {
        line,
        title,
        ...(year >= 1950 && year <= 2100 && { year }),
        ...(venue && { venue }),
        ...(eprint && { arxiv: eprint }),
        ...(doi && { doi }),
        ...(url && { url }),
      },
    })
  }
  return found
}

function newlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The text up to the bracket that closes the entry; undefined when none does within the limit. */
function balanced(text: string, start: number): string | undefined {
  let depth = 1
  const end = Math.min(text.length, start + MAX_ENTRY)
  for (let at = start; at < end; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '{' || character === '(') depth++
    else if ((character === '}' || character === ')') && --depth === 0) return text.slice(start, at)
  }
  return undefined
}

function bibtexFields(body: string): Map<string, string> {
  const fields = new Map<string, string>()
  const name = /[,\s]([A-Za-z][\w-]{0,40})\s*=\s*/gu
  for (let match = name.exec(body); match !== null; match = name.exec(body)) {
    const start = name.lastIndex
    const opener = body[start]
    let end = start
    if (opener === '{') {
      const inner = balanced(body, start + 1)
      if (inner === undefined) break
      end = start + 1 + inner.length
      fields.set((match[1] as string).toLowerCase(), inner)
    } else if (opener === '"') {
      end = body.indexOf('"', start + 1)
      if (end < 0) break
      fields.set((match[1] as string).toLowerCase(), body.slice(start + 1, end))
    } else {
      const bare = /^[^,\s]{1,200}/u.exec(body.slice(start, start + 200))?.[0] ?? ''
      end = start + bare.length
      fields.set((match[1] as string).toLowerCase(), bare)
    }
    name.lastIndex = end
  }
  return fields
}

const clean = (value: string | undefined): string | undefined => {
  const text = value
    ?.replace(/\\[a-zA-Z]+\s?|[{}\\]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return text === '' ? undefined : text
}
