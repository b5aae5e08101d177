import { type BlockedByProvider, both, type ModelFailure } from '../../core/index.ts'
import { failCall } from '../failures.ts'
import { readServerSentEvents } from '../http/_server-sent-events.ts'
import type { HttpReply } from '../http/http-client.ts'
import { asObject, type JsonObject, parseJson } from '../json-value.ts'
import type { Endpoint } from './_endpoint.ts'
import { errorOutcome, isErrorBody, readErrorReply } from './_errors.ts'

/** Posts a body; gives the reply, or what its error means. */
export async function postBody(
  { client, provider }: Endpoint,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<HttpReply | BlockedByProvider | ModelFailure> {
  const reply = await client.post(path, body, signal)
  return reply.status >= 200 && reply.status < 300
    ? reply
    : readErrorReply(reply, provider.blocks, client.scrub)
}

/** Posts a body and reads a JSON object as the answer; gives it, or what its error means. */
export async function postForJson(
  endpoint: Endpoint,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<{ readonly body: JsonObject } | BlockedByProvider | ModelFailure> {
  const reply = await postBody(endpoint, path, body, signal)
  if ('status' in reply && !('chunks' in reply)) return reply
  let text = ''
  for await (const chunk of reply.chunks) text += chunk
  const answer = asObject(parseJson(endpoint.client.scrub(text)))
  if (answer === undefined) return notJson()
  return isErrorBody(answer) ? errorOutcome(answer, 0, endpoint.provider.blocks) : { body: answer }
}

/** The JSON objects of a stream of events, with their types, up to `[DONE]` or the end. */
export async function* readObjects(
  reply: HttpReply,
  scrub: (text: string) => string,
): AsyncGenerator<{ readonly event: string; readonly body: JsonObject } | 'done'> {
  if (!reply.isStream)
    failCall(
      'malformed-response',
      both('the endpoint did not answer with an event stream', '端点返回的不是事件流'),
    )
  for await (const { event, data } of readServerSentEvents(reply.chunks)) {
    if (data.trim() === '[DONE]') {
      yield 'done'
      continue
    }
    const body = asObject(parseJson(scrub(data)))
    if (body === undefined)
      failCall(
        'malformed-response',
        both('an event of the stream is not a JSON object', '流中的一个事件不是 JSON 对象'),
      )
    yield { event, body }
  }
}

/** Fails for an answer that lacks what its API promises. */
export const notExpected = (what: string): never =>
  failCall('malformed-response', both(`the answer has no usable ${what}`, `响应中没有可用的 ${what}`))

/** Fails for a stream that ended early. */
export const truncated = (): never =>
  failCall(
    'malformed-response',
    both('the stream ended before the answer was whole', '流在回答完整之前结束'),
    { retryable: true },
  )

const notJson = (): never =>
  failCall('malformed-response', both('the answer is not a JSON object', '响应不是 JSON 对象'))
