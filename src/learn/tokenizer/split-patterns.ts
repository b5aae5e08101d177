/** How text is cut into words before pairs are merged. */
export type SplitName = 'gpt2' | 'llama3' | 'qwen2'

// Rust's \s is Unicode White_Space, which JavaScript's \s is not; the long s folds to s.
const S = '\\p{White_Space}'
const CONTRACTION = "'(?:[sdmtSDMT\\u017f]|[lL]{2}|[vV][eE]|[rR][eE])"
const TAIL = ` ?[^${S}\\p{L}\\p{N}]+[\\r\\n]*|${S}*[\\r\\n]+|${S}+(?=${S}|$)`

/**
 * Known patterns: as a `tokenizer.json` spells them, and the same in JavaScript. A pattern of a file is only ever compared
 * with these, never run, since one could be made to take forever (CWE-1333).
 */
export const SPLIT_PATTERNS: Readonly<
  Record<SplitName, { readonly source: string; readonly pattern: RegExp }>
> = {
  gpt2: {
    source: "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
    pattern: new RegExp(
      `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^${S}\\p{L}\\p{N}]+|${S}+(?=${S}|$)|${S}+`,
      'gu',
    ),
  },
  llama3: {
    source:
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pattern: modern('{1,3}'),
  },
  qwen2: {
    source:
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pattern: modern(''),
  },
}

function modern(digits: string): RegExp {
  return new RegExp(`${CONTRACTION}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}${digits}|${TAIL}|${S}+`, 'gu')
}

/** Cuts a text into words; joined they give the text. */
export function splitWords(text: string, name: SplitName): readonly string[] {
  return text.match(SPLIT_PATTERNS[name].pattern) ?? []
}
