// Microblogs and forums: short, noisy, nicknames and short forms of names, topics, emoji, mixed English, traditional characters.

import { FAMILIAR, PROFESSIONAL } from './_chinese-titles.mjs'
import { ORGANIZATION, PERSON, PLACE, TITLE } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)
export const KNOWN = split(
  '姚晨 李娜 刘翔 姚明 林丹 科比 韩寒 郭敬明 周杰伦 王菲 谢霆锋 章子怡 葛优 冯小刚 张艺谋 陈凯歌 陈道明 赵薇 周迅 李冰冰 孙俪 邓超 杨幂 刘亦菲 唐嫣 刘诗诗 吴奇隆 霍建华 林心如 王宝强 徐峥 黄渤 沈腾 贾玲 马云 马化腾 李彦宏 任志强 潘石屹 俞敏洪 罗永浩 周鸿祎 李开复 王思聪 柴静 白岩松 崔永元 撒贝宁 董卿 赵忠祥 赵本山 小沈阳 周立波 莫言 余华 刘慈欣 鲁迅 张爱玲 金庸 古龙 三毛 琼瑶 曹雪芹 李白 杜甫 苏轼 毛泽东 周恩来 邓小平 奥巴马 普京 希拉里 特朗普 拜登 默克尔 安倍 李小龙 成龙 李连杰 刘德华 张学友 郭富城 黎明 张国荣 梅艳芳 陈奕迅 林俊杰 王力宏 蔡依林 五月天 张惠妹 孙燕姿 梁静茹 李宇春 张靓颖 薛之谦 毛不易 华晨宇 张杰 谢娜 汪涵 王一博 肖战 杨紫 迪丽热巴 古力娜扎 赵丽颖 冯绍峰 王俊凯 王源 吴亦凡 黄子韬 宋慧乔 李敏镐 金秀贤 全智贤 宋仲基 都敏俊 权志龙 C罗 贝克汉姆 卡卡 罗纳尔多 内马尔 库里 杜兰特 乔丹 麦迪 奥尼尔 穆里尼奥 里皮 郎平 朱婷 马龙 张继科 樊振东 谷爱凌 苏神 乔布斯 库克 马斯克 比尔盖茨 扎克伯格 巴菲特 霍金 爱因斯坦 莎士比亚 海明威 东野圭吾 宫崎骏 新垣结衣 石原里美 山下智久 泰勒斯威夫特 霉霉 贾斯汀比伯 汤姆克鲁斯 小李子 莱昂纳多 甄嬛 周芷若 令狐冲 孙悟空 猪八戒 林黛玉 贾宝玉 诸葛亮 曹操 关羽 刘备',
)
const SPOTS = split(
  '三里屯 国贸 五道口 中关村 西单 王府井 望京 天通苑 回龙观 后海 南锣鼓巷 鸟巢 水立方 什刹海 798 徐家汇 陆家嘴 外滩 南京路 人民广场 静安寺 淮海路 田子坊 城隍庙 虹桥 浦东 迪士尼 春熙路 宽窄巷子 锦里 太古里 解放碑 洪崖洞 磁器口 光谷 户部巷 黄鹤楼 五一广场 橘子洲 岳麓山 夫子庙 新街口 玄武湖 西溪湿地 断桥 钟楼 大唐不夜城 兵马俑 鼓浪屿 曾厝垵 天河城 北京路 小蛮腰 上下九 珠江新城 华强北 世界之窗 东门 南山 旺角 铜锣湾 尖沙咀 中环 兰桂坊 西门町 士林夜市 垦丁 阳明山 丽江古城 洱海 双廊 香格里拉 布达拉宫 纳木错 青海湖 九寨沟 峨眉山 张家界 凤凰古城 乌镇 周庄 西塘 黄山 泰山 华山 长白山 涠洲岛 亚龙湾 天涯海角 蜈支洲岛 北戴河 莫干山 明洞 江南 涩谷 银座 秋叶原 清水寺 富士山 普吉岛 巴厘岛 马代 圣托里尼 曼哈顿 时代广场 好莱坞',
)
const SLANG_PLACES = split(
  '帝都 魔都 羊城 鹏城 蓉城 山城 雾都 春城 泉城 冰城 大上海 大武汉 大成都 大连 澳洲 米国 霓虹 棒子国 泡菜国 大马 坡县 腐国 北上广 北上广深 苏杭 江浙 江浙沪 川渝 云贵 东三省 长三角 珠三角 京津冀 湾区 内地 大陆 宝岛 湾湾 香港 澳门 台湾',
)
const TRADITIONAL_PLACES = split(
  '臺北 臺灣 台灣 高雄 臺中 臺南 新竹 花蓮 桃園 嘉義 屏東 香港 澳門 九龍 旺角 銅鑼灣 尖沙咀 廣州 上海 北京 東京 首爾 韓國 美國 日本 紐約 倫敦 泰國 歐洲 澳洲 馬來西亞 西門町 淡水',
)
const TRADITIONAL_ORGANIZATIONS = split(
  '國民黨 民進黨 臺灣大學 台大 總統府 立法院 行政院 台積電 鴻海 統一超商 中華電信 長榮航空 華航 國泰航空 港鐵 香港大學 中文大學 聯合報 蘋果日報 台鐵 高鐵 誠品',
)
const TRADITIONAL_CLAUSES = split(
  '真的很好吃 讓人好期待 今天天氣超冷 完全沒有想到 這個價錢也太貴了吧 好像在夢裡一樣 拜託不要再下雨了 終於可以放假 買不到票好難過 覺得自己胖了 推薦給大家 晚餐要吃什麼 我們還是回家吧 這樣的結局讓人無言 排隊排了兩個小時 祝大家聖誕快樂 趕快來參加 這裡的風景很漂亮',
)
const EMOTIONS = split(
  '[哈哈] [泪] [心] [偷笑] [怒] [赞] [话筒] [鼓掌] [抓狂] [可爱] [doge] [允悲] [二哈] [吃瓜] [微风] [蜡烛] [给力] [围观] [爱你] [衰] [汗] [good] [嘻嘻] [思考] [挖鼻屎] 😂 😭 ❤️ 👍 🙏 🎉 🐶 ✨ 🌹 ～ ~~ ！！！ !!! 。。。 …… ？？ hhh 233 哈哈哈哈 嘤嘤嘤 T_T orz ^_^',
)
const STARTS = split(
  '今天 昨晚 刚刚 刚才 早上 半夜 周末 下班后 明天 上周 去年 这两天 突然 终于 原来 其实 话说 听说 据说 笑死 救命 天啊 我去 卧槽 妈呀 呜呜 哎 唉 嗯 哼 OMG 求助 吐槽 弱弱问一句 不得不说 强烈推荐 避雷 划重点 真的 居然 说真的 讲真 有一说一',
)
const ENDS = split(
  '太好看了 真心不错 累成狗 差点迟到 心好累 笑得肚子疼 我也是醉了 求安慰 好想去 太感人了 帅哭了 美翻了 听哭了 太可怜了 什么情况 真相了 太坑了 再也不来了 值得一看 怎么回事 谁懂啊 绝绝子 yyds 爱了爱了 有人一起吗 在线等 求转发 速来围观 谁有链接 已经哭瞎 必须支持 果断取关 太过分了 冷死了 热成狗 好吃到哭 又要加班 我错过了什么 说好的呢 还能不能愉快地玩耍了 我想静静 稳了 凉凉 翻车了 破防了 上头 心疼 好羡慕 原谅我笑了 我裂开了 真是够了 没毛病 这也行 太难了 起飞',
)
const PEOPLE = split(
  '我 他 她 老公 老婆 妈妈 我爸 男朋友 女朋友 闺蜜 同事 室友 同学 儿子 女儿 老板 邻居 孩子 网友 粉丝 楼主 姐姐 弟弟 你们 大家 师兄 学姐 前男友 婆婆 舅舅 表妹 老师 医生 保安 司机 女神 男神 小三 土豪 屌丝 专家 记者 领导 妹子 帅哥 美女 小朋友 老人家 宝宝 哥们儿 外国人 美国人 日本人',
)
const DEEDS = split(
  '看电影 吃火锅 喝咖啡 逛街 加班 考试 减肥 追剧 搬家 跑步 唱歌 睡觉 发呆 上课 上班 请假 打游戏 写论文 赶飞机 坐地铁 排队 聚餐 相亲 看演唱会 看日出 吃早餐 晒太阳 打疫苗 抢票 遛狗 滑雪 拍照 买菜 带娃 开会 面试 改PPT 刷微博 做饭 吃烧烤 打篮球 看球',
)

export const marks = (w, sub) => ({
  star: () => ({
    text:
      w.int(100) < 45
        ? w.pick(KNOWN)
        : w.int(100) < 75
          ? w.name()
          : w.int(100) < 40
            ? w.foreign()
            : w.int(100) < 50
              ? w.foreignOne()
              : w.name(),
    type: PERSON,
  }),
  pal: () => ({
    text: w.pick([
      () => `小${w.surname()}`,
      () => `老${w.surname()}`,
      () => `阿${w.given().at(-1)}`,
      () => `${w.surname()[0]}${w.pick(FAMILIAR)}`,
      () => `小${w.given().at(-1)}`,
      () => `${w.given().at(-1)}${w.pick(split('哥 姐 仔 爷 妹 宝 叔 总 儿'))}`,
      () => w.given().at(-1).repeat(2),
      () => `大${w.surname()}`,
      () => w.name(),
      () => w.name(),
      () => `${w.surname()}小${w.given().at(-1)}`,
      () => `小${w.given().at(-1)}${w.pick(split('哥 姐 子 儿'))}`,
      () => `${w.surname()}${w.pick(split('大帅 胖子 大头 半仙 大侠 美丽 老板'))}`,
      () => w.given(),
      () => w.surname()[0] + w.pick(split('sir Sir 老 少 公子')),
      () => w.pick(split('Jack Tony Lily Amy Kevin Vivian')) + w.pick(['', '哥', '姐']),
    ])(),
    type: PERSON,
  }),
  boss: () => [
    { text: w.surname(), type: PERSON },
    { text: w.pick(PROFESSIONAL), type: TITLE },
  ],
  nick: () =>
    w.chance(0.15)
      ? w.name()
      : w.pick([
          `小${w.brand()}`,
          `${w.brand()}_${w.int(99)}`,
          'momo',
          '爱吃鱼的猫',
          `${w.brand()}宝宝`,
          `用户${w.int(9999999)}`,
          `我是大${w.brand()}`,
          `${w.brand()}酱`,
          `一只${w.brand()}`,
          `${w.pick(PEOPLE)}的${w.brand()}`,
          `${w.pick(DEEDS)}的${w.brand()}`,
          `${w.brand()}today`,
          `Mr${w.brand()}`,
          '新浪娱乐',
          '头条新闻',
          '央视新闻',
          '人民日报',
        ]),
  spot: () => ({
    text: w.pick([
      () => w.pick(SPOTS),
      () => w.pick(SPOTS),
      w.city,
      w.city,
      w.city,
      () => w.short(w.city()),
      () => w.short(w.city()),
      w.province,
      () => w.pick(SLANG_PLACES),
      w.country,
      w.place,
      w.foreignPlace,
    ])(),
    type: PLACE,
  }),
  brand: () => ({
    text: w.pick([
      w.famous,
      w.famous,
      w.famous,
      w.famous,
      w.campus,
      w.campus,
      w.international,
      w.national,
      w.team,
      w.organization,
    ])(),
    type: ORGANIZATION,
  }),
  tplace: () => ({ text: w.pick(TRADITIONAL_PLACES), type: PLACE }),
  torg: () => ({ text: w.pick(TRADITIONAL_ORGANIZATIONS), type: ORGANIZATION }),
  tclause: () => w.pick(TRADITIONAL_CLAUSES),
  e: () => w.pick(['', '', '', ...EMOTIONS, w.pick(EMOTIONS) + w.pick(EMOTIONS)]),
  s: () => (w.chance(0.6) ? w.pick(STARTS) : ''),
  end: () => w.pick(ENDS),
  ppl: () => w.pick(PEOPLE),
  deed: () => w.pick(DEEDS),
  n: () => String(1 + w.int(w.chance(0.7) ? 60 : 3000)),
  link: () =>
    w.pick([
      '',
      ` http://t.cn/${w.pick([...'RAzE'])}${w.int(99999).toString(36)}`,
      ' O网页链接',
      ' 查看图片',
      '（分享自 @新浪新闻）',
      ' L秒拍视频',
    ]),
  say: () =>
    sub(
      w.pick([
        '{phrase}',
        '{phrase}',
        '{end}',
        '{ppl}{deed}{end}',
        '{ppl}{phrase}',
        '{deed}{end}',
        '{phrase}，{end}',
      ]),
    ),
  sep: () => w.pick(['，', '，', '，', ' ', '！', '。', '~', '…', '：', '?']),
  hash: () => sub(w.pick(['#{phrase}#', '#{starName}#', '#{deed}#', '#{phrase}# '])),
  starName: () => ({ text: w.pick(KNOWN), type: PERSON }),
})

export const templates = `
{s}和{pal}[去|在|到]{spot}{deed}{sep}{end}{e}
{s}在{spot}[遇到|偶遇|看见|碰到|撞见]{star}[了|，|本人，|！]{say}{e}
{star}[好帅|好美|唱得真好|演技炸裂|太强了|老了|还是那么可爱|这颜值|瘦了|的新歌|的新剧|加油|人品]{sep}{say}{e}
{star}{star}[终于同框|这是在一起了？|分手了|太配了|离婚]{e}
{star}[和|跟|与|vs|、|&]{star}[在一起了|合作|分手|结婚了|的演唱会|同框|到底谁好看|又吵起来了]{sep}{say}{e}
[喜欢|讨厌|粉|爱|想嫁给|心疼|支持|期待|看到|梦见|听|求|怀念|相信|感谢|黑|骂|羡慕|围观]{star}[的|！|，|了|]{say}{e}
{hash}{star}[加油|生日快乐|新剧开播|得奖了|来了]{sep}{say}{e}
{hash}{say}{sep}{say}{e}{link}
@{nick} [快来看|生日快乐|你什么时候回{spot}|我们去{spot}吧|看{star}]{e}
回复@{nick}:{say}{e}
回复@{nick}：[是{star}吗|{pal}也去|在{spot}呢|哈哈|谢谢]{sep}{say}{e}
{say}//@{nick}:{say}//@{nick}：{say}{e}
转发微博//@{nick}:{star}{say}{e}
{e}{say} ||@{nick}: {say}{link}
【{phrase}】{brand}[发布|推出|宣布|回应|辟谣|裁员|涨价]{phrase}{link}
【{phrase}】{spot}{phrase}，{phrase}{link}（via@{nick}）
{spot}[下雨了|堵死了|好热|好冷|的雾霾|的夜景|的房价|的地铁|的火锅|的天空|的姑娘|的朋友|欢迎你|真的好美|见|站|怎么玩|，我来了|，再见]{sep}{say}{e}
[我在|人在|刚到|飞往|回到|离开|想去|路过|来|去|到|从|想念|爱上|求]{spot}[{deed}|了|，|啊|，{say}|的路上]{e}
我在:{spot}{link}
我在这里:{spot}
[从{spot}到{spot}|{spot}—{spot}|{spot}✈{spot}]{sep}{say}{e}
[有没有|求|谁在|坐标|招]{spot}[的|的朋友|的小伙伴|本地人|]{say}[？|吗|！]{e}
{spot}人[表示|都|说]{say}{e}
{brand}[的服务真差|招人啦|又涨价了|客服|员工|股价|新品|食堂|门口|手机|太坑|你够了|出来挨打|牛逼|yyds|这波操作|没了|yes|的同学]{sep}{say}{e}
[在{brand}|去{brand}|进{brand}|投诉{brand}|黑{brand}|感谢{brand}|卸载{brand}|面试{brand}|{brand}和{brand}|毕业于{brand}|保送{brand}|考上{brand}]{sep}{say}{e}
{brand}[赢了|输了|夺冠|进球了|vs{brand}|这防守|今年|降级|加油]{sep}{say}{e}
{pal}[说|，|，你|又|！|生日快乐|你个大骗子|结婚|出来|请客|在吗|别|今天|今晚|，我们]{say}{e}
[跟|和|给|找|祝|让|陪|谢谢|恭喜|欢迎|等|问|想|请|骂|怪]{pal}[{deed}|一起{deed}|，|说|回来|]{say}{e}
{pal}、{pal}[、{pal}|和{pal}|]{sep}{say}{e}
{s}{boss}[说|讲的课|，|好|，您|的课|家的|今天]{say}{e}
[感谢|祝|跟着|请教|同意|推荐]{boss}[！|，|，{say}]{e}
{s}{ppl}{say}{sep}{say}{e}
{ppl}说{say}{sep}{ppl}{say}{e}
{s}{say}{e}
{say}{sep}{say}{sep}{say}{e}
{say}{e}{say}{e}
[早安|晚安|午安|早上好|周末愉快]{sep}[{spot}|各位|{say}]{e}
[看了|看完|听了|重温|在看|推荐]{star}的[电影|书|演唱会|新歌|采访|《{phrase}》|直播|小说]{sep}{say}{e}
{star}[导演|主演|老师|大神|女神|男神|爸爸|妈妈|哥哥|姐姐|你|他|她|粉丝|是谁|说过|：]{sep}{say}{e}
{star}：{phrase}。{phrase}。
“{phrase}。”——{star}
{star}《{phrase}》[ {link}|{e}]
[祝贺|恭喜|热烈祝贺]{star}[获得|夺冠|当选|成为]{phrase}{e}
{tplace}{tclause}{e}
[今天|昨天|剛剛]在{tplace}{sep}{tclause}{e}
{torg}{tclause}{e}
{ppl}{tclause}，{tclause}{e}
[和|跟]{pal}[去|在]{tplace}，{tclause}{e}
[so|oh|just|love|enjoy|good night|happy birthday|miss u|OMG]{sep}{star}{e}
[Happy birthday|love u|tks|thx] {pal}{e}
[收到|买了|抢到]{brand}的[新手机|年会礼物|offer|衣服|鞋|券]{sep}{say}{e}
[招聘|内推|急招]：{brand}{phrase}，base{spot}{sep}[私信|简历发我]
{spot}{spot}{deed}{e}
{s}{spot}[飞|到|回|去]{spot}{sep}{say}{e}
[求|寻人|扩散|转发]：{pal}，[在{spot}走失|{phrase}]{sep}{say}{e}
[祝|愿]{pal}[和{pal}|][新婚快乐|早日康复|一路顺风|百年好合]{e}
[楼上|楼主|LS|1楼]{say}{e}
{star}[在|到|飞|来]{spot}[了|开演唱会|拍戏|，]{say}{e}
[抽奖|福利|活动]：{phrase}，关注@{nick} 并转发，{phrase}{e}{link}
{n}[岁|年|块|个|号|天]{say}{sep}{say}{e}
`
  .trim()
  .split('\n')
