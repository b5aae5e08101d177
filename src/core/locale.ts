/** The two languages of Plimsoll, on equal footing. */
export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in both languages. */
export interface Localized {
  readonly en: string
  readonly 'zh-CN': string
}

/** Builds a text in both languages. */
export const both = (en: string, zh: string): Localized => ({ en, 'zh-CN': zh })
