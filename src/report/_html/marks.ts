import { SEVERITIES, SEVERITY_TITLES, type Severity } from '../../core/index.ts'
import { STATUS_TITLES, type StageStatus } from '../_labels.ts'
import { formatCount } from '../_number.ts'
import type { Counts } from '../_tally.ts'
import { bilingual, localized } from './text.ts'

/** The severities, worst first, as every table of the page orders them. */
export const WORST_FIRST: readonly Severity[] = [...SEVERITIES].reverse()

/** A severity as a word in a frame. */
export const severityMark = (severity: Severity): string =>
  `<span class="sev ${severity}">${localized(SEVERITY_TITLES[severity])}</span>`

/** A status as a sign and a word. */
export const statusMark = (status: StageStatus): string =>
  `<span class="status ${status}"><svg class="icon" aria-hidden="true"><use href="#i-${status}"/></svg>${localized(STATUS_TITLES[status])}</span>`

/** Counts by severity in words, zeros left out. */
export const countsText = (counts: Counts): string =>
  WORST_FIRST.filter(each => counts[each] > 0)
    .map(each => {
      const { en, 'zh-CN': zh } = SEVERITY_TITLES[each]
      const count = formatCount(counts[each])
      return bilingual(`${count} ${en.toLowerCase()}`, `${zh} ${count}`)
    })
    .join('<span class="dot"> · </span>')

/** The drawings that the page refers to. */
export const ICONS = `<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<symbol id="i-pass" viewBox="0 0 16 16"><path d="M3 8.5l3.2 3.2L13 4.8" class="stroke"/></symbol>
<symbol id="i-fail" viewBox="0 0 16 16"><path d="M4 4l8 8M12 4l-8 8" class="stroke"/></symbol>
<symbol id="i-error" viewBox="0 0 16 16"><path d="M8 3v6.2M8 12v1.2" class="stroke"/></symbol>
<symbol id="i-not-evaluated" viewBox="0 0 16 16"><path d="M2.5 2.5h11v11h-11zM2.5 9l6.5-6.5M2.5 13.5l11-11M7 13.5L13.5 7" class="stroke thin"/></symbol>
<symbol id="i-partial" viewBox="0 0 16 16"><path d="M2.5 2.5h11v11h-11zM2.5 13.5l11-11M7 13.5L13.5 7" class="stroke thin"/></symbol>
<symbol id="plimsoll" viewBox="0 0 48 32"><circle cx="24" cy="16" r="11" class="stroke"/><path d="M2 16h44" class="stroke"/></symbol>
<symbol id="c-critical" viewBox="0 0 22 19"><rect width="22" height="19" class="c-critical"/><path d="M3 3l16 13M19 3L3 16" class="c-line"/></symbol>
<symbol id="c-high" viewBox="0 0 22 19"><rect width="22" height="19" class="c-high"/><path d="M3 16L19 3" class="c-line"/></symbol>
<symbol id="c-medium" viewBox="0 0 22 19"><rect width="22" height="19" class="c-medium"/><path d="M3 9.5h16" class="c-line"/></symbol>
<symbol id="c-low" viewBox="0 0 22 19"><rect width="22" height="19" class="c-low"/></symbol>
<symbol id="c-info" viewBox="0 0 22 19"><rect x=".75" y=".75" width="20.5" height="17.5" class="c-info"/></symbol>
<pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v12" class="hatch"/></pattern>
<pattern id="cross" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v14M0 0h14" class="hatch alarm"/></pattern>
</defs></svg>`
