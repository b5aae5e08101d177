import type { ArtifactKind, Field, FieldRole } from '../../core/index.ts'
import { PAIRED_ANSWER, pathShape, turnPart, WEAK_LABEL } from './field-names.ts'

/** One of the first samples of a file, its roles set. */
export interface FirstSample {
  readonly fields: readonly Field[]
  /** The row as it stands in the file, for what is no field (true and false). */
  readonly raw?: string
}

const TIME =
  /^(?:timestamp|time|ts|datetime|created|created_at|createdat|logged_at|date_time|start_time|@timestamp|时间|时间戳)$/u
const SESSION =
  /^(?:session|session_id|sessionid|conversation_id|conversationid|conv_id|request_id|requestid|trace_id|chat_id|thread_id|latency|latency_ms|ip|client_ip|user_agent|level|severity|logger|status_code)$/u
const REWARD = /^(?:reward|rewards|reward_score|rm_score|advantage|kl)$/u
const VERDICT =
  /^(?:preference|preferred|winner|better|better_response_id|safer_response_id|choice|label|overall_preference|human_preference|annotator\d?)$/u
const BOOLEAN_LABEL = /"(?:label|kto_tag|desirable|is_desirable)"\s{0,8}:\s{0,8}(?:true|false)/u
/** A line of a log begins with a time. */
const LOG_LINE =
  /^[\s[(<]{0,4}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]\d{1,2}:\d{2}|\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:|[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2}|\d{10}(?:\.\d{1,9})?\s)|^\S{1,64} \S{1,64} \S{1,64} \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:/u

/** Recognizes what a file is from its first samples: the kind that most of them are. */
export function recognizeKind(
  format: string,
  samples: readonly FirstSample[],
  isWhole: boolean,
): ArtifactKind {
  if (format === 'text' || format === 'markdown') return textKind(samples, isWhole)
  const votes = new Map<ArtifactKind, number>()
  for (const sample of samples) {
    const kind = kindOfSample(sample)
    votes.set(kind, (votes.get(kind) ?? 0) + 1)
  }
  let best: ArtifactKind = 'corpus'
  for (const [kind, count] of votes) if (count > (votes.get(best) ?? 0)) best = kind
  return best
}

function textKind(samples: readonly FirstSample[], isWhole: boolean): ArtifactKind {
  const lines = samples
    .flatMap(({ fields }) => (fields[0]?.text ?? '').slice(0, 8192).split('\n'))
    .filter(Boolean)
  const logged = lines.slice(0, 200).filter(line => LOG_LINE.test(line)).length
  if (logged >= 3 && logged * 2 > Math.min(200, lines.length)) return 'log'
  return isWhole ? 'documents' : 'corpus'
}

function kindOfSample({ fields, raw }: FirstSample): ArtifactKind {
  const names = fields.map(field => pathShape(field.name).replace(/\[\]$/u, ''))
  const roles = new Set<FieldRole | undefined>(fields.map(field => field.role))
  const hasTurns = fields.some(field => turnPart(field.name)?.part === 'what')
  const hasName = (pattern: RegExp) => names.some(name => pattern.test(name))
  const asks = roles.has('instruction') || roles.has('user') || roles.has('system')
  const answers = roles.has('response') || roles.has('assistant')

  if (roles.has('chosen') && roles.has('rejected')) return 'preferences'
  const paired = new Set(names.filter(name => PAIRED_ANSWER.test(name)))
  if (paired.size >= 2 && (hasName(VERDICT) || asks)) return 'preferences'
  if ((asks || hasTurns) && raw !== undefined && BOOLEAN_LABEL.test(raw)) return 'preferences'
  if (hasName(REWARD) && (asks || answers || hasTurns)) return 'rewards'
  const isTimed = hasName(TIME)
  if (isTimed && (hasTurns || (asks && answers))) return 'log'
  if (isTimed && hasName(SESSION) && (roles.has('text') || asks || answers)) return 'log'
  if (hasTurns || (asks && answers)) return 'instructions'
  const isWordy = fields.some(field => field.role === 'text' && field.kind !== 'number')
  const isLabeled = fields.some(field => field.role === 'label' && !WEAK_LABEL.test(pathShape(field.name)))
  if ((isWordy && roles.has('label')) || (asks && isLabeled)) return 'classification'
  return 'corpus'
}
