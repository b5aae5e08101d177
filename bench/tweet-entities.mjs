#!/usr/bin/env node
// Precision, recall and F1 of names, organizations and places in English tweets, exact spans, on 151 tweets of our own that no
// generator wrote and no model was trained on: scripts/tagger/held-out/tweets.txt. Handles, hashtags and titles of works are not
// labelled; a team is an organization, a band too.
//   node scripts/build.mjs && node bench/tweet-entities.mjs [--errors] [--json] [--min-score 0.5]
// PLIMSOLL_DIST names another build.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { finder, KINDS, measure, print } from './_hand-labelled.mjs'

const { values: flags } = parseArgs({
  options: {
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'min-score': { type: 'string', default: '0.5' },
  },
})
const lines = readFileSync(new URL('../scripts/tagger/held-out/tweets.txt', import.meta.url), 'utf8')
const types = ['P', 'O', 'L'].map(each => KINDS[each])
const find = await finder(Number(flags['min-score']))
const report = measure(find, lines.split('\n').filter(Boolean), types, flags.errors)
if (flags.json) console.log(JSON.stringify(report, null, 2))
else print('tweets', report)
