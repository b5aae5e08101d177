import { styleText } from 'node:util'
import type { Severity } from '../../core/index.ts'
import type { CliContext, Output } from '../context.ts'

type Style = Parameters<typeof styleText>[0]
/** Colors a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** Colors only on a terminal, and never with NO_COLOR (https://no-color.org). */
export function paintFor(context: CliContext, output: Output): Paint {
  const { env } = context.process
  const colored = output.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return colored ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text
}

/** How a severity looks. */
export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'gray',
}
