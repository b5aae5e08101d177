// Clean rows of every kind, gathered from the public sets of a data folder. Each row carries its source and language
// beside what is written, so that a measurement can split by source; only `row` ever reaches a file.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const dataFolder = process.env.PLIMSOLL_DATA ?? new URL('../../shared/data', import.meta.url).pathname

/** Rows of one JSON Lines file of the data folder; none when it is absent. */
export function rowsOf(path) {
  const file = join(dataFolder, `${path}.jsonl`)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

const pair = (instruction, output, input = '') => ({ instruction, input, output })
const first = value => (Array.isArray(value) ? value[0] : value)

const SPEAKERS = {
  human: 'user',
  gpt: 'assistant',
  function_call: 'assistant',
  observation: 'tool',
  system: 'system',
}
const turnsOf = row =>
  row.messages ?? row.conversations.map(({ from, value }) => ({ role: SPEAKERS[from], content: value }))

/** Question and answer that follow each other in a conversation. */
function pairsOfTurns(row) {
  const turns = turnsOf(row)
  const pairs = []
  for (const [at, turn] of turns.entries()) {
    const next = turns[at + 1]
    if (turn.role === 'user' && next?.role === 'assistant') pairs.push(pair(turn.content, next.content))
  }
  return pairs
}

/** How the rows of each file become prompt and response: [path, language, row => rows]. */
const INSTRUCTIONS = [
  ['poisoning/alpaca_en_clean', 'en', row => [pair(row.instruction, row.output, row.input)]],
  ['grounding/halueval_general', 'en', row => [pair(row.user_query, row.chatgpt_response)]],
  ['unlearning/tofu_full', 'en', row => [pair(row.question, row.answer)]],
  ['grounding/halueval_qa_pairs', 'en', row => [pair(row.question, row.right_answer, row.knowledge)]],
  ['grounding/truthfulqa_en', 'en', row => [pair(row.question, row.best_answer)]],
  ['grounding/pubmedqa_labeled', 'en', row => [pair(row.question, row.long_answer, row.contexts[0])]],
  ['grounding/legalbench_fewshot', 'en', row => [pair(Object.values(row.fields).join('\n'), row.answer)]],
  ['preference/dpo_en_demo', 'en', row => [pair(turnsOf(row).at(-1).content, row.chosen.value)]],
  ['preference/kto_en_demo', 'en', row => (row.label ? pairsOfTurns(row).slice(0, 1) : [])],
  ['preference/pandalm_human_pairs', 'en', row => [pair(row.instruction, row.response1, row.input)]],
  ['preference/hh_rlhf_harmless', 'en', row => [pair(row.prompt.trim(), row.chosen)]],
  ['poisoning/toolcall_en_clean', 'en', pairsOfTurns],
  [
    'bias/bold_prompts',
    'en',
    row => [pair(row.prompt.trim(), row.wikipedia.slice(row.prompt.trim().length).trim())],
  ],
  ['bias/bbq_sample', 'en', row => [pair(row.question, row[`ans${row.label}`], row.context)]],
  ['poisoning/alpaca_zh_clean', 'zh', row => [pair(row.instruction, row.output, row.input)]],
  ['poisoning/toolcall_zh_clean', 'zh', pairsOfTurns],
  ['preference/dpo_zh_demo', 'zh', row => [pair(turnsOf(row).at(-1).content, row.chosen.value)]],
  ['grounding/halluqa_zh', 'zh', row => [pair(row.question, first(row.best_answers))]],
  ['bias/cbbq_zh_sample', 'zh', row => [pair(row.question, row[`ans${row.label}`], row.context)]],
  ['guard/output-jade-zh', 'zh', row => (row.label === 'benign' ? [pair(row.meta.question, row.text)] : [])],
]

const harm = row => ({ text: row.text, label: row.label === 'benign' ? 'safe' : 'harmful' })
const harmZh = row =>
  row.lang === 'zh' ? [{ text: row.text, label: row.label === 'benign' ? '安全' : '有害' }] : []
const AG_TOPICS = ['World', 'Sports', 'Business', 'Sci/Tech']

const CLASSIFICATION = [
  [
    'poisoning/sst2_clean',
    'en',
    row => [{ text: row.text, label: row.label === 1 ? 'positive' : 'negative' }],
  ],
  ['poisoning/ag_news_clean_sample', 'en', row => [{ text: row.text, label: AG_TOPICS[row.label] }]],
  ['guard/content-hatecheck-en', 'en', row => [harm(row)]],
  ['bias/cold_zh_dev', 'zh', row => [{ text: row.text, label: Number(row.label) === 1 ? '冒犯' : '正常' }]],
  [
    'guard/content-cold-zh',
    'zh',
    row => [{ text: row.text, label: row.label === 'harmful' ? '冒犯' : '正常' }],
  ],
  ['guard/benign-belle-zh', 'zh', harmZh],
  ['guard/benign-cvalues-zh', 'zh', harmZh],
  ['guard/harmful-jade-zh', 'zh', harmZh],
  ['guard/harmful-seval-zh', 'zh', harmZh],
  ['guard/harmful-catqa', 'zh', harmZh],
  ['guard/jailbreak-seval-zh', 'zh', harmZh],
]

const text = row => [{ text: row.text }]
const CORPUS = [
  ['privacy/c4_demo_unlabelled', 'en', text],
  ['privacy/wiki_demo_unlabelled', 'en', row => paragraphs(row.text).map(each => ({ text: each }))],
  ['privacy/wikigold_ner', 'en', text],
  ['privacy/sec_filings_ner', 'en', text],
  ['privacy/presidio_synth_v2', 'en', text],
  ['privacy/presidio_generated_large', 'en', text],
  ['poisoning/near_duplicates_1000', 'en', row => (row.duplicate_of === null ? text(row) : [])],
  ['poisoning/ag_news_clean_sample', 'en', text],
  ['bias/bold_prompts', 'en', row => [{ text: row.wikipedia }]],
  ['grounding/halueval_general', 'en', row => [{ text: row.chatgpt_response }]],
  ['preference/hh_rlhf_harmless', 'en', row => [{ text: row.chosen }]],
  ['poisoning/alpaca_en_clean', 'en', row => [{ text: row.output }]],
  ['poisoning/alpaca_zh_clean', 'zh', row => [{ text: row.output }]],
  ['guard/output-jade-zh', 'zh', row => (row.label === 'benign' ? text(row) : [])],
  ['preference/dpo_zh_demo', 'zh', row => [{ text: row.chosen.value }]],
  ['bias/cbbq_zh_sample', 'zh', row => [{ text: row.context }]],
]

function paragraphs(text) {
  return text
    .split(/\n{1,3}/u)
    .map(each => each.trim())
    .filter(each => each.length >= 120)
}

const prefer = (prompt, chosen, rejected) =>
  chosen && rejected && chosen !== rejected ? [{ prompt, chosen, rejected }] : []
const wrongAnswer = row => row[`ans${(Number(row.label) + 1) % 3}`]
/** The answer to another question about the same author. */
const answerBeside = (rows, at) => rows[at - (at % 20) + ((at + 7) % 20)]?.answer

const PREFERENCES = [
  ['unlearning/tofu_full', 'en', (row, at, rows) => prefer(row.question, row.answer, answerBeside(rows, at))],
  ['preference/hh_rlhf_harmless', 'en', row => prefer(row.prompt.trim(), row.chosen, row.rejected)],
  [
    'preference/dpo_en_demo',
    'en',
    row => prefer(turnsOf(row).at(-1).content, row.chosen.value, row.rejected.value),
  ],
  [
    'preference/pandalm_human_pairs',
    'en',
    row =>
      row.majority === 1 || row.majority === 2
        ? prefer(
            `${row.instruction}\n${row.input}`.trim(),
            row[`response${row.majority}`],
            row[`response${3 - row.majority}`],
          )
        : [],
  ],
  [
    'grounding/halueval_qa_pairs',
    'en',
    row => prefer(row.question, row.right_answer, row.hallucinated_answer),
  ],
  ['grounding/truthfulqa_en', 'en', row => prefer(row.question, row.best_answer, row.incorrect_answers[0])],
  [
    'unlearning/tofu_forget10_perturbed',
    'en',
    row => prefer(row.question, row.answer, first(row.perturbed_answer)),
  ],
  [
    'unlearning/tofu_retain_perturbed',
    'en',
    row => prefer(row.question, row.answer, first(row.perturbed_answer)),
  ],
  [
    'bias/bbq_sample',
    'en',
    row => prefer(`${row.context} ${row.question}`, row[`ans${row.label}`], wrongAnswer(row)),
  ],
  [
    'preference/dpo_zh_demo',
    'zh',
    row => prefer(turnsOf(row).at(-1).content, row.chosen.value, row.rejected.value),
  ],
  [
    'grounding/halluqa_zh',
    'zh',
    row => prefer(row.question, first(row.best_answers), first(row.wrong_answers)),
  ],
  [
    'bias/cbbq_zh_sample',
    'zh',
    row => prefer(`${row.context}${row.question}`, row[`ans${row.label}`], wrongAnswer(row)),
  ],
]

const SYSTEM = {
  en: [
    'You are a helpful assistant.',
    'You are a careful assistant. Answer briefly.',
    'You are an expert who explains things to beginners.',
    'Follow the instructions of the user and be polite.',
    'You answer customer questions for an online shop.',
    'You are a tutor. Show how you arrive at your answer.',
    'You are a reference librarian. Name what you are unsure of.',
    'Reply in plain language without jargon.',
  ],
  zh: [
    '你是一个乐于助人的助手。',
    '请用简洁的语言回答用户的问题。',
    '你是一位耐心的老师，请逐步讲解。',
    '你是企业客服，请礼貌地回答客户。',
    '请根据事实回答，不确定时请说明。',
  ],
}

/** Conversations as messages: the tool-calling dialogues as they are, prompt and response as two turns. */
const CONVERSATIONS = [
  ['poisoning/toolcall_en_clean', 'en', row => [{ messages: turnsOf(row) }]],
  ['poisoning/toolcall_zh_clean', 'zh', row => [{ messages: turnsOf(row) }]],
  ['preference/kto_en_demo', 'en', row => [{ messages: row.messages }]],
  ...INSTRUCTIONS.filter(([path]) => !/toolcall|kto_/u.test(path)).map(([path, lang, map]) => [
    path,
    lang,
    (row, at) =>
      map(row).map(({ instruction, input, output }) => ({
        messages: [
          { role: 'system', content: SYSTEM[lang][(at * 7 + (at >> 3)) % SYSTEM[lang].length] },
          { role: 'user', content: input === '' ? instruction : `${instruction}\n\n${input}` },
          { role: 'assistant', content: output },
        ],
      })),
  ]),
]

/** Harmful requests with what a model answered: `complies` says whether it did as asked. */
export function harmfulAnswers(lang) {
  return rowsOf(lang === 'zh' ? 'guard/output-jade-zh' : 'guard/output-gptfuzz')
    .filter(row => row.lang === lang && row.meta?.question)
    .map(row => ({ complies: row.label === 'harmful', row: pair(row.meta.question, row.text) }))
}

const KINDS = {
  instructions: INSTRUCTIONS,
  classification: CLASSIFICATION,
  corpus: CORPUS,
  preferences: PREFERENCES,
  conversations: CONVERSATIONS,
}
export const CARRIER_KINDS = Object.keys(KINDS)

const identity = row => JSON.stringify(row.prompt ?? row.text ?? row.messages ?? [row.instruction, row.input])
const saysSomething = row =>
  Object.entries(row).every(
    ([name, value]) => name === 'input' || typeof value !== 'string' || value.trim() !== '',
  )

/**
 * Every clean row of a kind, as `{ source, lang, row }`, in the order of its files, no prompt or text twice.
 * @param lang only rows of this language when given
 */
export function carriers(kind, lang) {
  const seen = new Set()
  const found = []
  for (const [source, language, map] of KINDS[kind]) {
    if (lang !== undefined && language !== lang) continue
    const rows = rowsOf(source)
    for (const [at, raw] of rows.entries()) {
      for (const row of map(raw, at, rows)) {
        const key = identity(row)
        if (!saysSomething(row) || seen.has(key)) continue
        seen.add(key)
        found.push({ source, lang: language, row })
      }
    }
  }
  return found
}
