import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { labelNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { weigh } from '../_score.ts'
import { bareHosts } from './_hosts.ts'

/** Suffixes that are hardly ever anything else in running text. */
const PLAIN =
  /^(?:com|net|org|edu|gov|mil|int|biz|uk|cn|de|fr|jp|ru|br|es|nl|ch|au|nz|ca|se|dk|fi|pl|cz|hu|gr|pt|ie|kr|tw|hk|sg|mx|ar|cl|ua|tr|il|za|eu|asia|xn--[a-z\d-]+)$/u
/** Suffixes that are also the names of programs and formats, but mostly domains. */
const FAIR = /^(?:io|ai|co|tv|info|app|dev|online|site|shop|tech|store|cloud|xyz|club|vip|wang|ltd)$/u
/** `com.example.app` is a package, not a host. */
const REVERSED = /^(?:com|org|net|io|edu|gov|cn|de|uk|java|javax|android|androidx|kotlin)\./u

const SITE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:domains?|hosts?|hostnames?|web ?sites?|sites?|visit|browse|homepage|url|dns|nslookup|whois|ping)(?![\p{Lu}\p{Ll}\p{N}])|域名|网站|官网|网址|主页|站点|访问|主机名/iu

/** Finds domain names written without a scheme. */
export const domain = defineDetector({
  id: 'personal-data/domain',
  version: 2,
  title: both('Domain name', '域名'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://publicsuffix.org/list/',
  maturity: 'experimental',
  options: z.object({}),
  types: { domain: ENTITY_TYPES.domain },
  examples: {
    flags: ['hosted at example.com', '官网example.com.cn已上线', 'visit our site: example.museum'],
    passes: [
      'open README.md and main.py',
      'console.log(foo.bar())',
      'e.g. this, i.e. that',
      'the end.It was late',
      'write to ana@example.com',
      'import com.example.app',
      'built with ASP.NET and Node.js',
    ],
  },
  opens: opensWhere({ also: facts => facts.look.dots.length > 0 }),
  *detect(input) {
    for (const { start, end, host } of bareHosts(input)) {
      if (/^www\d?\./iu.test(host) || /^(?::\d{2,5})?\/[\w~%?#-]/u.test(input.text.slice(end, end + 8)))
        continue
      const lower = host.toLowerCase()
      const suffix = host.slice(host.lastIndexOf('.') + 1)
      const ending = suffix.toLowerCase()
      const isShouted =
        /\p{Lu}/u.test(suffix) &&
        (suffix !== suffix.toUpperCase() || host !== host.toUpperCase() || suffix === 'NET')
      const named = labelNear(input, start, end, SITE)
      const [registered = ''] = lower.split('.').slice(-2)
      yield* weigh(
        { start, end, type: 'domain', reason: both('host under a public suffix', '公共后缀下的主机名') },
        PLAIN.test(ending) ? 0.85 : FAIR.test(ending) ? 0.6 : 0.25,
        named !== undefined && {
          by: 0.25,
          reason: both('a word about sites stands near', '附近有与网站相关的词'),
        },
        registered.length === 1 && { by: -0.3, reason: both('a single letter', '只有一个字母') },
        lower.split('.').length > 2 && { by: 0.1, reason: both('a subdomain', '含子域名') },
        isShouted && {
          by: -0.6,
          reason: both('the suffix has capitals, as a new sentence has', '后缀含大写字母，像新句开头'),
        },
        REVERSED.test(lower) && {
          by: -0.6,
          reason: both('the order of a package name', '顺序如程序包名'),
        },
      )
    }
  },
})
