import {
  both,
  type Localized,
  type ModelErrorKind,
  type ModelFailure,
  PlimsollError,
  stoppedError,
} from '../core/index.ts'

const RETRYABLE: ReadonlySet<ModelErrorKind> = new Set([
  'rate-limited',
  'overloaded',
  'timeout',
  'network',
  'stopped',
])

/** What a reader can do about each kind of failure. */
const ADVICE: Readonly<Record<ModelErrorKind, Localized>> = {
  authentication: both(
    'check the key in the environment variable or file that the model names',
    '请检查该模型所指定的环境变量或文件中的密钥',
  ),
  quota: both("top up the account or raise the provider's own limit", '请为账户充值，或提高服务商侧的额度'),
  'rate-limited': both(
    'lower requestsPerMinute or concurrency, or try again later',
    '请降低 requestsPerMinute 或 concurrency，或稍后再试',
  ),
  overloaded: both('try again later; the answers so far are kept', '请稍后再试，已得到的回答均已保留'),
  timeout: both(
    'raise timeoutSeconds, or ask for fewer tokens',
    '请增大 timeoutSeconds，或减少请求的 token 数',
  ),
  network: both('check the URL, and that the endpoint is up', '请检查 URL，并确认端点正在运行'),
  'bad-request': both(
    'check the name of the model and the settings it takes',
    '请检查模型名称及其支持的参数',
  ),
  'not-found': both(
    'check the name and the URL: it is the base, such as http://127.0.0.1:8000/v1',
    '请检查模型名称和 URL：URL 应为基础地址，例如 http://127.0.0.1:8000/v1',
  ),
  redirected: both('name the final address in the project file', '请在项目文件中填写最终地址'),
  'malformed-response': both(
    'check that the URL speaks the API that the kind names',
    '请确认该 URL 提供的接口与所填的 kind 一致',
  ),
  'too-large': both('ask for fewer tokens or alternatives', '请减少请求的 token 数或候选数'),
  'not-recorded': both('record the run again with the live model', '请使用在线模型重新录制'),
  budget: both(
    'raise the budget and resume: recorded answers cost nothing',
    '请提高预算后继续：已记录的回答不再计费',
  ),
  stopped: both("read the command's error output", '请查看该命令的错误输出'),
}

/** A failure of a call, with advice; the reason must not repeat content. */
export function failure(
  kind: ModelErrorKind,
  reason: Localized,
  more: Partial<Pick<ModelFailure, 'retryAfterMs' | 'httpStatus' | 'code' | 'retryable'>> = {},
): ModelFailure {
  return { status: 'error', kind, retryable: RETRYABLE.has(kind), reason, advice: ADVICE[kind], ...more }
}

/** Carries a failure out of nested code to the model's method, which returns it. */
export class CallFailed extends Error {
  readonly failure: ModelFailure

  constructor(failure: ModelFailure, cause?: unknown) {
    super(failure.reason.en, cause === undefined ? undefined : { cause })
    this.name = 'CallFailed'
    this.failure = failure
  }
}

/** Throws a failure that the model's method returns. */
export function failCall(...parts: Parameters<typeof failure>): never {
  throw new CallFailed(failure(...parts))
}

/** The failure that an error carries; throws E_ABORTED when the caller aborted, and what no call expects as it is. */
export function toFailure(error: unknown, signal: AbortSignal | undefined): ModelFailure {
  if (signal?.aborted) throw stoppedError()
  if (error instanceof CallFailed) return error.failure
  throw error
}

/** Throws E_ABORTED when the caller aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw stoppedError()
}

/** A usage error: the call or the project file is wrong. */
export const wrongUse = (message: Localized, advice?: Localized): PlimsollError =>
  new PlimsollError('E_USAGE', message, advice === undefined ? {} : { advice })
