import { both, type ErrorCode, type Localized, PlimsollError } from '../core/index.ts'

/** What to do about a file that is damaged. */
export const SAVE_AGAIN = both(
  'check that the file is complete and save it again with the program that made it',
  '请确认文件完整，并用生成它的程序重新保存',
)
/** What to do about a file that exceeds a limit. */
export const RAISE_LIMIT = both(
  'if you trust the file, raise the limit; otherwise leave it out',
  '如果信任该文件，可提高限制；否则请排除它',
)

/** An error about a file, or about a part of it that `place` names. */
export function containerError(
  code: ErrorCode,
  place: string,
  problem: Localized,
  advice: Localized,
): PlimsollError {
  const text = both(`${place}: ${problem.en}`, `${place}：${problem['zh-CN']}`)
  return new PlimsollError(code, text, { advice })
}

export const inputError = (
  place: string,
  problem: Localized,
  advice: Localized = SAVE_AGAIN,
): PlimsollError => containerError('E_INPUT', place, problem, advice)

export const limitError = (
  place: string,
  problem: Localized,
  advice: Localized = RAISE_LIMIT,
): PlimsollError => containerError('E_LIMIT', place, problem, advice)

export const outputError = (
  place: string,
  problem: Localized,
  advice: Localized = SAVE_AGAIN,
): PlimsollError => containerError('E_OUTPUT', place, problem, advice)
