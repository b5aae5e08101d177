import {
  both,
  type GenerateOutcome,
  type GenerateRequest,
  type IgnoredSetting,
  type TokenLogProbability,
} from '../core/index.ts'

/** What a model in this process has written. */
export interface WrittenAnswer {
  readonly text: string
  readonly finish: 'stop' | 'length'
  /** One a token of the answer; told when the request asks for it. */
  readonly logProbabilities: readonly TokenLogProbability[]
  readonly inputTokens: number
  readonly outputTokens: number
}

/** The answer of a model in this process, whose tokens are counted, not estimated. */
export function answerInProcess(request: GenerateRequest, written: WrittenAnswer): GenerateOutcome {
  const { text, finish, logProbabilities, inputTokens, outputTokens } = written
  return {
    status: 'answered',
    text,
    toolCalls: [],
    finish,
    ...(request.logProbabilities === undefined ? {} : { logProbabilities }),
    usage: { inputTokens, outputTokens, estimated: false },
    ignored: ignoredOf(request),
  }
}

/** A text up to the first of the request's stops; undefined when none stands in it. */
export function beforeStop(text: string, { stop = [] }: GenerateRequest): string | undefined {
  const found = stop.map(each => text.indexOf(each)).filter(at => at >= 0)
  return found.length === 0 ? undefined : text.slice(0, Math.min(...found))
}

const NOT_OFFERED = both('not offered for models in process', '进程内模型不支持该参数')

function ignoredOf(request: GenerateRequest): IgnoredSetting[] {
  const absent = ['presencePenalty', 'frequencyPenalty', 'thinking', 'format'] as const
  return absent.filter(each => request[each] !== undefined).map(setting => ({ setting, reason: NOT_OFFERED }))
}
