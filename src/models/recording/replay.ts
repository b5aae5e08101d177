import { both, type Model, PlimsollError } from '../../core/index.ts'
import { defineModel } from '../define-model.ts'
import { failure } from '../failures.ts'
import { AnswerLog, type KeptOutcome } from './answer-log.ts'
import { type Method, requestKey } from './request-key.ts'

/**
 * A model that answers from a recording, failures included, and asks nobody. What was not recorded is an error of kind
 * `not-recorded`. Throws E_INPUT when the file is no recording.
 */
export async function replayModel(path: string, name?: string): Promise<Model> {
  const log = await AnswerLog.open(path, { readOnly: true })
  const { model } = log
  if (model === undefined) {
    await log.close()
    throw new PlimsollError(
      'E_INPUT',
      both(`${path} is not a recording of a model`, `${path} 不是模型的录制文件`),
      { advice: both('record one with the live model first', '请先使用在线模型录制') },
    )
  }
  const find = async <T extends KeptOutcome>(method: Method, request: unknown, sample: number | undefined) =>
    ((await log.find(requestKey(model.id, method, request, sample), true)) ??
      failure('not-recorded', both('this call is not in the recording', '录制文件中没有这次调用'))) as T
  return defineModel({
    id: model.id,
    name: name ?? model.name,
    capabilities: model.capabilities,
    generate: (request, { sample }) => find('generate', request, sample),
    score: (request, { sample }) => find('score', request, sample),
    embed: (request, { sample }) => find('embed', request, sample),
    close: () => log.close(),
  })
}
