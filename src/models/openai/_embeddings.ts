import type { CallOptions, EmbedOutcome, EmbedRequest } from '../../core/index.ts'
import { estimateTokens } from '../estimate-tokens.ts'
import { asCount, asList, asNumber, asObject } from '../json-value.ts'
import type { Endpoint } from './_endpoint.ts'
import { notExpected, postForJson } from './_reply.ts'
import { readUsage } from './_usage.ts'

/** Asks `POST /embeddings`. Source: https://platform.openai.com/docs/api-reference/embeddings/create */
export async function embed(
  endpoint: Endpoint,
  { texts, dimensions }: EmbedRequest,
  { signal }: CallOptions,
): Promise<EmbedOutcome> {
  const body = {
    model: endpoint.name,
    input: texts,
    encoding_format: 'float',
    ...(dimensions === undefined ? {} : { dimensions }),
  }
  const reply = await postForJson(endpoint, '/embeddings', body, signal)
  if ('status' in reply) return reply
  const vectors: (readonly number[] | undefined)[] = texts.map(() => undefined)
  for (const [place, each] of asList(reply.body['data']).entries()) {
    const item = asObject(each)
    const values = asList(item?.['embedding'])
    if (values.length === 0 || !values.every(value => asNumber(value) !== undefined)) continue
    const index = asCount(item?.['index']) ?? place
    if (index < vectors.length) vectors[index] = values as readonly number[]
  }
  const width = vectors[0]?.length
  const whole = vectors.filter(each => each !== undefined && each.length === width) as (readonly number[])[]
  if (whole.length !== texts.length) return notExpected('data')
  const input = texts.reduce((sum, text) => sum + estimateTokens(text), 0)
  return { status: 'embedded', vectors: whole, usage: readUsage(reply.body, { input, output: 0 }) }
}
