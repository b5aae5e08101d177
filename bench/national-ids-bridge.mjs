#!/usr/bin/env node
// What our detectors say about bare values. Reads `detector TAB field TAB value` lines from stdin and answers, line by
// line, `valid` (the whole value, check digits agree), `mistyped` (a label says so, the check digit disagrees) or `none`.
//
//   printf 'personal-data/nl-bsn\tbsn\t111222333\n' | node bench/national-ids-bridge.mjs
// PLIMSOLL_DIST names another build than ../dist/.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const { detectors } = await import(new URL('detectors/index.js', dist))
const byId = new Map(detectors.map(each => [each.id, each]))

let answer = ''
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const [id, field, text] = line.split('\t')
  const detector = byId.get(id)
  if (!detector) throw new Error(`no detector ${id}`)
  const signal = [...detector.detect({ text, field }, {})].find(
    each => each.start === 0 && each.end === text.length && each.score >= 0.5,
  )
  answer += signal ? (/does not agree/.test(signal.reason.en) ? 'mistyped\n' : 'valid\n') : 'none\n'
}
process.stdout.write(answer)
