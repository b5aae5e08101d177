import { both, type Localized, SEVERITY_TITLES, STAGES } from '../core/index.ts'
import { isMissing, type LoadLine, type Verdict } from './_load.ts'
import { formatCount } from './_number.ts'

export const HEADLINES: Readonly<Record<Verdict, Localized>> = {
  above: both('Loaded above the mark', '吃水超过载重线'),
  incomplete: both('Survey incomplete', '检验不完整'),
  within: both('Within the mark', '吃水在载重线以内'),
  unsurveyed: both('Not surveyed', '尚未检验'),
}

/** The verdict in full sentences, the decisive one first. */
export function verdictSentences(load: LoadLine): Localized[] {
  const outcomes = load.stages.flatMap(each => each.outcomes)
  const sentences = [decisive(load)]
  const failed = outcomes.filter(each => each.status === 'fail').length
  if (load.verdict === 'within' && failed > 0) {
    sentences.push(
      both(
        `${audits(failed)} failed by ${failed === 1 ? 'its own threshold' : 'their own thresholds'}.`,
        `有 ${failed} 项审计未达到其自身的阈值要求。`,
      ),
    )
  }
  const missing = outcomes.filter(isMissing).length
  if (missing > 0) {
    sentences.push(
      both(
        `${audits(missing)} that ${missing === 1 ? 'was' : 'were'} asked for could not be evaluated.`,
        `有 ${missing} 项要求的审计未能评估。`,
      ),
    )
  }
  const open = load.stages.filter(each => each.status !== 'pass' && each.status !== 'fail').length
  if (open > 0 && load.verdict !== 'unsurveyed') {
    sentences.push(
      both(
        `${open} of ${STAGES.length} stages are not evaluated in full, so the true load may be higher.`,
        `${STAGES.length} 个阶段中有 ${open} 个未完整评估，实际载荷可能更高。`,
      ),
    )
  }
  return sentences
}

function decisive({ verdict, gateOff, over, mark }: LoadLine): Localized {
  const { en, 'zh-CN': zh } = SEVERITY_TITLES[mark]
  const count = formatCount(over)
  if (verdict === 'unsurveyed') {
    return both(
      'No audit could be evaluated: nothing can be said about the load.',
      '没有任何审计得以评估，无法说明载荷情况。',
    )
  }
  if (gateOff) {
    return both(
      `The gate is off; the mark is drawn at ${en.toLowerCase()}, and ${count} ${over === 1 ? 'finding is' : 'findings are'} at or above it.`,
      `门限已关闭；载重线按“${zh}”绘制，有 ${count} 个发现达到或超过它。`,
    )
  }
  if (verdict === 'above') {
    return both(
      `${count} ${over === 1 ? 'finding is' : 'findings are'} at or above the mark, which the policy sets at ${en.toLowerCase()}.`,
      `有 ${count} 个发现达到或超过载重线（策略设定为“${zh}”）。`,
    )
  }
  if (verdict === 'incomplete') {
    return both(
      `No finding reaches the mark (${en.toLowerCase()}), yet no pass can be stated.`,
      `没有发现达到载重线（“${zh}”），但仍不能判定为通过。`,
    )
  }
  return both(
    `No finding reaches the mark, which the policy sets at ${en.toLowerCase()}.`,
    `没有发现达到载重线（策略设定为“${zh}”）。`,
  )
}

const audits = (count: number): string => `${formatCount(count)} ${count === 1 ? 'audit' : 'audits'}`
