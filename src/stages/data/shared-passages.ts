import { z } from 'zod'
import {
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  isPlimsollError,
  type Localized,
  rateMeasure,
  type Summarized,
} from '../../core/index.ts'
import { ANCHOR_WORDS } from '../../kernels/anchors.ts'
import { contentKeyOf, KEPT_WORDS } from './_content-keys.ts'
import { CONTENT_FIELDS, DUPLICATES_HEAD, onlyFields } from './_duplicates-head.ts'
import { type PassageSummary, type Passages, takePassages } from './_passages.ts'
import { contentOf } from './_sample-content.ts'
import { createPlaces, GrowingArray, placeOf } from './_sample-places.ts'
import { createFieldLists } from './_token-places.ts'

const ID = 'data/shared-passages'

/**
 * Finds passages of 50 tokens or more that a sample has in common with an earlier one, word for word, inside a dataset
 * or in another one. A token is a word, or one character of a script without spaces, such as Chinese; case, width and
 * punctuation do not count. Every window of 50 tokens that stood in an earlier sample is covered; each finding is a
 * maximal run with the earliest sample that has it, compared token by token through 32-bit hashes. Repeats inside one
 * sample, and samples that are copies as a whole, are not reported here.
 * Each finding names field and span on both sides, where the normal form of the text is the text itself, and shows the
 * plain words among the first 24 tokens; nothing else of the text is kept, so `--reveal` shows no more.
 * Memory: 28 bytes a sample and its place. On disk, or in memory while short: 6 bytes a token. Concluding takes what
 * the scratch room allows and goes over the disk with the rest.
 */
export const sharedPassages = defineAudit({
  ...DUPLICATES_HEAD,
  id: ID,
  version: 4,
  title: both('Shared passages', '共有段落'),
  quality: (['recall', 'precision'] as const).map(metric => ({
    dataset: 'all windows of 20,000 public documents',
    metric,
    value: 1,
    n: 2334,
    interval: [0.9984, 1] as const,
    command: 'node bench/shared-passages.mjs',
  })),
  options: z.strictObject({
    /** Length from which on a passage counts, in words or characters of scripts without spaces. */
    minTokens: z.number().int().min(10).max(10_000).default(50),
    ...CONTENT_FIELDS,
  }),
  needs: ['scratch'],
  types: {
    'passage-within': both('Passage repeated inside a dataset', '数据集内部重复段落'),
    'passage-across': both('Passage repeated in another dataset', '跨数据集重复段落'),
  },
  begin({ options, needs: { scratch } }, resumed?: PassageSummary) {
    const only = onlyFields(options)
    const fingerprints = new GrowingArray(resumed?.fingerprints)
    const lengths = new GrowingArray(resumed?.lengths)
    const lists = new GrowingArray(resumed?.tokenPlaces.lists)
    const sizes = new GrowingArray(resumed?.tokenPlaces.sizes)
    const tokens = scratch.column(resumed?.tokens)
    const anchors = scratch.column(resumed?.anchors)
    const packed = scratch.column(resumed?.packed)
    const places = createPlaces(resumed?.places)
    const fieldLists = createFieldLists(resumed?.tokenPlaces)
    let beyond = resumed?.beyond ?? 0
    let isFull = beyond > 0
    return {
      sample(sample) {
        const at = lengths.length
        places.add(at, sample.locator)
        const content = contentOf(sample, only)
        const marks = content.marks()
        const isLong = marks.length >= options.minTokens
        let [kept, placed] = [0, 0]
        if (isLong && !isFull) {
          try {
            tokens.append(marks.hashes, marks.length)
            kept = marks.length
            const found = marks.anchors(options.minTokens, at)
            anchors.append(found.words, found.length * ANCHOR_WORDS)
            packed.append(marks.packed, marks.packedLength)
            placed = marks.packedLength
          } catch (cause) {
            if (!isPlimsollError(cause) || cause.code !== 'E_LIMIT') throw cause
            isFull = true
          }
        }
        if (isLong && isFull) beyond++
        fingerprints.append(marks.fingerprint(), KEPT_WORDS)
        lengths.push(kept)
        sizes.push(placed)
        lists.push(placed > 0 ? fieldLists.numberOf(content) : 0)
        return []
      },
      summary: () => ({
        samples: lengths.length,
        fingerprints: fingerprints.toArray(),
        lengths: lengths.toArray(),
        tokens: tokens.stored(),
        anchors: anchors.stored(),
        packed: packed.stored(),
        tokenPlaces: { lists: lists.toArray(), sizes: sizes.toArray(), names: fieldLists.names() },
        beyond,
        places: places.summary(),
      }),
    }
  },
  conclude(summaries, { options, needs: { scratch } }) {
    const passages = takePassages(summaries, options.minTokens, scratch)
    return {
      measures: measuresOf(passages),
      findings: { [Symbol.iterator]: () => passageFindings(summaries, passages) },
      ...(passages.beyond > 0 && { unseen: beyondRemark(passages) }),
    }
  },
})

function* passageFindings(
  summaries: readonly Summarized<PassageSummary>[],
  { order, runs, spanOf, contextOf }: Passages,
): Generator<FindingDraft> {
  const nameOf = (ordinal: number) => {
    const number = order.numberOf(ordinal)
    const index = ordinal - (order.starts[number] as number)
    const { artifact, summary, firstSample } = summaries[number] as Summarized<PassageSummary>
    return {
      dataset: order.datasets[number],
      where: placeOf(summary.places, artifact.path, index, firstSample),
      content: contentKeyOf(summary.fingerprints, index),
    }
  }
  for (const { later, laterStart, earlier, earlierStart, length } of runs()) {
    const [own, other] = [nameOf(later), nameOf(earlier)]
    const isAcross = own.dataset !== other.dataset
    yield {
      content: own.content,
      severity: 'low',
      confidence: 0.99,
      where: { ...own.where, ...spanOf(later, laterStart, length) },
      evidence: {
        detector: ID,
        type: isAcross ? 'passage-across' : 'passage-within',
        context: contextOf(later, laterStart, length),
        twin: { ...other.where, ...spanOf(earlier, earlierStart, length) },
      },
      because: becauseOf(isAcross, length, laterStart, earlierStart),
      remedy: { text: isAcross ? REMEDY_ACROSS : REMEDY_WITHIN },
    }
  }
}

function becauseOf(isAcross: boolean, length: number, laterStart: number, earlierStart: number): Localized {
  const [own, other] = [laterStart + 1, earlierStart + 1]
  return isAcross
    ? both(
        `${length} tokens from token ${own} on stand in another dataset, too, from token ${other} on`,
        `从第 ${own} 个词元起的 ${length} 个词元也出现在另一个数据集中（从第 ${other} 个词元起）`,
      )
    : both(
        `${length} tokens from token ${own} on stand in an earlier sample, too, from token ${other} on`,
        `从第 ${own} 个词元起的 ${length} 个词元也出现在前面的样本中（从第 ${other} 个词元起）`,
      )
}

const REMEDY_ACROSS = both(
  'If the other dataset is used for evaluation, remove the sample from the training side. Common clauses are harmless.',
  '若另一数据集用于评测，请从训练数据中移除该样本；通用条款则无妨。',
)
const REMEDY_WITHIN = both(
  'Keep the passage once, unless it is a common clause that the model should know.',
  '除非是模型应当掌握的通用条款，否则该段落只保留一份。',
)

function measuresOf({ counted, sharing, across, tokens, shared, longest }: Passages) {
  return [
    {
      ...rateMeasure(
        'shared_passage_rate',
        sharing,
        counted,
        both(
          'samples with a passage that an earlier sample has, over different samples long enough',
          '含有此前样本中段落的样本数，除以长度足够且互不相同的样本数',
        ),
      ),
      title: both('Samples with a shared passage', '含共有段落的样本'),
    },
    {
      ...rateMeasure(
        'shared_passage_across_rate',
        across,
        counted,
        both(
          'samples with a passage that stands first in another dataset',
          '段落最早出现在另一数据集中的样本',
        ),
      ),
      title: both('Passages shared across datasets', '跨数据集共有段落'),
    },
    {
      ...countMeasure(
        'shared_passage_tokens',
        shared,
        tokens,
        both(
          'tokens inside shared passages, over tokens compared',
          '共有段落中的词元数（n 为比较的词元总数）',
        ),
      ),
      title: both('Tokens in shared passages', '共有段落中的词元'),
    },
    {
      ...countMeasure(
        'longest_shared_passage',
        longest,
        counted,
        both('tokens of the longest shared passage', '最长共有段落的词元数'),
      ),
      title: both('Longest shared passage', '最长共有段落'),
    },
  ]
}

const beyondRemark = ({ beyond, counted }: Passages): Localized =>
  both(
    `${beyond} of ${beyond + counted} long samples were beyond the room on disk and not compared`,
    `${beyond + counted} 个较长样本中有 ${beyond} 个超出磁盘空间限额，未参与比较`,
  )
