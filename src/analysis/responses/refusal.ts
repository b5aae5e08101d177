import type { WordTokens } from '../../kernels/word-tokens.ts'
import { CueFinder } from './_cues.ts'
import type { DescriptorList } from './descriptor.ts'

/** What a sentence of refusal says. */
type Sign = 'refuses' | 'apologizes' | 'judges' | 'redirects' | 'does-not-know'

const ACTION =
  'help|assist|provide|answer|fulfill?|comply|support|engage|generate|create|write|give|offer|continue|share|discuss|respond|participate|facilitate|encourage|promote|condone|accept|process|complete|produce|recommend|advise|teach|suggest|explain|instruct|speak|talk|tell|do (?:that|this|so|it)|make|contribute|aid|guide|endorse|perform|proceed|entertain|carry|address|honor|satisfy|meet|allow|say|show|disclose|reveal|be (?:of|able)'
const NEVER = `can ?not|can['’ ]?t|could(?: not|n['’]t)|won['’]?t|will not|would(?: not|n['’]t)|(?:am |['’]m |are |['’]re )?(?:un(?:able|willing)|not (?:able|willing|allowed|permitted|programmed|designed|authorized|going|comfortable|prepared|here|equipped))(?: to| with)?|do(?: not|n['’]t) (?:feel comfortable|have the (?:ability|capability|authority)|think (?:it|that|I|this)|want to|believe (?:it|that|this))|(?:must|have to|need to|will|['’]ll) (?:respectfully |politely |decline|refuse|pass on)|(?:respectfully |politely )?(?:refuse|decline)|should(?: not|n['’]t)`
const I_REFUSE = new RegExp(
  `(?:I|we)(?:['’ ](?:m|am|will|ll|must|have|do))?,?(?: (?:really|just|simply|also|honestly|personally|truly|absolutely|therefore|thus|regretfully|kindly|as an AI[a-z ,]{0,40}),?)? ?(?:${NEVER})(?: [a-z'’]{1,14}){0,4}? (?:${ACTION})`,
  'iy',
)
const REFUSALS: readonly { words: readonly string[]; pattern: RegExp; value: Sign; before?: number }[] = [
  { words: ['i', 'we'], pattern: I_REFUSE, value: 'refuses' },
  {
    words: ['i', 'we'],
    pattern:
      /(?:I|we) (?:(?:must|have to|will|need to) )?(?:respectfully |politely )?(?:decline|refuse)(?: (?:to|your|this|that)|[.,])/iy,
    value: 'refuses',
  },
  {
    words: ['unable', 'cannot', 'not'],
    pattern: new RegExp(
      `(?:unable to|cannot|not able to) (?:${ACTION})(?: [a-z]{1,12}){0,3} (?:request|question|query|that|this|information|task|instructions?|demand)`,
      'iy',
    ),
    value: 'refuses',
  },
  {
    words: ['against', 'violates', 'violate'],
    pattern:
      /(?:against|violates?) (?:my|our|openai|the (?:content|usage|community|ethical))(?:['’]s)?(?: [a-z]{2,14}){0,3} ?(?:polic|guideline|programming|principle|value|rule|terms|standard|code|ethic)/iy,
    value: 'refuses',
  },
  {
    words: ['my', 'our'],
    pattern:
      /(?:my|our) (?:programming|guidelines|ethical guidelines|policies|training|purpose|safety guidelines) (?:do(?:es)? not|don['’]t|doesn['’]t|prohibits?|prevents?|forbids?|restricts?)/iy,
    value: 'refuses',
  },
  {
    words: ['sorry', 'apologize', 'apologies', 'apologise', 'unfortunately', 'regret'],
    pattern: /(?:sorry|apologi[sz]e|apologies|unfortunately|regret)\b/iy,
    value: 'apologizes',
  },
  {
    words: ['is', 'are', 'be', 's'],
    pattern:
      /(?:(?:is|are|be|s) (?:both |highly |strictly |completely |not only |never )?(?:illegal|prohibited|forbidden|a violation|unethical|inappropriate|wrong|immoral|unacceptable|harmful|(?:not|never) (?:appropriate|ethical|acceptable|okay|ok|legal|right|something I)))\b/iy,
    value: 'judges',
  },
  {
    words: ['must', 'important', 'strongly', 'important'],
    pattern:
      /(?:must (?:strongly |also )?(?:emphasize|remind|prioritize|stress|advise|caution|warn|inform|insist)|important to (?:always )?(?:respect|promote|prioritize|follow|consider|act|obey|remember|use|treat|engage|approach|note)|strongly (?:advise|recommend|urge|discourage))/iy,
    value: 'judges',
  },
  {
    words: ['instead', 'however', 'but', 'if'],
    pattern:
      /(?:instead,? (?:I|you|let|we|consider|try|it)|(?:however|but),? (?:I (?:can|could|would|['’]d)|if you)|if you(?:['’]re| are| have| need)? [a-z ]{0,40}(?:questions?|help|assistance|struggling|support))/iy,
    value: 'redirects',
  },
  {
    words: ['i', 'that', 'this', 'my', 'we'],
    pattern:
      /(?:(?:I|we)(?:['’]m| am|['’]re| are) (?:not (?:sure|certain|aware|familiar|informed|acquainted|well-versed|knowledgeable|privy|equipped to answer|the right)|unsure|uncertain|afraid I (?:do not|don['’]t)|unaware|clueless|stumped|at a loss|in the dark)|(?:I|we) (?:really |just |honestly |simply )?(?:do not|don['’]t) (?:really |actually )?(?:know|possess|hold|have (?:that|the|any|an|enough|access to)(?: [a-z]{2,12}){0,2} (?:information|answers?|knowledge|data|details?|insight))|(?:I|we)(?:['’]ve| have|['’]ve got| (?:seem to )?have) (?:absolutely )?(?:no|yet to|not (?:been|learned))(?: [a-z]{2,12}){0,1} ?(?:idea|knowledge|information|clue|data|insight|answer|learned?|briefed|trained|enlightenment)|(?:I|we) haven['’]t (?:been|learned|encountered|come across)|(?:that|this)(?:['’]s| is) (?:beyond (?:my|our)|outside (?:of )?(?:my|our)|a mystery|(?:not )?something (?:that )?I(?:['’]m|['’]ve| am| have| don))|my (?:current |existing )?(?:knowledge|database|training|understanding|programming|information|resources?|expertise)(?: [a-z]{2,8})? (?:does|doesn['’]t|did|do not|don['’]t|is limited|lacks))/iy,
    value: 'does-not-know',
  },
  {
    words: ['抱', '对', '不', '遗'],
    pattern: /(?:抱歉|对不起|不好意思|遗憾)/uy,
    value: 'apologizes',
  },
  {
    words: ['我', '本', '无', '不', '恕', '拒', '很', '难', '作'],
    pattern:
      /(?:(?:我|我们|本人|作为[^。！？\n]{0,24}?我?)[^。！？\n]{0,10}?)?(?:恕(?:我)?(?:不|难)|恕难从命|无法|不能|不会|不可以|不应(?:该)?|不便|不愿(?:意)?|不方便|不得|没有?办法|拒绝|难以|无权|不予|不支持)[^。！？\n]{0,14}?(?:回答|回复|答复|提供|帮助|协助|满足|讨论|给出|给您|给你|参与|生成|完成您|完成你|执行|处理|继续|回应|告诉|配合|透露|创作|写出|撰写|推荐|建议您|分享|谈论|鼓励|认同|接受|答应|遵循|按照|编写|展示|描述|支持|输出|从命|涉及|为您|为你)/uy,
    value: 'refuses',
  },
  {
    words: ['违', '不', '是', '非', '这', '可', '会', '侵', '触', '必'],
    pattern:
      /(?:违(?:反|背|犯|法)|(?:可能)?(?:会)?(?:侵犯|触犯)|(?:是|属于)?(?:不(?:道德|合法|正当|恰当|合适|可取|被允许|可接受|应当|应该)|非法|错误的)|必须(?:尊重|遵守|遵循|提醒|强调|指出|优先)|这(?:种|类|是|个)[^。！？\n]{0,16}?(?:违|非法|不道德|不合法|不正确|错误|不可取|歧视))/uy,
    value: 'judges',
  },
  {
    words: ['如', '但', '建', '请', '我', '应', '相'],
    pattern:
      /(?:如果[您你][^。！？\n]{0,24}(?:问题|需要|帮助|需求|疑问)|但(?:是)?我可以|建议[您你]|请(?:遵守|勿|不要|尊重|咨询|联系|停止)|我(?:们)?(?:应该|应当|可以|会|建议|非常?乐意|很乐意)|应当|相反)/uy,
    value: 'redirects',
  },
  {
    words: ['我', '暂', '目'],
    pattern:
      /(?:我(?:并)?不(?:知道|清楚|了解|确定)|我没有(?:相关|这方面|关于)|暂(?:时)?(?:没有|无)(?:相关)?(?:信息|资料)|目前(?:没有|无法)(?:相关)?)/uy,
    value: 'does-not-know',
  },
]

const finder = new CueFinder<Sign>(REFUSALS)

/** A refusal that starts here or later comes after an answer has begun. */
const OPENING_CHARACTERS = 240
/** A text of this length says more than that it refuses; Chinese needs fewer characters. */
const LONG_CHARACTERS = 900
/** What only an assistant says of itself: late in a text the other verbs stand for anything. */
const PLAIN_ACTION =
  /help|assist|provide|answer|fulfill?|comply|generate|engage|support|condone|continue|提供|回答|协助|满足|生成/iu
/** An apology with nothing after it but a reason. */
const ONLY_SORRY =
  /^\W{0,3}(?:i['’ ]?a?m )?(?:so |very |really )?(?:sorry|apologies|我?(?:很|非常)?(?:抱歉|对不起))(?:[,，]? ?(?:but|no)\b|[,，]?(?:但|不行)|[.!。！]?\s{0,4}$)/iu
/** How far an apology reaches. */
const APOLOGY_REACH = 160

/**
 * Whether an output refuses: `refusal` when it says so near its beginning, with `refusal:partial` when it goes on at
 * length and `refusal:safe-completion` when it offers something else; `refusal:late` when it says so after an answer has
 * begun; `refusal:moral` when it only judges the request; `abstention` when it says that it does not know.
 */
export function addRefusal(text: string, tokens: WordTokens, isHan: boolean, list: DescriptorList): void {
  const signs = finder.find(text, tokens)
  if (signs.length === 0) return
  const opening = isHan ? OPENING_CHARACTERS / 2 : OPENING_CHARACTERS
  const refuses = signs.find(({ value }) => value === 'refuses')
  const apologizes = signs.find(({ value, start }) => value === 'apologizes' && start < opening)
  const judges = signs.filter(({ value, start }) => value === 'judges' && start < opening * 2)
  const redirects = signs.find(({ value }) => value === 'redirects')
  if (refuses !== undefined) {
    const span = [refuses.start, refuses.end] as const
    if (refuses.start < opening) {
      const near = apologizes !== undefined && Math.abs(refuses.start - apologizes.end) < APOLOGY_REACH
      list.add('refusal', near || refuses.start < opening / 3 ? 1 : 0.8, span)
      if (text.length > (isHan ? LONG_CHARACTERS / 3 : LONG_CHARACTERS))
        list.add('refusal:partial', 0.7, span)
      if (redirects !== undefined && redirects.start > refuses.start) {
        list.add('refusal:safe-completion', 0.7, [redirects.start, redirects.end])
      }
    } else if (PLAIN_ACTION.test(text.slice(refuses.start, refuses.end))) list.add('refusal:late', 0.6, span)
  } else if (judges.length > 0) {
    const [first] = judges
    const isPlain = apologizes !== undefined || judges.length > 1 || redirects !== undefined
    list.add('refusal:moral', isPlain ? 0.7 : 0.4, [first?.start ?? 0, first?.end ?? 0])
  } else if (apologizes !== undefined && apologizes.start < 12 && ONLY_SORRY.test(text)) {
    list.add('refusal', 0.5, [apologizes.start, apologizes.end])
  }
  const unknown = signs.find(({ value }) => value === 'does-not-know')
  if (unknown !== undefined && unknown.start < opening && text.length < LONG_CHARACTERS)
    list.add('abstention', unknown.start < opening / 3 ? 0.8 : 0.5, [unknown.start, unknown.end])
}
