// Presidio as shipped, kept running beside the bench: one text a line in, its spans a line out (see _presidio.py).
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Label of Presidio → our type. */
const TYPES = {
  PERSON: 'person-name',
  LOCATION: 'place',
  ORGANIZATION: 'organization',
  NRP: 'nationality-religion-politics',
  AGE: 'age',
  DATE_TIME: 'date',
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  CREDIT_CARD: 'credit-card',
  IBAN_CODE: 'iban',
  IP_ADDRESS: 'ip-address',
  URL: 'url',
  US_SSN: 'national-id',
  US_DRIVER_LICENSE: 'driver-license',
}

/** Starts Presidio with the Python that PLIMSOLL_PYTHON names (default python3); `stop` ends it. */
export function startPresidio() {
  const child = spawn(
    process.env.PLIMSOLL_PYTHON ?? 'python3',
    [fileURLToPath(new URL('_presidio.py', import.meta.url))],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const waiting = []
  createInterface({ input: child.stdout }).on('line', line => waiting.shift()?.resolve(JSON.parse(line)))
  child.on('error', error => end(error))
  child.on('exit', code => end(new Error(`Presidio ended with ${code}`)))
  const end = error => {
    for (const each of waiting.splice(0)) each.reject(error)
  }
  return {
    name: 'presidio',
    find: async text => {
      const spans = await new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${JSON.stringify(text)}\n`)
      })
      return spans.flatMap(span => (TYPES[span.type] ? [{ ...span, type: TYPES[span.type] }] : []))
    },
    stop: () => child.kill(),
  }
}
