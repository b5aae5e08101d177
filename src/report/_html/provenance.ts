import { type Assessment, type Language, SEVERITY_TITLES, type UsedDefinition } from '../../core/index.ts'
import {
  DRAUGHT_RANGE,
  EMPTY_DRAUGHT,
  FAILED_DRAUGHT,
  type LoadLine,
  OVER_DRAUGHT,
  WEIGHTS,
} from '../_load.ts'
import { formatCount, formatMoment } from '../_number.ts'
import { clip } from '../_text.ts'
import { formatBytes, formatSeconds } from '../quantities.ts'
import { Budget } from './budget.ts'
import { statusMark, WORST_FIRST } from './marks.ts'
import { bilingual, commandText, countNoun, escapeHtml, foreign, localized } from './text.ts'

const DEFINITION_BYTES = 200_000

/** Hashes that others can compute again. */
export interface Digests {
  /** Over `assessment.json` without its last line. */
  readonly result: string
  /** Over everything read. */
  readonly inputs: string
}

/** How the result came about: command, versions, policy, time, host, definitions. */
export function runSection(assessment: Assessment): string {
  const { run, policy, plimsoll, definitions } = assessment
  const gate =
    policy.failOn === 'never' ? bilingual('off', '关闭') : localized(SEVERITY_TITLES[policy.failOn])
  const facts: [string, string][] = [
    [bilingual('Command', '命令'), `<code class="run">${commandText(run.command, 2_000)}</code>`],
    [bilingual('Plimsoll', 'Plimsoll'), escapeHtml(plimsoll)],
    [bilingual('Node.js', 'Node.js'), escapeHtml(run.node)],
    [bilingual('Policy', '策略'), foreign(policy.name, 200)],
    [bilingual('Gate', '门限'), gate],
    [bilingual('Started', '开始时间'), formatMoment(run.started)],
    [bilingual('Duration', '用时'), formatSeconds(run.seconds)],
    [bilingual('Peak memory', '内存峰值'), formatBytes(run.peakBytes)],
    [bilingual('Host', '主机'), foreign(run.host, 200)],
  ]
  return `<section id="run" aria-labelledby="run-title">
<h2 id="run-title">${bilingual('How it was run', '运行方式')}</h2>
<dl class="list">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
${definitionsTable(definitions)}
</section>`
}

function definitionsTable(definitions: readonly UsedDefinition[]): string {
  if (definitions.length === 0) return ''
  const { html, shown } = new Budget(DEFINITION_BYTES).fill(definitions, each => {
    const title = each.title ? localized(each.title, 200) : ''
    const maturity =
      each.maturity === undefined
        ? ''
        : each.maturity === 'stable'
          ? bilingual('stable', '稳定')
          : bilingual('experimental', '实验性')
    return `<tr><th scope="row"><code>${escapeHtml(clip(each.id, 120))}</code></th><td>${title}</td><td class="n">${each.version}</td><td>${maturity}</td><td>${link(each.reference)}</td></tr>`
  })
  const more = definitions.length - shown
  const heads: [string, string][] = [
    ['Definition', '定义'],
    ['Name', '名称'],
    ['Version', '版本'],
    ['Maturity', '成熟度'],
    ['Reference', '依据'],
  ]
  const count = formatCount(definitions.length)
  return `<details class="plain"><summary>${bilingual(`${countNoun(count, 'definition')} took part`, `参与的定义：${count} 个`)}</summary>
<table class="definitions"><thead><tr>${heads.map(([en, zh], at) => `<th scope="col"${at === 2 ? ' class="n"' : ''}>${bilingual(en, zh)}</th>`).join('')}</tr></thead><tbody>${html}</tbody></table>
${more > 0 ? `<p class="more">${bilingual(`and ${formatCount(more)} more`, `另有 ${formatCount(more)} 个`)}</p>` : ''}</details>`
}

/** Only https addresses become links. */
function link(reference: string | undefined): string {
  if (reference === undefined) return ''
  const text = foreign(reference.replace(/^https:\/\//, ''), 80)
  if (!/^https:\/\/[^\s]+$/.test(reference)) return text
  return `<a href="${escapeHtml(clip(reference, 500))}" rel="noopener noreferrer nofollow">${text}</a>`
}

/** How to check every figure without trusting this page. */
export function verifySection({ result, inputs }: Digests, language: Language): string {
  const steps = [
    [
      bilingual(
        'Hash what was read. The table above gives each hash; this one stands for all of them:',
        '对读取的内容计算哈希。上表列出每个哈希值；下面的命令给出总哈希：',
      ),
      'sha256sum FILES… | LC_ALL=C sort | sha256sum',
      inputs,
    ],
    [
      bilingual(
        `Hash the result. <code>assessment.json</code> of this report (language ${language}) without its last line, which holds all that may differ between equal runs:`,
        `对结果计算哈希。取本报告的 <code>assessment.json</code>（语言 ${language}），去掉最后一行；相同运行之间的差异全部在该行：`,
      ),
      "sed '$d' assessment.json | sha256sum",
      result,
    ],
  ] as const
  const items = steps.map(
    ([text, command, hash]) =>
      `<li><p>${text}</p><pre><code>${escapeHtml(command)}</code></pre><p class="expected">${bilingual('must give', '应得到')} <code class="hash">${hash.slice(0, 32)}<wbr>${hash.slice(32)}</code></p></li>`,
  )
  return `<section id="verify" aria-labelledby="verify-title">
<h2 id="verify-title">${bilingual('How to verify', '如何核验')}</h2>
<ol class="steps">${items.join('')}
<li><p>${bilingual(
    'Run the command above again, with the same version, policy and files: the second hash must come out again.',
    '用相同的版本、策略和文件再次运行上述命令：应再次得到第二个哈希值。',
  )}</p></li>
<li><p>${bilingual(
    'Check the shape of <code>assessment.json</code> with any JSON Schema validator and <code>schema/assessment.schema.json</code> of the package.',
    '使用任意 JSON Schema 校验器和软件包中的 <code>schema/assessment.schema.json</code> 校验 <code>assessment.json</code> 的结构。',
  )}</p></li></ol></section>`
}

/** The words and drawings of the page explained. */
export function readingSection(load: LoadLine): string {
  const weights = bilingual(
    `Each finding has a weight: ${WORST_FIRST.map(each => `${SEVERITY_TITLES[each].en.toLowerCase()} ${WEIGHTS[each]}`).join(', ')}.`,
    `每个发现有一个权重：${WORST_FIRST.map(each => `${SEVERITY_TITLES[each]['zh-CN']} ${WEIGHTS[each]}`).join('，')}。`,
  )
  const mark = SEVERITY_TITLES[load.mark]
  const paragraphs: [string, string, string][] = [
    [
      'line',
      bilingual('The load line', '载重线'),
      [
        bilingual(
          `The mark, at 1.00, is the gate: ${mark.en.toLowerCase()}. The water stands above it if and only if at least one finding is at or above the gate. It is a drawing of that decision, not a risk score.`,
          `载重线位于 1.00，即门限：${mark['zh-CN']}。当且仅当至少有一个发现达到或超过门限时，水位才高于载重线。它描绘的是这一判定，不是风险评分。`,
        ),
        weights,
        bilingual(
          `With W the sum of the weights and s = log₁₀(1 + W) ÷ (log₁₀(1 + W) + 2), the water lies at ${EMPTY_DRAUGHT.toFixed(2)} + ${DRAUGHT_RANGE.toFixed(2)} s below the mark, and at ${OVER_DRAUGHT.toFixed(2)} + ${DRAUGHT_RANGE.toFixed(2)} s above it, where only findings at or above the gate count. When an audit fails by its own threshold and no finding reaches the gate, the water lies at ${FAILED_DRAUGHT.toFixed(2)} or more. One more finding never lowers it.`,
          `设 W 为权重之和，s = log₁₀(1 + W) ÷ (log₁₀(1 + W) + 2)：低于载重线时水位为 ${EMPTY_DRAUGHT.toFixed(2)} + ${DRAUGHT_RANGE.toFixed(2)} s；高于载重线时为 ${OVER_DRAUGHT.toFixed(2)} + ${DRAUGHT_RANGE.toFixed(2)} s，此时只计入达到或超过门限的发现。若有审计未达到其自身阈值而没有发现达到门限，水位不低于 ${FAILED_DRAUGHT.toFixed(2)}。增加一个发现绝不会降低水位。`,
        ),
      ]
        .map(each => `<p>${each}</p>`)
        .join(''),
    ],
    [
      'holds',
      bilingual('Holds and containers', '货舱与集装箱'),
      bilingual(
        'A hold is filled to s of its own findings, of 40 containers; each severity present has at least one. Hatched: not evaluated, or only in part. Crossed: an error. A dashed water surface means that the true load may be higher.',
        '每个货舱按其自身发现的 s 值装载，满载为 40 个集装箱；出现的每种严重程度至少占一个。斜线：未评估或仅部分评估。交叉线：出错。虚线水面表示实际载荷可能更高。',
      ),
    ],
  ]
  const statuses: [Parameters<typeof statusMark>[0], string][] = [
    [
      'pass',
      bilingual(
        'Evaluated; nothing at or above the threshold of the policy.',
        '已评估；没有达到或超过策略阈值的发现。',
      ),
    ],
    [
      'fail',
      bilingual('Evaluated; something is at or above the threshold.', '已评估；存在达到或超过阈值的发现。'),
    ],
    [
      'error',
      bilingual(
        'Something broke before a result was reached. Never counts as a pass.',
        '在得出结果前发生故障。绝不视为通过。',
      ),
    ],
    [
      'not-evaluated',
      bilingual(
        'Nothing to evaluate, or it could not be. Never counts as a pass.',
        '没有可评估的内容，或无法评估。绝不视为通过。',
      ),
    ],
    [
      'partial',
      bilingual(
        'Some audits of the stage passed, others did not run.',
        '该阶段部分审计通过，其他审计未运行。',
      ),
    ],
  ]
  return `<section id="reading" aria-labelledby="reading-title">
<h2 id="reading-title">${bilingual('How to read this report', '如何阅读本报告')}</h2>
<dl class="glossary">${paragraphs.map(([, name, text]) => `<div><dt>${name}</dt><dd>${text}</dd></div>`).join('')}
${statuses.map(([status, text]) => `<div><dt>${statusMark(status)}</dt><dd>${text}</dd></div>`).join('')}
<div><dt><code>••••</code></dt><dd>${bilingual(
    'Letters and digits of personal data and secrets are masked; separators stay. Words around them that no list of plain words knows are masked, too.',
    '个人数据和机密信息中的字母与数字已遮蔽，分隔符保留。周围不在常用词表中的词语也一并遮蔽。',
  )}</dd></div>
<div><dt>0.95</dt><dd>${bilingual(
    'How sure the detector is, from 0 to 1, after what moved the score.',
    '检测器的确信程度，取值 0 到 1，已计入使分数变化的因素。',
  )}</dd></div>
<div><dt><span class="cp">U+202E</span></dt><dd>${bilingual(
    'A character that would be invisible or would turn the text around is shown by its Unicode number.',
    '不可见或会改变文字方向的字符以其 Unicode 编号显示。',
  )}</dd></div></dl></section>`
}
