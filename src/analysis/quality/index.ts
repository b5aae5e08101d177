import { both, type Localized } from '../../core/locale.ts'
import { gopherQuality, gopherRepetition } from './gopher.ts'
import { partsOf } from './text-parts.ts'
import { c4Quality, finewebQuality } from './web-rules.ts'

/** The filters, each with the first rule that a text breaks. */
export const QUALITY_FILTERS = {
  'gopher-quality': gopherQuality,
  'gopher-repetition': gopherRepetition,
  c4: c4Quality,
  fineweb: finewebQuality,
} as const

export type QualityFilter = keyof typeof QUALITY_FILTERS

/** Why filters of web corpora would leave a text out: for each filter the first rule that it breaks. */
export function qualityReasons(text: string): Partial<Record<QualityFilter, string>> {
  const parts = partsOf(text)
  const reasons: Partial<Record<QualityFilter, string>> = {}
  for (const [name, filter] of Object.entries(QUALITY_FILTERS) as [QualityFilter, typeof gopherQuality][]) {
    const reason = filter(parts)
    if (reason !== undefined) reasons[name] = reason
  }
  return reasons
}

/** What each reason says. */
export const QUALITY_REASONS: Readonly<Record<string, Localized>> = {
  'gopher-short-document': both('has fewer than 50 words', '不足 50 个词'),
  'gopher-long-document': both('has more than 100,000 words', '超过 10 万个词'),
  'gopher-short-words': both('words are shorter than 3 letters on average', '平均词长不足 3 个字母'),
  'gopher-long-words': both('words are longer than 10 letters on average', '平均词长超过 10 个字母'),
  'gopher-hashes': both('more than one hash sign for ten words', '每十个词有一个以上的井号'),
  'gopher-ellipses': both('more than one ellipsis for ten words', '每十个词有一个以上的省略号'),
  'gopher-bullets': both('more than 90 % of the lines begin with a bullet', '90% 以上的行以项目符号开头'),
  'gopher-lines-ending-in-ellipses': both(
    'more than 30 % of the lines end in an ellipsis',
    '30% 以上的行以省略号结尾',
  ),
  'gopher-words-without-letters': both('fewer than 80 % of the words have a letter', '含字母的词不足 80%'),
  'gopher-stop-words': both('has fewer than two stop words', '停用词不足两个'),
  'gopher-empty': both('is empty', '为空'),
  'gopher-repeated-paragraphs': both('more than 30 % of the paragraphs repeat', '30% 以上的段落重复'),
  'gopher-repeated-paragraph-characters': both(
    'more than 20 % of the characters are in repeated paragraphs',
    '20% 以上的字符位于重复段落',
  ),
  'gopher-repeated-lines': both('more than 30 % of the lines repeat', '30% 以上的行重复'),
  'gopher-repeated-line-characters': both(
    'more than 20 % of the characters are in repeated lines',
    '20% 以上的字符位于重复行',
  ),
  'gopher-top-2-gram': both('one pair of words makes more than 20 % of it', '同一个二词片段占 20% 以上'),
  'gopher-top-3-gram': both('one run of three words makes more than 18 % of it', '同一个三词片段占 18% 以上'),
  'gopher-top-4-gram': both('one run of four words makes more than 16 % of it', '同一个四词片段占 16% 以上'),
  ...Object.fromEntries(
    [15, 14, 13, 12, 11, 10].map((most, at) => [
      `gopher-repeated-${at + 5}-grams`,
      both(
        `more than ${most} % of it are repeated runs of ${at + 5} words`,
        `重复的 ${at + 5} 词片段占 ${most}% 以上`,
      ),
    ]),
  ),
  'c4-lorem-ipsum': both('holds filler text', '含有占位文本'),
  'c4-curly-bracket': both('holds a curly bracket', '含有花括号'),
  'c4-few-sentences': both(
    'has fewer than five sentences in lines that end as sentences do',
    '以句末标点结尾的行中不足五句',
  ),
  'fineweb-empty': both('has no lines', '没有内容行'),
  'fineweb-lines-without-stop': both(
    'fewer than 12 % of the lines end with a stop',
    '以句末标点结尾的行不足 12%',
  ),
  'fineweb-short-lines': both('more than 67 % of the lines are short', '67% 以上的行很短'),
  'fineweb-repeated-characters': both(
    'more than 1 % of the characters are in repeated lines',
    '1% 以上的字符位于重复行',
  ),
  'fineweb-list': both('more than three line breaks for ten words', '每十个词有三次以上换行'),
}
