import type { GenerateOutcome } from '../../core/index.ts'
import { asList, asObject, type JsonObject } from '../json-value.ts'
import type { Endpoint } from './_endpoint.ts'
import { errorOutcome, isErrorBody } from './_errors.ts'
import { postBody, readObjects } from './_reply.ts'

/** How a stream of choices ended: said by the server to be done, or only at its end, and what it said of the whole. */
export interface ChoicesEnd {
  readonly isDone: boolean
  /** Model and usage, as the answer in one piece has them. */
  readonly about: JsonObject
}

/** One choice of a stream, or how it ended: last, with the outcome instead when it failed. */
export type ChoiceEvent = { readonly choice: JsonObject } | { readonly end: GenerateOutcome | ChoicesEnd }

/** Asks for an answer piece by piece and gives the first choice of every piece, then the end. */
export async function* streamChoices(
  endpoint: Endpoint,
  path: string,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChoiceEvent, void> {
  const streamed = { ...body, stream: true, stream_options: { include_usage: true } }
  const reply = await postBody(endpoint, path, streamed, signal)
  if (!('chunks' in reply)) {
    yield { end: reply }
    return
  }
  let about: JsonObject = {}
  let isDone = false
  for await (const item of readObjects(reply, endpoint.client.scrub)) {
    if (item === 'done') {
      isDone = true
      break
    }
    const chunk = item.body
    if (item.event === 'error' || isErrorBody(chunk)) {
      yield { end: errorOutcome(chunk, 0, endpoint.provider.blocks) }
      return
    }
    about = {
      ...about,
      ...(chunk['model'] !== undefined && { model: chunk['model'] }),
      ...(chunk['usage'] !== undefined && chunk['usage'] !== null && { usage: chunk['usage'] }),
    }
    const choice = asObject(asList(chunk['choices'])[0])
    if (choice !== undefined) yield { choice }
  }
  yield { end: { isDone, about } }
}
