import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { openModel } from '../open-model.ts'
import type { CommandModel } from './command.ts'

const script = fileURLToPath(new URL('../../../test/support/echo-command.mjs', import.meta.url))
let model: CommandModel | undefined
afterEach(() => model?.close())

async function open(more: object = {}, ...rest: string[]): Promise<CommandModel> {
  model = (await openModel(
    {
      kind: 'command',
      command: [process.execPath, script, ...rest],
      capabilities: ['generate', 'embeddings', 'prompt-log-probabilities'],
      ...more,
    },
    { variables: { PATH: process.env['PATH'], SHARED: 'x', PRIVATE_KEY: 'y' }, folder: '.' },
  )) as CommandModel
  return model
}
const ask = (input: string) => ({ input })

it('answers, several calls at once, in whatever order', async () => {
  const toy = await open()
  const outcomes = await Promise.all(
    ['slow', 'one', 'two\nlines', 'refuse'].map(each => toy.generate(ask(each))),
  )
  expect(outcomes).toMatchObject([
    { status: 'answered', text: 'at last', usage: { estimated: true } },
    { text: 'echo one 中', usage: { inputTokens: 2, outputTokens: 3, estimated: false } },
    { text: 'echo two\nlines 中' },
    { status: 'refused', text: 'no' },
  ])
  expect(await toy.embed({ texts: ['a', 'bc'] })).toMatchObject({
    vectors: [
      [1, 1],
      [2, 1],
    ],
  })
  expect(await toy.score({ text: 'ab' })).toMatchObject({
    tokens: [{ logProbability: undefined }, { logProbability: -1 }],
  })
})

it('hands on no variable that was not named', async () => {
  const toy = await open({ environment: ['SHARED'] })
  await toy.generate(ask('x'))
  expect(toy.errorOutput()).toContain('ready')
  expect(toy.errorOutput()).toContain('SHARED')
  expect(toy.errorOutput()).not.toContain('PRIVATE_KEY')
})

it('starts the command again after it ended, and no more often than allowed', async () => {
  const toy = await open({ restarts: 1 })
  for (let i = 0; i < 2; i++) {
    expect(await toy.generate(ask('die'))).toMatchObject({
      status: 'error',
      kind: 'stopped',
      retryable: true,
    })
    if (i === 0) expect(await toy.generate(ask('x'))).toMatchObject({ text: 'echo x 中' })
  }
  expect(await toy.generate(ask('x'))).toMatchObject({ kind: 'stopped', retryable: false })
})

it.each([
  ['gives no answer in time', 'hang', { timeoutSeconds: 0.3 }, { kind: 'timeout' }],
  ['writes what is no JSON', 'babble', {}, { kind: 'malformed-response' }],
  ['writes a line without end', 'flood', { maxResponseBytes: 1000 }, { kind: 'too-large' }],
  ['reports an error', 'error', {}, { kind: 'bad-request' }],
])('a command that %s', async (_, input, more, expected) => {
  const toy = await open(more)
  const outcome = await toy.generate(ask(input))
  expect(outcome).toMatchObject({ status: 'error', ...expected })
  expect(JSON.stringify(outcome)).not.toContain('secret detail')
  expect(await toy.generate(ask('after'))).toMatchObject({ text: 'echo after 中' })
})

it('fails when the command ends at once or does not exist', async () => {
  expect(await (await open({}, 'dies')).generate(ask('x'))).toMatchObject({ kind: 'stopped' })
  const none = await open({ command: ['./no-such-program-4711'] })
  expect(await none.generate(ask('x'))).toMatchObject({ kind: 'stopped' })
})

it('stops a call when told to, and refuses calls once closed', async () => {
  const toy = await open()
  const controller = new AbortController()
  const asked = toy.generate(ask('hang'), { signal: controller.signal })
  setTimeout(() => controller.abort(), 20)
  await expect(asked).rejects.toMatchObject({ code: 'E_ABORTED' })
  await toy.close()
  expect(await toy.generate(ask('x'))).toMatchObject({ kind: 'stopped', retryable: false })
})

it('takes a command as text, but nothing that only a shell reads', async () => {
  const environment = { variables: {}, folder: '.' }
  const parsed = await openModel({ kind: 'command', command: 'python3 serve.py --port 1' }, environment)
  expect(parsed.id).toMatch(/^command:python3#[\da-f]{16}$/)
  await parsed.close()
  for (const command of ['a | b', 'a "b c"', 'a $(b)', '   ', 'a; b'])
    await expect(openModel({ kind: 'command', command }, environment)).rejects.toMatchObject({
      code: 'E_USAGE',
    })
})
