import { type Assessment, both, type Finding } from '../core/index.ts'
import { syntheticAssessment } from './assessment.ts'

/** Texts that break careless renderers: markup, ends of scripts, controls, direction tricks, broken Unicode, length. */
export const HOSTILE_TEXTS: readonly string[] = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{display:none}</style>',
  '--><!--',
  ']]><![CDATA[',
  '&lt;&#x3c;&amp;',
  'a\u2028b\u2029c',
  'lone \ud800 high and \udc00 low',
  'right\u202eto\u2066left\u2069',
  'nul\u0000bell\u0007escape\u001b[31m',
  'zero\u200bwidth\ufeff',
  'tag \u{e0041}\u{e007f}',
  '`code` *bold* _under_ [link](https://evil.example) ![i](x) <b> | pipe | @someone #12 www.evil.example',
  '\n\n# heading\n\n- item\n',
  '%00%2e%2e/..\\..\\',
  'javascript:alert(1)',
  'العربية עברית',
  '患者：张三',
  `long-${'x'.repeat(20_000)}`,
  `wide-${'\u202e'.repeat(5_000)}`,
]

/** An assessment whose every place for foreign text holds a hostile one. */
export function hostileAssessment(findings = 300): Assessment {
  const text = (at: number) => HOSTILE_TEXTS[at % HOSTILE_TEXTS.length] ?? ''
  const base = syntheticAssessment({
    findings,
    change: (finding, at): Finding => ({
      ...finding,
      where: { ...finding.where, path: text(at), field: text(at + 1), sheet: text(at + 2) },
      evidence: {
        ...finding.evidence,
        masked: text(at + 3),
        context: `before ${text(at + 3)} after`,
        decoded: text(at + 4),
        twin: { path: text(at + 5), field: text(at + 6) },
      },
      remedy: { text: finding.remedy.text, command: text(at + 7) },
    }),
  })
  return {
    ...base,
    name: HOSTILE_TEXTS.slice(0, 20).join(' '),
    policy: { name: text(0), failOn: 'high' },
    artifacts: HOSTILE_TEXTS.map((path, at) => ({
      path,
      kind: 'corpus',
      samples: at,
      bytes: 10,
      rejected: 0,
      format: text(at + 1),
      encoding: text(at + 2),
      ...(at % 2 === 0 ? { sha256: 'a'.repeat(64) } : { unreadable: both(text(at), text(at)) }),
    })),
    skipped: HOSTILE_TEXTS.map(path => ({ path, reason: both('hidden folder', '隐藏文件夹') })),
    definitions: [...base.definitions, { id: 'a/b', version: 1, reference: 'javascript:alert(1)' }],
    run: { ...base.run, command: text(0), host: text(1), started: 'not a moment', node: text(2) },
  }
}
