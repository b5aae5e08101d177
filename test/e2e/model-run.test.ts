import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { chatAnswer, loopback, sendJson } from '../support/loopback.ts'
import { root } from './_cli.ts'

const dist = process.env['PLIMSOLL_MAIN']
  ? dirname(dirname(process.env['PLIMSOLL_MAIN']))
  : join(root, 'dist')
const script = fileURLToPath(new URL('../support/kill-run.mjs', import.meta.url))
const QUESTIONS = 60
const CONCURRENCY = 4

/** Runs the questions; kills the process, if told to, once it has used so many answers. */
function run(url: string, log: string, killAfter = Number.POSITIVE_INFINITY) {
  return new Promise<{ used: [number, string][]; spent: Record<string, number> | undefined; how: unknown }>(
    (resolve, reject) => {
      const child = spawn(process.execPath, [script, dist, url, log, String(QUESTIONS)])
      let text = ''
      let errors = ''
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        if (text.split('\n').length > killAfter) child.kill('SIGKILL')
      })
      child.on('error', reject)
      child.on('close', (code, signal) => {
        if (code !== 0 && signal === null) return reject(new Error(errors))
        const lines = text
          .split('\n')
          .filter(each => each.endsWith(']') || each.endsWith('}'))
          .map(each => JSON.parse(each))
        resolve({
          used: lines.filter(Array.isArray) as [number, string][],
          spent: lines.find(each => !Array.isArray(each)) as Record<string, number> | undefined,
          how: signal,
        })
      })
    },
  )
}

it('loses no paid answer to kill -9, however often', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-kill-'))
  const log = join(folder, 'answers.jsonl')
  let answered = 0
  const server = await loopback(async (response, { body }) => {
    await new Promise(resolve => setTimeout(resolve, 5))
    const [message] = body['messages'] as { content: string }[]
    sendJson(response, chatAnswer(`answer ${++answered} to ${message?.content}`))
  })
  const used = new Map<number, string>()
  let kills = 0
  for (const killAfter of [1, 7, 15]) {
    const result = await run(server.url, log, killAfter)
    expect(result.how).toBe('SIGKILL')
    kills++
    for (const [index, text] of result.used) {
      // What a killed run has used is what every later run gets: no second answer, no second payment.
      expect(used.get(index) ?? text).toBe(text)
      used.set(index, text)
    }
  }
  const before = server.received.length
  const last = await run(server.url, log)
  expect(last.used.length).toBe(QUESTIONS)
  for (const [index, text] of last.used) {
    expect(text).toContain(`to question ${index}`)
    expect(used.get(index) ?? text).toBe(text)
  }
  // Only calls that were under way at a kill can have been paid twice, and the run says how many may have been.
  const extra = server.received.length - QUESTIONS
  expect(extra).toBeGreaterThanOrEqual(0)
  expect(extra).toBeLessThanOrEqual(kills * CONCURRENCY)
  expect(last.spent).toMatchObject({
    calls: QUESTIONS,
    fromLog: QUESTIONS - (server.received.length - before),
    requests: server.received.length - before,
  })
  expect(last.spent?.['perhapsBilled']).toBeLessThanOrEqual(CONCURRENCY)

  const asked = server.received.length
  const again = await run(server.url, log)
  expect(server.received.length).toBe(asked)
  expect(new Map(again.used)).toEqual(new Map(last.used))
  await server.close()
  await rm(folder, { recursive: true })
})
