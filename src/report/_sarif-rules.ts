import {
  type Finding,
  LANGUAGES,
  type Language,
  type Localized,
  SEVERITIES,
  type Severity,
} from '../core/index.ts'
import type { Names } from './_names.ts'

/** SARIF levels (3.27.10). */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** What code-scanning services sort by: over 9 critical, from 7 high, from 4 medium, above 0 low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
}

interface Rule {
  readonly id: string
  readonly audit: string
  readonly type: string
  readonly topic: string
  readonly stage: string
  worst: Severity
}

/** Collects one rule for each audit and type of finding, in order of appearance. */
export class RuleBook {
  readonly #names: Names
  readonly #language: Language
  readonly #rules: Rule[] = []
  readonly #indices = new Map<string, number>()

  constructor(names: Names, language: Language) {
    this.#names = names
    this.#language = language
  }

  /** Index and id of the finding's rule; makes the rule at its first finding. */
  indexOf(finding: Finding): { readonly ruleIndex: number; readonly ruleId: string } {
    const { audit, topic, stage, severity } = finding
    const { type } = finding.evidence
    const id = `${audit}/${type}`
    let at = this.#indices.get(id)
    if (at === undefined) {
      at = this.#rules.length
      this.#indices.set(id, at)
      this.#rules.push({ id, audit, type, topic, stage, worst: severity })
    }
    const rule = this.#rules[at] as Rule
    if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(rule.worst)) rule.worst = severity
    return { ruleIndex: at, ruleId: id }
  }

  /** Reporting descriptors in the book's own language, with the titles in both. */
  descriptors(): object[] {
    return this.#rules.map(rule => {
      const definition = this.#names.definition(rule.audit)
      return {
        ...this.#texts(rule, this.#language),
        ...(definition?.reference ? { helpUri: definition.reference } : {}),
        defaultConfiguration: { level: LEVELS[rule.worst] },
        properties: {
          title: Object.fromEntries(LANGUAGES.map(each => [each, this.#title(rule)[each]])),
          tags: ['security', rule.stage, rule.topic],
          'security-severity': SECURITY_SEVERITY[rule.worst],
          ...(definition ? { version: definition.version } : {}),
          ...(definition?.maturity ? { maturity: definition.maturity } : {}),
        },
      }
    })
  }

  /** The same descriptors' texts in the other language. */
  translated(): object[] {
    const other = this.#language === 'en' ? 'zh-CN' : 'en'
    return this.#rules.map(rule => this.#texts(rule, other))
  }

  #title(rule: Rule): Localized {
    return this.#names.type(rule.audit, rule.type)
  }

  #texts(rule: Rule, language: Language): object {
    const audit = this.#names.title(rule.audit)[language]
    return {
      id: rule.id,
      name: pascalCase(rule.id),
      shortDescription: { text: this.#title(rule)[language] },
      fullDescription: { text: `${audit}: ${this.#title(rule)[language]}` },
    }
  }
}

const pascalCase = (id: string): string =>
  id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase())
