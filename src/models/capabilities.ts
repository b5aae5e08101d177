import {
  both,
  type Capability,
  type GenerateRequest,
  type Localized,
  type Model,
  type NotEvaluated,
} from '../core/index.ts'

/** The capabilities as people read them. */
export const CAPABILITY_TITLES: Readonly<Record<Capability, Localized>> = {
  generate: both('text generation', '文本生成'),
  stream: both('streaming', '流式输出'),
  'log-probabilities': both('log-probabilities of generated tokens', '生成 token 的对数概率'),
  'prompt-log-probabilities': both('log-probabilities of a given text', '给定文本的对数概率'),
  embeddings: both('embeddings', '向量嵌入'),
  tools: both('tool calls', '工具调用'),
  images: both('images', '图像输入'),
  thinking: both('separate reasoning', '独立的思考内容'),
}

/** What a request needs of a model. */
export function capabilitiesOf(request: GenerateRequest): Capability[] {
  const needed: Capability[] = ['generate']
  if (request.tools !== undefined && request.tools.length > 0) needed.push('tools')
  if (request.logProbabilities !== undefined) needed.push('log-probabilities')
  const parts = typeof request.input === 'string' ? [] : request.input.map(each => each.content)
  if (parts.some(content => typeof content !== 'string' && content.some(each => each.type !== 'text')))
    needed.push('images')
  return needed
}

/** Checks before a run that a model can do what it is needed for; the first thing it cannot do, or undefined. */
export function missingCapability(
  model: Pick<Model, 'name' | 'capabilities'>,
  needed: readonly Capability[],
): NotEvaluated | undefined {
  const missing = needed.find(each => !model.capabilities.includes(each))
  if (missing === undefined) return undefined
  const { en, 'zh-CN': zh } = CAPABILITY_TITLES[missing]
  return {
    status: 'not-evaluated',
    missing,
    reason: both(
      `the model ${model.name} does not offer ${en}; if its endpoint does, add ${missing} to capabilities`,
      `模型 ${model.name} 不提供${zh}；若其端点支持，请在 capabilities 中添加 ${missing}`,
    ),
  }
}
