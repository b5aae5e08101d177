/** The thread that looks at artifacts; started by `_worker-pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { detectors } from '../detectors/index.ts'
import { audits } from '../stages/index.ts'
import { openSharedRunCache } from '../store/run-cache.ts'
import type { ArtifactProgress } from './_artifact-run.ts'
import { prepareRun } from './_prepare.ts'
import { taskRunner } from './_task-runner.ts'
import { type FromWorker, sendError, type ToWorker, type WorkerStart } from './_worker-protocol.ts'

/** Reports of progress are this far apart, in milliseconds. */
const REPORT_MS = 100

const start = workerData as WorkerStart
const port = parentPort
const controller = new AbortController()

const runner = taskRunner({
  run: prepareRun({
    policy: start.policy,
    audits: audits.filter(({ id }) => start.audits.includes(id)),
    detectors: detectors.filter(({ id }) => start.detectors.includes(id)),
    version: start.version,
    reveal: start.reveal,
    ...(start.types && { types: start.types }),
    ...(start.scratch && { scratch: start.scratch }),
    ...(start.encoder && { encoder: start.encoder }),
    ...(start.benchmarks && { benchmarks: start.benchmarks }),
  }),
  cache: openSharedRunCache(start.cache),
  resume: start.resume,
  signal: controller.signal,
  now: () => Date.now(),
})

const send = (message: FromWorker) => port?.postMessage(message)

port?.on('message', (message: ToWorker) => {
  if (message.type === 'stop') {
    controller.abort()
    return
  }
  const { id, task } = message
  let last = Date.now()
  const report = (progress: ArtifactProgress) => {
    if (Date.now() - last < REPORT_MS) return
    last = Date.now()
    send({ type: 'progress', id, progress })
  }
  runner.submit(task, report).then(
    outcome => send({ type: 'done', id, outcome }),
    error => send({ type: 'failed', id, error: sendError(error) }),
  )
})
