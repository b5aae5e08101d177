import type { FieldRole } from '../../core/index.ts'

/** What the names of fields mean, in lower case and without indices; data sets agree on these. */
const NAMES: Readonly<Record<FieldRole, string>> = {
  system: 'system system_prompt system_message sys 系统 系统提示',
  user: 'input user user_input human human_message user_message 用户 输入',
  assistant: 'assistant assistant_message bot model_output gpt 助手',
  tool: 'tool tools functions function tool_output observation api_result 工具',
  instruction:
    'instruction instructions prompt prompts question questions query q ask problem task_prompt user_query original_question 指令 问题 提示 題目 题目 質問 질문',
  response:
    'output outputs response responses completion completions answer answers reply generation solution target_text chatgpt_response model_response model_answer best_answer best_answers reference_answer correct_answer correct_answers long_answer final_answer 回答 答案 输出 回复 回應 回复内容 応答 답변',
  chosen:
    'chosen chosen_response preferred response_chosen winner_response positive accepted better_response',
  rejected:
    'rejected rejected_response dispreferred response_rejected loser_response negative_response worse_response',
  label:
    'label labels label_text class classes category target sentiment intent topic stars is_spam is_toxic toxicity toxic hate verdict 标签 类别 分类 情感 標籤 ラベル 라벨',
  text: 'text texts content contents body article document passage paragraph sentence sentence1 sentence2 premise hypothesis review comment tweet post abstract summary title raw_content page_content source_text message msg utterance value 文本 内容 正文 标题 评论 句子 摘要 內容 標題 本文 문장 내용',
  key: '',
}

const ROLES = new Map<string, FieldRole>()
for (const [role, names] of Object.entries(NAMES)) {
  for (const name of names.split(' ')) if (name !== '') ROLES.set(name, role as FieldRole)
}

/** Known fields that a column can be mapped to. */
export const KNOWN_FIELDS: readonly string[] = [
  ...(Object.keys(NAMES) as FieldRole[]).filter(role => role !== 'key'),
  'input',
  'prompt',
  'question',
  'output',
  'completion',
  'answer',
]

/** The path of a field without list indices, in lower case: `Conversations[0].Value` gives `conversations[].value`. */
export const pathShape = (name: string): string => name.replace(/\[\d+\]/gu, '[]').toLowerCase()

/** Two answers side by side: `response_0` and `response_1`, `answer_a` and `answer_b`. */
export const PAIRED_ANSWER = /^(?:response|answer|completion|output|reply)[_-]?(?:0|1|2|a|b|one|two)$/u

/** The role that a plain name has; undefined when it says nothing. */
export const roleOfName = (name: string): FieldRole | undefined =>
  ROLES.get(name) ?? (PAIRED_ANSWER.test(name) ? 'response' : undefined)

/** Labels that also subjects have: alone they do not make questions a classification set. */
export const WEAK_LABEL = /(?:^|\.)(?:category|topic|intent|stars|类别|分类)(?:\[\])?$/u

/** Names of lists of turns. */
const TURNS =
  /^((?:.{1,64}\.)?(?:messages|conversations?|dialogs?|dialogues?|turns|chat|chats|history|prompt|completion|chosen|rejected)(?:\[\d+\])?)\.(.+)$/iu
const WHO = /^(?:role|from|speaker|author|sender)$/iu
const WHAT = /^(?:content|value|text|message|utterance)(?:\[\d+\](?:\.(?:text|content))?)?$/iu
const CALL = /^(?:tool_calls|function_call)\b/iu

/** What a field is inside a turn of a conversation. */
export interface TurnPart {
  /** Path of the turn. */
  readonly turn: string
  readonly part: 'who' | 'what' | 'call'
  /** Set for the turns of a preferred or rejected answer. */
  readonly side?: 'chosen' | 'rejected'
}

/** Recognizes a field of a conversation turn by its name. */
export function turnPart(name: string): TurnPart | undefined {
  const match = TURNS.exec(name)
  if (match === null) return undefined
  const [, turn, rest] = match as unknown as [string, string, string]
  const part = WHO.test(rest) ? 'who' : WHAT.test(rest) ? 'what' : CALL.test(rest) ? 'call' : undefined
  if (part === undefined) return undefined
  const side = /(?:^|\.)(chosen|rejected)(?:\[\d+\])?$/iu.exec(turn)?.[1]?.toLowerCase() as TurnPart['side']
  return side === undefined ? { turn, part } : { turn, part, side }
}

const SPEAKERS = new Map<string, FieldRole>(
  Object.entries({
    user: 'user',
    human: 'user',
    prompter: 'user',
    customer: 'user',
    patient: 'user',
    assistant: 'assistant',
    gpt: 'assistant',
    chatgpt: 'assistant',
    bing: 'assistant',
    bard: 'assistant',
    bot: 'assistant',
    model: 'assistant',
    ai: 'assistant',
    agent: 'assistant',
    function_call: 'assistant',
    system: 'system',
    developer: 'system',
    tool: 'tool',
    tools: 'tool',
    function: 'tool',
    ipython: 'tool',
    observation: 'tool',
    tool_response: 'tool',
    function_response: 'tool',
  } as const),
)

/** The role of a speaker, as conversations name them. */
export const roleOfSpeaker = (speaker: string): FieldRole | undefined =>
  SPEAKERS.get(speaker) ?? SPEAKERS.get(speaker.trim().toLowerCase())
