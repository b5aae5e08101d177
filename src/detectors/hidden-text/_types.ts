import { both, type SignalType } from '../../core/index.ts'

const type = (severity: SignalType['severity'], en: string, zh: string): SignalType => ({
  severity,
  title: both(en, zh),
})

/** The types of hidden text, with their default severity: worst is what reads as an instruction once decoded. */
export const HIDDEN_TYPES = {
  'hidden-instruction': type('critical', 'Hidden instruction', '隐藏指令'),
  'zero-width': type('low', 'Stray invisible character', '游离的不可见字符'),
  'split-word': type('medium', 'Word split by invisible characters', '被不可见字符拆开的单词'),
  'zero-width-payload': type('high', 'Text hidden in zero-width characters', '藏在零宽字符中的文本'),
  'zero-width-bits': type('medium', 'Unreadable zero-width data', '无法解读的零宽数据'),
  'tag-text': type('high', 'Text hidden in tag characters', '藏在标签字符中的文本'),
  'tag-character': type('low', 'Stray tag character', '游离的标签字符'),
  'variation-selector-payload': type('high', 'Text hidden in variation selectors', '藏在变体选择符中的文本'),
  'variation-selector-bits': type(
    'medium',
    'Unreadable data in variation selectors',
    '变体选择符中无法解读的数据',
  ),
  'variation-selector': type('low', 'Stray variation selector', '游离的变体选择符'),
  'bidi-reorder': type('high', 'Text shown in another order than it reads', '显示顺序与实际顺序不同的文本'),
  'bidi-control': type('low', 'Unpaired bidirectional control', '不成对的双向控制符'),
  homoglyph: type('medium', 'Word with look-alike letters of another script', '混入其他文字形近字母的单词'),
  'homoglyph-typo': type('low', 'Look-alike letter in a foreign word', '单词中误入的形近字母'),
  'styled-letters': type('low', 'Words in letter-like symbols', '用字母状符号拼写的单词'),
  'disguised-instruction': type('high', 'Instruction in disguised letters', '用变形字母伪装的指令'),
  'terminal-trick': type(
    'high',
    'Terminal control that hides or forges text',
    '隐藏或伪造文本的终端控制序列',
  ),
  'terminal-style': type('info', 'Terminal color or style', '终端颜色或样式'),
  'control-character': type('low', 'Control character', '控制字符'),
  'line-break': type('low', 'Unusual line break', '异常换行符'),
  'line-break-trick': type('medium', 'Text behind an unusual line break', '藏在异常换行符之后的文本'),
  'invisible-markup': type('medium', 'Text that markup hides', '被标记隐藏的文本'),
  'hidden-cells': type('low', 'Hidden row, column or sheet', '隐藏的行、列或工作表'),
} as const satisfies Record<string, SignalType>

export type HiddenType = keyof typeof HIDDEN_TYPES

/** Those of the types that a detector gives. */
export function pickTypes<const K extends HiddenType>(...names: readonly K[]): Record<K, SignalType> {
  return Object.fromEntries(names.map(name => [name, HIDDEN_TYPES[name]])) as Record<K, SignalType>
}

/** The command that measures this family again. */
export const MEASURED_BY = 'node bench/hidden-text-quality.mjs --peers FOLDER'
