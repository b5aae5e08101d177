import type { Assessment, Language } from '../core/index.ts'

/** What every renderer may be told. */
export interface RenderOptions {
  /** The language of the output; the HTML report holds both and starts in this one. */
  readonly language: Language
}

/** Turns one assessment into the text of one file, piece by piece and in bounded memory. */
export type Renderer = (assessment: Assessment, options: RenderOptions) => AsyncIterable<string>
