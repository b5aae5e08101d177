import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { weigh } from '../_score.ts'
import { heldOut } from './_held-out.ts'
import { bareHosts } from './_hosts.ts'
import { urlEnd, urlsOf } from './_urls.ts'

/** Finds URLs: with a scheme, beginning with `www.`, or a public host followed by a path. */
export const url = defineDetector({
  id: 'personal-data/url',
  version: 2,
  title: both('URL', '网址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc3986',
  maturity: 'stable',
  quality: heldOut('url', [
    { dataset: 'presidio_synth_v2', type: 'url', found: 17, right: 17, gold: 17 },
    { dataset: 'presidio_generated_large', type: 'url', found: 5, right: 5, gold: 5 },
  ]),
  options: z.object({}),
  types: { url: ENTITY_TYPES.url },
  examples: {
    flags: [
      'see https://example.com/a?b=c.',
      'www.example.co.uk is down',
      '访问https://example.com/查看',
      'on example.com/people/ana today',
    ],
    passes: ['either/or', 'std::vector', 'http:// is a scheme', 'src/main.rs/lib'],
  },
  opens: opensWhere({
    also: facts => facts.look.dots.length > 0 || (facts.saw(SEEN.colon) && facts.text.includes('://')),
  }),
  *detect(input) {
    const { text } = input
    for (const { start, end } of urlsOf(input)) {
      yield* weigh({ start, end, type: 'url', reason: both('scheme and host', '含协议与主机名') }, 0.98)
    }
    for (const { start, end, host } of bareHosts(input)) {
      const isWorldWideWeb = /^www\d?\./iu.test(host)
      const hasPath = /^(?::\d{2,5})?\/[\w~%?#-]/u.test(text.slice(end, end + 8))
      if (!isWorldWideWeb && !hasPath) continue
      const reason = isWorldWideWeb
        ? both('host that begins with www', '以 www 开头的主机名')
        : both('public host with a path', '公共主机名加路径')
      yield* weigh({ start, end: urlEnd(text, end), type: 'url', reason }, isWorldWideWeb ? 0.95 : 0.8)
    }
  },
})
