#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { availableParallelism, hostname } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { run } from '@stricli/core'
import { buildCli } from './app.ts'
import type { CliContext } from './context.ts'
import { chooseLanguage, LANGUAGE_ERROR } from './text.ts'

// Detectors are many functions that each run for a part of the texts: compiling them once, plainly, and optimizing only
// what stays hot costs a third less until a run is warm, which every thread pays for itself.
for (const flag of ['--always-sparkplug', '--interrupt-budget=600000']) setFlagsFromString(flag)

const argv = process.argv.slice(2)
const manifest = new URL('../../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }

const quoted = (argument: string) =>
  /^[\w./@:=,+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** Ctrl-C once stops in order; twice stops at once. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
    })
  }
  return controller.signal
}

/** A reader that went away (`| head`) is no error of ours. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: { code?: string }) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2)
  })
}

const language = chooseLanguage(argv, process.env)
if (language === undefined) {
  process.stderr.write(`${LANGUAGE_ERROR.en}\n`)
  process.exitCode = 2
} else {
  const proxy: CliContext['process'] = { stdout: process.stdout, stderr: process.stderr, env: process.env }
  const context: CliContext = {
    process: proxy,
    language,
    cwd: process.cwd(),
    version,
    command: ['plimsoll', ...argv.map(quoted)].join(' '),
    host: hostname(),
    node: process.version,
    processId: process.pid,
    processors: availableParallelism(),
    now: () => Date.now(),
    peakBytes: () => process.resourceUsage().maxRSS * 1024,
    isRunning,
    signal: abortOnSignals(),
    status: { code: undefined },
  }
  await run(buildCli(language, version), argv.length === 0 ? ['--help'] : argv, {
    ...context,
    locale: language,
  })
  const code = Number(proxy.exitCode ?? 0)
  process.exitCode = context.status.code ?? (code < 0 ? 2 : code)
}
