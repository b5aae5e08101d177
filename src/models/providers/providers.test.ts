import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Loopback, loopback, sendEvents, sendJson } from '../../../test/support/loopback.ts'
import type {
  Answered,
  GenerateOutcome,
  GenerateRequest,
  ScoreOutcome,
  ScoreRequest,
} from '../../core/index.ts'
import { openModel } from '../open-model.ts'
import { PROVIDERS, unnamedProvider } from './index.ts'

interface Exchange {
  readonly name: string
  readonly stream?: boolean
  readonly path?: string
  readonly request?: GenerateRequest
  readonly score?: ScoreRequest
  readonly sends: Record<string, unknown>
  readonly response: { status: number; body?: unknown; events?: (string | object)[] }
  readonly expects: Record<string, unknown> & { ignored?: string[] }
}
interface Fixture {
  readonly provider: string
  readonly kind: 'openai' | 'anthropic'
  readonly source: string
  readonly path: string
  readonly model: string
  readonly exchanges: Exchange[]
}

const folder = fileURLToPath(new URL('../../../test/fixtures/models/', import.meta.url))
const fixtures = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Fixture)

const KEY = 'test-key-0123456789'
let server: Loopback | undefined
afterEach(() => server?.close())

it('has a recorded exchange for every provider', () => {
  expect(fixtures.map(each => each.provider)).toEqual(PROVIDERS.map(each => each.id))
})

describe.each(fixtures)('$provider', fixture => {
  it.each(fixture.exchanges)('$name', async exchange => {
    const { status, body, events } = exchange.response
    server = await loopback(response => {
      if (events === undefined) sendJson(response, body, status)
      else sendEvents(response, events)
    })
    const model = await openModel(
      {
        kind: fixture.kind,
        name: fixture.model,
        url: server.url,
        key: { variable: 'MODEL_KEY' },
        ...(fixture.kind === 'openai' ? { provider: fixture.provider } : {}),
        // The contract is about what is sent and read; a file may ask for what one model offers.
        ...(exchange.request?.logProbabilities === undefined
          ? {}
          : { capabilities: ['generate', 'log-probabilities'] }),
      },
      { variables: { MODEL_KEY: KEY }, folder },
    )
    let outcome: GenerateOutcome | ScoreOutcome | undefined
    if (exchange.score !== undefined) outcome = await model.score(exchange.score)
    else if (exchange.stream) {
      let text = ''
      for await (const event of model.stream(exchange.request as GenerateRequest)) {
        if (event.type === 'text') text += event.text
        if (event.type === 'end') outcome = event.outcome
      }
      expect(text).toBe((outcome as { text: string }).text)
    } else outcome = await model.generate(exchange.request as GenerateRequest)
    await model.close()

    const { ignored, ...expected } = exchange.expects
    expect(outcome).toMatchObject(expected)
    if (ignored !== undefined)
      expect((outcome as Answered).ignored.map(each => each.setting)).toEqual(ignored)
    const [sent] = server.received
    expect(server.received).toHaveLength(1)
    expect(sent?.path).toBe(exchange.path ?? fixture.path)
    expect(sent?.body).toMatchObject({ model: fixture.model, ...exchange.sends })
    for (const setting of (ignored ?? []).filter(each => each !== 'thinking'))
      expect(JSON.stringify(sent?.body)).not.toContain(
        `"${setting.replace(/[A-Z]/g, l => `_${l.toLowerCase()}`)}":`,
      )
    const isAnthropic = fixture.kind === 'anthropic'
    expect(sent?.headers[isAnthropic ? 'x-api-key' : 'authorization']).toBe(
      isAnthropic ? KEY : `Bearer ${KEY}`,
    )
  })
})

it('knows the blocks of providers behind a gateway that names none', async () => {
  const blocks = fixtures
    .filter(each => each.kind === 'openai')
    .flatMap(each => each.exchanges)
    .filter(each => each.expects['status'] === 'blocked-by-provider' && each.expects['code'] !== '1301')
    .filter(each => !JSON.stringify(each.response).includes('"flag"'))
  expect(blocks.length).toBeGreaterThan(8)
  for (const exchange of blocks) {
    const { status, body, events } = exchange.response
    server = await loopback(response =>
      events === undefined ? sendJson(response, body, status) : sendEvents(response, events),
    )
    const model = await openModel({ kind: 'openai', url: server.url, name: 'm' }, { variables: {}, folder })
    let outcome: GenerateOutcome | undefined
    for await (const event of model.stream(exchange.request as GenerateRequest))
      if (event.type === 'end') outcome = event.outcome
    const whole = exchange.stream ? outcome : await model.generate(exchange.request as GenerateRequest)
    expect(whole).toMatchObject({ status: 'blocked-by-provider' })
    await model.close()
    await server.close()
  }
})

it('names sources, addresses and capabilities', () => {
  for (const provider of [...PROVIDERS, unnamedProvider]) {
    expect(provider.url).toMatch(/^https?:\/\/[^/].*[^/]$/)
    expect(provider.reference).toMatch(/^https:\/\//)
    expect(provider.capabilities).toContain('generate')
    expect(provider.capabilities.includes('prompt-log-probabilities')).toBe(provider.scoring !== undefined)
  }
})
