import {
  type AnyAudit,
  both,
  type Encoder,
  isPlimsollError,
  type Needs,
  PlimsollError,
} from '../core/index.ts'
import { type OpenEncoderOptions, openEncoder } from '../models/encoder/open-encoder.ts'
import type { OpenedNeeds } from './_artifact-run.ts'

/** How the shared encoder is opened; plain data, so that it can be sent to threads. */
export type EncoderSettings = OpenEncoderOptions

/** Opens the encoder once for a thread, when the first definition asks for it. */
export function encoderSource(settings: EncoderSettings | undefined) {
  let encoder: Encoder | undefined
  let opening: Promise<OpenedNeeds> | undefined
  const open = async (): Promise<OpenedNeeds> => {
    if (settings === undefined)
      return { unavailable: both('this run was given no encoder', '本次运行未提供编码器') }
    try {
      const opened = await openEncoder(settings)
      encoder = opened.encoder
      return { encoder: encoder.runtime }
    } catch (cause) {
      const isExpected =
        isPlimsollError(cause) && (cause.code === 'E_UNAVAILABLE' || cause.code === 'E_INPUT')
      if (isExpected) return { unavailable: cause.text }
      throw cause
    }
  }
  return {
    open: (): Promise<OpenedNeeds> => {
      opening ??= open()
      return opening
    },
    /** Adds the encoder to what an audit is given, if it asks for it; it is there once it is open. */
    addTo(audit: AnyAudit, needs: Partial<Needs>): Partial<Needs> {
      if (!audit.needs?.includes('encoder')) return needs
      return Object.defineProperty({ ...needs }, 'encoder', {
        enumerable: true,
        get(): Encoder {
          if (encoder !== undefined) return encoder
          throw new PlimsollError('E_INTERNAL', `${audit.id} asked for the encoder before it was open`)
        },
      })
    },
  }
}
