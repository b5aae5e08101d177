import * as z from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import { SPLIT_PATTERNS, type SplitName } from './split-patterns.ts'
import { openTokenizer, type Tokenizer, type TokenizerData } from './tokenizer.ts'

/** Largest file, vocabulary and number of added tokens that are read. */
const MAX_BYTES = 64_000_000
const MAX_TOKENS = 1_000_000
const MAX_ADDED = 10_000

const id = z
  .number()
  .int()
  .min(0)
  .max(MAX_TOKENS * 2)
const stage = z.looseObject({ type: z.string() })

const file = z.looseObject({
  added_tokens: z
    .array(
      z.looseObject({
        id,
        content: z.string().min(1).max(4096),
        single_word: z.literal(false).optional(),
        lstrip: z.literal(false).optional(),
        rstrip: z.literal(false).optional(),
        special: z.boolean().default(false),
      }),
    )
    .max(MAX_ADDED)
    .default([]),
  normalizer: stage.nullish(),
  pre_tokenizer: stage,
  post_processor: stage.nullish(),
  decoder: z.looseObject({ type: z.literal('ByteLevel') }),
  model: z.looseObject({
    type: z.literal('BPE').optional(),
    dropout: z.literal(0).nullish(),
    continuing_subword_prefix: z.literal('').nullish(),
    end_of_word_suffix: z.literal('').nullish(),
    byte_fallback: z.literal(false).nullish(),
    ignore_merges: z.boolean().nullish(),
    vocab: z.record(z.string(), id),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])).max(MAX_TOKENS),
  }),
})

const wrong = (what: string) =>
  new PlimsollError(
    'E_INPUT',
    both(`tokenizer.json: ${what} is missing or not supported`, `tokenizer.json：${what} 缺失或不受支持`),
    {
      advice: both(
        'only byte-level BPE tokenizers in the layout of GPT-2, Llama 3 or Qwen are read',
        '仅支持 GPT-2、Llama 3 或 Qwen 布局的字节级 BPE 分词器',
      ),
    },
  )

/** Reads a `tokenizer.json` of the Hugging Face layout; throws E_INPUT naming the part that is not understood. */
export function readTokenizer(bytes: Uint8Array): Tokenizer {
  if (bytes.length > MAX_BYTES) throw wrong('a size below 64 MB')
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw wrong('valid JSON')
  }
  const result = file.safeParse(parsed)
  if (!result.success) throw wrong(pathOf(result.error.issues[0]?.path ?? []))
  const { added_tokens: added, normalizer, pre_tokenizer: before, post_processor: after, model } = result.data
  const vocabulary = new Map(Object.entries(model.vocab))
  if (vocabulary.size > MAX_TOKENS) throw wrong('a vocabulary below one million')
  if (new Set(vocabulary.values()).size !== vocabulary.size) throw wrong('one id for each token')
  const merges = model.merges.map((each): readonly [string, string] => {
    const [left, right, ...more] = typeof each === 'string' ? each.split(' ') : each
    if (left === undefined || right === undefined || more.length > 0 || !vocabulary.has(left + right))
      throw wrong('model.merges')
    return [left, right]
  })
  return openTokenizer({
    vocabulary,
    merges,
    added: added.map(({ id, content, special }) => ({ id, content, special })),
    ignoreMerges: model.ignore_merges ?? false,
    ...readSplit(before),
    normalization: readNormalizer(normalizer),
    ...readTemplate(after),
  })
}

/** A field's place, without the names that the file itself brought. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.slice(0, 2).map(String).join('.') || 'the object'

type Stage = z.infer<typeof stage>
const stagesOf = (each: Stage, list: string): Stage[] => {
  if (each.type !== 'Sequence') return [each]
  const inner = z.array(stage).max(16).safeParse(each[list])
  if (!inner.success) throw wrong(list)
  return inner.data
}

function readSplit(before: Stage): { split: SplitName; addPrefixSpace: boolean } {
  const stages = stagesOf(before, 'pretokenizers')
  const bytes = stages.at(-1)
  if (bytes?.type !== 'ByteLevel' || stages.length > 2) throw wrong('pre_tokenizer')
  const addPrefixSpace = bytes['add_prefix_space'] === true
  if (stages.length === 1) {
    if (bytes['use_regex'] === false) throw wrong('pre_tokenizer.use_regex')
    return { split: 'gpt2', addPrefixSpace }
  }
  const cut = stages[0] as Stage
  const source = (cut['pattern'] as { Regex?: unknown } | undefined)?.Regex
  const found = (Object.keys(SPLIT_PATTERNS) as SplitName[]).find(
    name => SPLIT_PATTERNS[name].source === source,
  )
  if (cut.type !== 'Split' || cut['behavior'] !== 'Isolated' || cut['invert'] === true || found === undefined)
    throw wrong('pre_tokenizer.pattern')
  if (bytes['use_regex'] !== false || addPrefixSpace) throw wrong('pre_tokenizer.use_regex')
  return { split: found, addPrefixSpace }
}

function readNormalizer(normalizer: Stage | null | undefined): 'NFC' | undefined {
  if (normalizer === null || normalizer === undefined) return undefined
  const stages = stagesOf(normalizer, 'normalizers')
  if (stages.length === 0) return undefined
  if (stages.length > 1 || stages[0]?.type !== 'NFC') throw wrong('normalizer')
  return 'NFC'
}

const template = z.looseObject({
  single: z
    .array(
      z.union([
        z.object({ SpecialToken: z.looseObject({ id: z.string() }) }),
        z.object({ Sequence: z.looseObject({ id: z.literal('A') }) }),
      ]),
    )
    .max(64),
  special_tokens: z.record(z.string(), z.looseObject({ ids: z.array(id).max(64) })),
})

function readTemplate(after: Stage | null | undefined): { prefix: number[]; suffix: number[] } {
  const around = { prefix: [] as number[], suffix: [] as number[] }
  if (after === null || after === undefined) return around
  for (const each of stagesOf(after, 'processors')) {
    if (each.type === 'ByteLevel') continue
    const parsed = each.type === 'TemplateProcessing' ? template.safeParse(each) : undefined
    if (parsed?.success !== true) throw wrong('post_processor')
    let side = around.prefix
    for (const piece of parsed.data.single) {
      if ('Sequence' in piece) side = around.suffix
      else side.push(...(parsed.data.special_tokens[piece.SpecialToken.id]?.ids ?? []))
    }
  }
  return around
}

/** Writes a tokenizer as `tokenizer.json`, which `tokenizers` and `transformers` load. */
export function writeTokenizer(data: TokenizerData): Uint8Array<ArrayBuffer> {
  const named = (ids: readonly number[]) =>
    ids.map(id => ({ SpecialToken: { id: nameOf(data, id), type_id: 0 } }))
  const around = [...new Set([...data.prefix, ...data.suffix])]
  const bytes = { type: 'ByteLevel', add_prefix_space: data.addPrefixSpace, trim_offsets: true }
  const sequence = (type: string) => ({ Sequence: { id: type, type_id: type === 'A' ? 0 : 1 } })
  const value = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: data.added.map(each => ({
      id: each.id,
      content: each.content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: each.special,
    })),
    normalizer: data.normalization === undefined ? null : { type: data.normalization },
    pre_tokenizer:
      data.split === 'gpt2'
        ? { ...bytes, use_regex: true }
        : {
            type: 'Sequence',
            pretokenizers: [
              {
                type: 'Split',
                pattern: { Regex: SPLIT_PATTERNS[data.split].source },
                behavior: 'Isolated',
                invert: false,
              },
              { ...bytes, use_regex: false },
            ],
          },
    post_processor:
      around.length === 0
        ? { ...bytes, use_regex: true }
        : {
            type: 'TemplateProcessing',
            single: [...named(data.prefix), sequence('A'), ...named(data.suffix)],
            pair: [...named(data.prefix), sequence('A'), sequence('B'), ...named(data.suffix)],
            special_tokens: Object.fromEntries(
              around.map(id => [
                nameOf(data, id),
                { id: nameOf(data, id), ids: [id], tokens: [nameOf(data, id)] },
              ]),
            ),
          },
    decoder: { ...bytes, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: data.ignoreMerges,
      vocab: Object.fromEntries([...data.vocabulary].sort((a, b) => a[1] - b[1])),
      merges: data.merges,
    },
  }
  return new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>
}

function nameOf(data: TokenizerData, id: number): string {
  const added = data.added.find(each => each.id === id)
  if (added === undefined) throw new RangeError('what is put around a text must be an added token')
  return added.content
}
